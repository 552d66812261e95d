"""Mending behind the gate's deadline: ``replylint fix``, but with an end in sight."""

from __future__ import annotations

import time
from typing import Literal

from replylint.context import Context
from replylint.fixing import Mended, mend
from replylint.gate.decision import unready_report
from replylint.gate.gate import Gate
from replylint.models import Draft, Report
from replylint.running import UNFINISHED

__all__ = ["mend_in_time"]

_DEADLINES = 10


def mend_in_time(gate: Gate, text: str, *, kind: Literal["text", "html"], context: Context, unsafe: bool) -> Mended:
    """Apply the fixes of a draft as ``mend`` does, each lint within the gate's deadline.

    Trials end after ten deadlines; what has mended the draft by then stays. Blocks meanwhile, so not for an event loop.

    Raises:
        InputError: where draft or context are invalid.
    """
    linter = gate.linter
    begin: float | None = None

    def lint(candidate: str) -> Report:
        nonlocal begin
        if begin is not None and time.monotonic() - begin > _DEADLINES * linter.config.gate.deadline_ms / 1000:
            # A report of which nothing is known makes no draft cleaner: every trial left is turned down at once.
            return unready_report(linter.config, linter.registry, reason="the time for mending has passed", code=UNFINISHED)
        report = gate.lint(Draft(content=candidate, kind=kind), context)
        begin = begin or time.monotonic()  # the start-up that the first may have waited for has its own limit
        return report

    return mend(text, lint, unsafe=unsafe)
