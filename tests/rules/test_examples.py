"""Every rule's own examples: bad by exact spans, good under every rule."""

from __future__ import annotations

import pytest

from replylint.linter import Linter
from replylint.rulebook.rulefiles import shipped_rules
from replylint.testing import check_examples

IDS = [file.record.id for file in shipped_rules()]


@pytest.mark.parametrize("rule", IDS)
def test_examples_hold(linter: Linter, rule: str) -> None:
    assert [str(failure) for failure in check_examples(linter, [rule])] == []


def test_at_least_fifty_rules_over_all_ten_checks() -> None:
    assert len(IDS) >= 50
    checks = {rule.partition(".")[0] for rule in IDS}
    assert {"empathy", "links", "promo", "haggling", "overpromise", "language", "tone", "contact", "autoreply", "misleading"} <= checks
