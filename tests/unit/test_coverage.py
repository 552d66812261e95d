from __future__ import annotations

from pathlib import Path

from tests.shop_rule import late_fee

from replylint.coverage import measure
from replylint.rulebook.rulefiles import load_rule_file

RULE = """\
id: shop.late-fee
summary: Mentions a late fee.
severity: error
policy: no-haggling
message: "Late fee: “{excerpt}”."
fix: Leave it out.
why: The shop has none.
match:
  any:
    - phrases: ["late fee", "storage fee"]
    - regex: ['\\bovertime (?:fee|charge)\\b', '\\bnever reached\\b']
  when:
    - regex: 'fee|charge'
  unless:
    - guard: negated
    - guard: quoted
    - phrases: ["waived", "never due"]
examples:
  bad:
    - {text: "There is a late fee.", flags: ["late fee"]}
    - {text: "An overtime charge applies.", flags: ["overtime charge"]}
    - {text: "Your late fee is due.", flags: ["late fee"]}
  good:
    - {text: "There is no late fee.", because: negated}
    - {text: "Your late fee was waived.", because: it is gone}
    - {text: "There is no fee.", because: not late}
    - {text: "Thank you for the photo.", because: other}
"""


def test_each_part_that_no_example_needs_is_named(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    path = tmp_path / "shop" / "late-fee.yaml"
    path.write_text(RULE)
    (covered,) = measure([load_rule_file(path).record])
    assert covered.parts == 9
    assert covered.unreached == (
        "any.0.phrases.1: 'storage fee'",
        "any.1.regex.1: '\\\\bnever reached\\\\b'",
        "when.0: regex 'fee|charge'",
        "unless.1: guard 'quoted'",
        "unless.2.phrases.1: 'never due'",
    )


def test_a_rule_of_one_phrase_is_nothing_without_it(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    path = tmp_path / "shop" / "late-fee.yaml"
    path.write_text(late_fee())
    (covered,) = measure([load_rule_file(path).record])
    assert (covered.parts, covered.unreached) == (1, ())


def test_a_rule_found_by_code_is_not_measured() -> None:
    from replylint.rulebook.rulefiles import shipped_rules

    record = next(file.record for file in shipped_rules() if file.record.id == "inbox.overdue")
    (covered,) = measure([record])
    assert not covered.measured
