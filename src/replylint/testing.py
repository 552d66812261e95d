"""For authors of rules and plugins: run a rule's own examples, as ``replylint test`` does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from replylint.config import Config
from replylint.context import Context
from replylint.linter import Linter
from replylint.models import Draft, Report
from replylint.rulebook.record import Bad, Good, RuleRecord

__all__ = ["ExampleFailure", "check_examples", "example_linter"]


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """One example that does not hold: which, and what was seen instead."""

    rule: str
    example: str
    text: str
    problem: str

    def __str__(self) -> str:
        """Return the failure as one line."""
        return f"{self.rule}/{self.example}: {self.problem}: {self.text!r}"


def example_linter(config: Config | None = None) -> Linter:
    """Return a strict linter that runs every rule that is on by default, for examples."""
    return Linter(config or Config(), strict=True)


def check_examples(linter: Linter, rules: Iterable[str] | None = None) -> Iterator[ExampleFailure]:
    """Yield what does not hold: ``bad`` by exact spans of its rule, ``good`` under every active rule."""
    wanted = set(rules) if rules is not None else None
    for rule_id in sorted(linter.registry.rules):
        record = linter.registry.rules[rule_id]
        if wanted is not None and rule_id not in wanted:
            continue
        own = linter if rule_id in linter.registry.active else _with(linter, rule_id)
        for index, bad in enumerate(record.examples.bad):
            yield from _check_bad(own, record, index, bad)
        for index, good in enumerate(record.examples.good):
            yield from _check_good(own, record, index, good)


def _with(linter: Linter, rule_id: str) -> Linter:
    config = linter.config.model_copy(update={"extend_select": (*linter.config.extend_select, rule_id)})
    return Linter(config, strict=True)


def _report(linter: Linter, example: Bad | Good) -> Report:
    if example.thread is not None:
        return linter.lint_thread(example.thread)
    context: Context = example.context
    return linter.lint(Draft(content=example.text, kind=example.kind), context)


def _check_bad(linter: Linter, record: RuleRecord, index: int, bad: Bad) -> Iterator[ExampleFailure]:
    report = _report(linter, bad)
    expected = sorted(flag or "" for flag in bad.flags)
    found = sorted(violation.excerpt for violation in report.violations if violation.rule == record.id)
    if expected != found:
        skipped = next((s.reason for s in report.skipped if s.rule == record.id), None)
        problem = f"expected {expected}, found {found}" + (f" (skipped: {skipped})" if skipped else "")
        yield ExampleFailure(record.id, f"bad/{index}", bad.shown, problem)


def _check_good(linter: Linter, record: RuleRecord, index: int, good: Good) -> Iterator[ExampleFailure]:
    for violation in _report(linter, good).violations:
        yield ExampleFailure(record.id, f"good/{index}", good.shown, f"{violation.rule} flags {violation.excerpt!r}")
