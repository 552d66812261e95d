"""The pre-send gate: one decision, and the doors to it.

The names load when they are first used: the command's client lives below this package and must start in milliseconds.
"""

from __future__ import annotations

import importlib

TYPE_CHECKING = False  # importing typing would double the start of the command's client
if TYPE_CHECKING:
    from typing import Any

    from replylint.gate.audit import AuditError, AuditLog
    from replylint.gate.decision import Override, Unchecked, Verdict, decide
    from replylint.gate.gate import Gate
    from replylint.gate.guard import ReplyBlocked, ReplyNeedsConfirmation

_HOMES = {
    "AuditError": "audit",
    "AuditLog": "audit",
    "Gate": "gate",
    "Override": "decision",
    "ReplyBlocked": "guard",
    "ReplyNeedsConfirmation": "guard",
    "Unchecked": "decision",
    "Verdict": "decision",
    "decide": "decision",
}

__all__ = ["AuditError", "AuditLog", "Gate", "Override", "ReplyBlocked", "ReplyNeedsConfirmation", "Unchecked", "Verdict", "decide"]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"replylint.gate.{home}"), name)
    globals()[name] = value
    return value
