"""Applying the fixes of a report to its draft; where fixes overlap the first one stands.

``apply_fixes`` is one pass. ``mend`` lints what came of it and keeps a fix only where the draft is cleaner with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from replylint.models import Edit, Fix, Report, Violation

__all__ = ["Mended", "applicable", "apply_fixes", "mend"]


@dataclass(frozen=True, slots=True)
class Mended:
    """A draft with its fixes applied, the reports before and after, and each violation that was mended with its fix."""

    text: str
    before: Report
    after: Report
    applied: tuple[tuple[Violation, Fix], ...]


def mend(draft: str, lint: Callable[[str], Report], *, unsafe: bool = False) -> Mended:
    """Apply fixes until none is left that makes the draft cleaner.

    A fix after which any rule has more violations than before is taken back. What comes out is a fixed point: mending it
    again changes nothing.

    Args:
        draft: The text.
        lint: Lints a text in the draft's context.
        unsafe: Also apply fixes that may change what the reply says.
    """
    before = report = lint(draft)
    text = draft
    applied: list[tuple[Violation, Fix]] = []
    while True:
        chosen = _fitting(report, unsafe=unsafe)
        # All at once is one more lint; only where they spoil something are they tried one by one.
        for trial in ([chosen] if len(chosen) > 1 else []) + [[one] for one in chosen]:
            candidate = _edited(text, (edit for _, fix in trial for edit in fix.edits))
            after = lint(candidate) if candidate.strip() else None
            if after is not None and _cleaner(after, report):
                text, report = candidate, after
                applied += trial
                break
        else:
            return Mended(text, before, report, tuple(applied))


def _cleaner(after: Report, before: Report) -> bool:
    """Whether there are fewer violations, and no more of any rule; each round so has less to mend, and the rounds end."""
    now, then = Counter(v.rule for v in after.violations), Counter(v.rule for v in before.violations)
    # A check that failed finds nothing; that is no sign of a cleaner draft.
    as_complete = after.complete >= before.complete and {f.check for f in after.failures} <= {f.check for f in before.failures}
    return as_complete and now.total() < then.total() and now <= then


def apply_fixes(report: Report, draft: str, *, unsafe: bool = False) -> str:
    """Return ``draft`` with the report's fixes applied.

    A fix is applied whole or not at all: one whose edits touch those of a fix already taken is left out, and a second
    run over the new draft's report takes it up.

    Args:
        report: The report of exactly this draft, as one text (``part`` is ``None``).
        draft: The text.
        unsafe: Also apply fixes that may change what the reply says.
    """
    return _edited(draft, applicable(report, unsafe=unsafe))


def applicable(report: Report, *, unsafe: bool = False) -> tuple[Edit, ...]:
    """Return the edits of the fixes that fit together, in the report's order; of each violation the first fix allowed."""
    return tuple(edit for _, fix in _fitting(report, unsafe=unsafe) for edit in fix.edits)


def _fitting(report: Report, *, unsafe: bool) -> list[tuple[Violation, Fix]]:
    chosen: list[tuple[Violation, Fix]] = []
    taken: list[Edit] = []
    for violation in report.violations:
        if violation.part is not None:
            continue
        fix = next((fix for fix in violation.fixes if fix.safe or unsafe), None)
        if fix is not None and not _clashes(fix, taken):
            taken += fix.edits
            chosen.append((violation, fix))
    return chosen


def _edited(text: str, edits: Iterable[Edit]) -> str:
    for edit in sorted(edits, key=lambda e: (e.start, e.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _clashes(fix: Fix, taken: list[Edit]) -> bool:
    edits = fix.edits
    own = any(_touch(edit, other) for index, edit in enumerate(edits) for other in edits[:index])
    return own or any(_touch(edit, other) for edit in edits for other in taken)


def _touch(one: Edit, other: Edit) -> bool:
    """Return whether two edits share a character, or insert at one place, where their order would be a guess."""
    return (one.start < other.end and other.start < one.end) or one.start == other.start or one.end == other.end
