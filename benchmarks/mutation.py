"""Mutation run over the rule files: each phrase, expression and guard is left out in turn, and an example of its rule must fail.

usage: python benchmarks/mutation.py > docs/benchmarks/mutation.md

Prints the page: how many were noticed, and those that were not, by class with the reason. Without the sentence model the
rules that rest on it cannot be measured; it is loaded.
"""

from __future__ import annotations

import datetime
import platform
from collections import defaultdict

from replylint.coverage import RuleCoverage, measure
from replylint.rulebook.record import RuleRecord
from replylint.rulebook.rulefiles import shipped_rules
from replylint.services import default_meaning

# Classes of survivors, with the reason why no example of the rule fails without them.
ON_THE_MODEL = (
    "Conditions of a rule that rests on the sentence model: an example of one would be a sentence on which the model errs, and the next "
    "training may undo that."
)
GUARD = (
    "Scope guards: no sentence was found that the guard alone keeps clean. Tried were sentences that another rule flags, mostly that "
    "of the sentence model, and a good example must be clean under all rules."
)
EXCEPTION = (
    "Exceptions: no sentence was found that the exception alone keeps clean. Another rule flags what was tried, or another condition of "
    "the same rule lets it pass too."
)
EXPRESSION = "Expressions and phrases: no example of the rule is found by this one alone."


def kind_of(record: RuleRecord, part: str) -> str:
    """Return the class of a survivor."""
    if record.is_meaning:
        return ON_THE_MODEL
    if part.startswith("any."):
        return EXPRESSION
    return GUARD if ": guard " in part else EXCEPTION


def page(measured: list[tuple[RuleRecord, RuleCoverage]]) -> str:
    """Return the page in Markdown."""
    checks: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    classes: dict[str, list[str]] = defaultdict(list)
    for record, covered in measured:
        row = checks[record.check]
        row[0] += 1
        row[1] += covered.parts
        row[2] += covered.parts - len(covered.unreached)
        for part in covered.unreached:
            shown = part.replace("\\\\", "\\").replace("`", "'")
            classes[kind_of(record, part)].append(f"- {record.id}: `{shown if len(shown) <= 110 else shown[:109] + '…'}`")
    parts, noticed = (sum(row[index] for row in checks.values()) for index in (1, 2))
    coded = sum(not covered.measured for _, covered in measured)
    lines = [
        "# Mutation run over the rule files", "",
        "Printed by `python benchmarks/mutation.py`; `replylint test --coverage` prints the same survivors. Each phrase, expression and",
        "guard of a rule is left out in turn; it is noticed where an example of that rule then fails.", "",
        f"Run on {datetime.datetime.now(datetime.UTC).date().isoformat()}, Python {platform.python_version()}.", "",
        f"**{noticed} of {parts}** ({noticed / parts:.1%}) are noticed. {coded} rules are found by code and have no such parts.", "",
        "| check | rules | parts | noticed |", "| --- | ---: | ---: | ---: |",
    ]  # fmt: skip
    lines += [f"| {check} | {row[0]} | {row[1]} | {row[2]} |" for check, row in sorted(checks.items())]
    lines += ["", "## Not noticed"]
    for reason, survivors in sorted(classes.items()):
        lines += ["", reason, "", *survivors]
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    meaning, encoder = default_meaning()
    records = sorted((file.record for file in shipped_rules()), key=lambda record: record.id)
    print(page(list(zip(records, measure(records, meaning=meaning, encoder=encoder), strict=True))))


if __name__ == "__main__":
    main()
