"""Agreement of two readers: ``python training/agreement.py FIRST.jsonl SECOND.jsonl``.

Takes the first reader as the truth, so that the figure compares with a linter's F1, and adds Cohen's kappa.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from validate import CHECKS


def read(path: str) -> dict[str, set[str]]:
    """Return the checks that each draft is labelled with."""
    entries = (json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip())
    return {entry["id"]: {violation["check"] for violation in entry["violations"]} for entry in entries}


def main(first_path: str, second_path: str) -> None:
    """Print F1 and kappa per check and the macro F1."""
    first, second = read(first_path), read(second_path)
    ids = sorted(first.keys() & second.keys())
    scores = []
    for check in CHECKS:
        both = sum(check in first[i] and check in second[i] for i in ids)
        one, two = sum(check in first[i] for i in ids), sum(check in second[i] for i in ids)
        neither = len(ids) - one - two + both
        agreed = (both + neither) / len(ids)
        chance = (one * two + (len(ids) - one) * (len(ids) - two)) / len(ids) ** 2
        f1 = 2 * both / (one + two)
        scores.append(f1)
        print(f"{check:12} first {one:3} second {two:3} both {both:3}  F1 {f1:.3f}  kappa {(agreed - chance) / (1 - chance):.3f}")
    same = sum(first[i] == second[i] for i in ids)
    print(f"macro F1 {sum(scores) / len(scores):.3f} on {len(ids)} drafts, the same labels on {same}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
