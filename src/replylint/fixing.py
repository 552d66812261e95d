"""Applying the fixes of a report to its draft; where fixes overlap the first one stands."""

from __future__ import annotations

from replylint.models import Edit, Fix, Report

__all__ = ["applicable", "apply_fixes"]


def apply_fixes(report: Report, draft: str, *, unsafe: bool = False) -> str:
    """Return ``draft`` with the report's fixes applied.

    A fix is applied whole or not at all: one whose edits touch those of a fix already taken is left out, and a second
    run over the new draft's report takes it up.

    Args:
        report: The report of exactly this draft, as one text (``part`` is ``None``).
        draft: The text.
        unsafe: Also apply fixes that may change what the reply says.
    """
    text = draft
    for edit in sorted(applicable(report, unsafe=unsafe), key=lambda e: (e.start, e.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def applicable(report: Report, *, unsafe: bool = False) -> tuple[Edit, ...]:
    """Return the edits of the fixes that fit together, in the report's order; of each violation the first fix allowed."""
    taken: list[Edit] = []
    for violation in report.violations:
        if violation.part is not None:
            continue
        fix = next((fix for fix in violation.fixes if fix.safe or unsafe), None)
        if fix is not None and not _clashes(fix, taken):
            taken += fix.edits
    return tuple(taken)


def _clashes(fix: Fix, taken: list[Edit]) -> bool:
    edits = fix.edits
    own = any(_touch(edit, other) for index, edit in enumerate(edits) for other in edits[:index])
    return own or any(_touch(edit, other) for edit in edits for other in taken)


def _touch(one: Edit, other: Edit) -> bool:
    """Return whether two edits share a character, or insert at one place, where their order would be a guess."""
    return (one.start < other.end and other.start < one.end) or one.start == other.start or one.end == other.end
