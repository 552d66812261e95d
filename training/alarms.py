"""Draw alarms to be judged by hand: ``python training/alarms.py REPLIES.jsonl [--count 200] [--seed 1] [--check tone]``.

Lints real replies (JSONL with ``reply`` and ``customer``), which are neither copied nor trained on, and prints a random draw of the
violations: number, rule, confidence, the words flagged, and the draft around them. How many alarms each check raised on
how many replies comes first. The same file, model and seed give the same draw.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from pathlib import Path

from report import PATIENT

from replylint import Config, Context, Linter
from replylint.models import Violation

AROUND = 300  # code points shown on each side


def alarms(path: Path, check: str | None) -> tuple[list[tuple[dict[str, str], Violation]], int]:
    """Return every failing violation with its entry, and the number of replies."""
    linter = Linter(Config(language=PATIENT), strict=True)
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = []
    for entry in entries:
        report = linter.lint(entry["reply"], Context(customer=entry.get("customer") or None))
        found += [(entry, violation) for violation in report.failing if check in (None, violation.check)]
    return found, len(entries)


def main() -> None:
    """Lint, draw and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("replies", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", help="only alarms of this check")
    arguments = parser.parse_args()
    found, replies = alarms(arguments.replies, arguments.check)
    by_check = Counter(violation.check for _, violation in found)
    flagged = Counter(check for check in by_check for _ in {entry["id"] for entry, violation in found if violation.check == check})
    print(f"{len(found)} alarms on {len({entry['id'] for entry, _ in found})} of {replies} replies")
    for check, count in by_check.most_common():
        print(f"  {check:12} {count:4} alarms on {flagged[check]:4} replies ({flagged[check] / replies:.1%})")
    drawn = random.Random(arguments.seed).sample(range(len(found)), min(arguments.count, len(found)))
    for number, index in enumerate(sorted(drawn), 1):
        entry, violation = found[index]
        start, end = violation.span.start, violation.span.end
        before, after = entry["reply"][max(0, start - AROUND) : start], entry["reply"][end : end + AROUND]
        print(f"\n{number}. {violation.rule} {violation.confidence:.2f} ({entry['id']})")
        print(f"   customer: {' '.join((entry.get('customer') or '(nothing)').split())[:AROUND]}")
        print(f"   reply: {' '.join(f'{before} >>>{violation.excerpt}<<< {after}'.split())}")


if __name__ == "__main__":
    main()
