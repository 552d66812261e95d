"""Fix every draft of a labelled file and tell what came of it: ``python benchmarks/fixes.py CASES.jsonl [OUT.txt]``.

Counts the fixes, safe alone and all; names each draft in which a rule has more violations after than before, or that
changes again when it is mended again. ``OUT.txt`` takes every fix with the draft before and after, to be read.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from replylint.batch.evaluation import context_of
from replylint.context import Context
from replylint.fixing import Mended, mend
from replylint.linter import Linter
from replylint.models import Draft


def main() -> int:
    linter = Linter()
    totals: Counter[str] = Counter()
    wrong: list[str] = []
    listing: list[str] = []
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        context = context_of(case)

        def lint(text: str, kind: str = case.get("input", "text"), context: Context = context) -> object:
            return linter.lint(Draft(content=text, kind=kind), context)

        for unsafe in (False, True):
            mended = mend(case["reply"], lint, unsafe=unsafe)
            name = "all" if unsafe else "safe"
            totals += Counter({f"{name}: fixes": len(mended.applied), f"{name}: drafts": bool(mended.applied)})
            totals += Counter({f"{name}: violations before": len(mended.before.violations), f"{name}: after": len(mended.after.violations)})
            if mended.applied and mend(mended.text, lint, unsafe=unsafe).text != mended.text:
                wrong.append(f"{case['id']}: {name}: changes again")
            if not Counter(v.rule for v in mended.after.violations) <= Counter(v.rule for v in mended.before.violations):
                wrong.append(f"{case['id']}: {name}: a rule has more violations than before")
            listing += _shown(case, name, mended)
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text("\n".join(listing), encoding="utf-8")
    print("\n".join(f"{name} {count}" for name, count in totals.items()), *wrong, sep="\n")
    return 1 if wrong else 0


def _shown(case: dict[str, str], name: str, mended: Mended) -> list[str]:
    if not mended.applied:
        return []
    fixes = [f"  {v.rule} {v.excerpt!r} -> {[edit.text for edit in fix.edits]}" for v, fix in mended.applied]
    return [f"== {case['id']} {name}", *fixes, f"- {case['reply']}", f"+ {mended.text}", ""]


if __name__ == "__main__":
    sys.exit(main())
