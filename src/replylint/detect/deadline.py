"""The instant by which the caller wants its answer, for services that are asked deep inside a check.

A check is ``run(doc, ctx)``, a plugin's too: none has to hand the deadline on. It holds for what runs in the same
thread (or task) inside ``until``; an instant is one of ``time.monotonic()``, in seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["callers_deadline", "until"]

_DEADLINE: ContextVar[float | None] = ContextVar("replylint_deadline", default=None)


@contextmanager
def until(deadline: float | None) -> Iterator[None]:
    """Let ``deadline`` hold inside, or the one around it where that comes first; ``None`` adds none."""
    instants = [instant for instant in (deadline, _DEADLINE.get()) if instant is not None]
    token = _DEADLINE.set(min(instants, default=None))
    try:
        yield
    finally:
        _DEADLINE.reset(token)


def callers_deadline() -> float | None:
    """Return the instant that holds here, or ``None``."""
    return _DEADLINE.get()
