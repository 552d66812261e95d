"""The decorator around a function that sends, and what it raises."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from replylint.context import Context
from replylint.errors import ReplylintError
from replylint.gate.decision import Override, Verdict
from replylint.models import Draft, Report

if TYPE_CHECKING:
    from replylint.gate.gate import Gate

__all__ = ["Confirm", "ContextSource", "ReplyBlocked", "ReplyNeedsConfirmation", "guarded"]

P = ParamSpec("P")
R = TypeVar("R")
Confirm = Callable[[Verdict], Override | None]
ContextSource = str | Callable[[Mapping[str, Any]], Context | dict[str, Any] | None]
_NAMES = ("draft", "reply", "text", "body", "message")


class ReplyBlocked(ReplylintError):
    """A guarded function was not called, since its draft may not leave; ``verdict`` and ``report`` say why."""

    code = "C701"

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.summary)
        self.verdict = verdict

    @property
    def report(self) -> Report:
        """What was found in the draft."""
        return self.verdict.report


class ReplyNeedsConfirmation(ReplyBlocked):
    """The draft may leave once someone confirms it; no ``confirm`` was given, or it returned ``None``."""


def guarded(
    gate: Gate, send: Callable[P, R], *, draft: str | None, context: ContextSource | None, confirm: Confirm | None
) -> Callable[P, R]:
    """Return ``send`` behind ``gate``; see ``Gate.guard``.

    Raises:
        TypeError: where ``send`` has no argument of the names given.
    """
    signature = inspect.signature(send)
    draft_name = _draft_name(signature, draft)
    if isinstance(context, str) and context not in signature.parameters:
        raise TypeError(f"{_name(send)} has no argument {context!r} for the context; it has {', '.join(signature.parameters)}")

    def inputs(*args: P.args, **kwargs: P.kwargs) -> tuple[str | Draft, Context | dict[str, Any] | None]:
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        values = bound.arguments
        if callable(context):
            return values[draft_name], context(values)
        return values[draft_name], values.get(context or "context")

    if inspect.iscoroutinefunction(send):

        @wraps(send)
        async def asend(*args: P.args, **kwargs: P.kwargs) -> Any:
            text, around = inputs(*args, **kwargs)
            verdict = await gate.acheck(text, around)
            override = _asked(verdict, confirm)
            if override is not None:
                verdict = await gate.aconfirmed(verdict, text, override)
            _pass(verdict)
            return await send(*args, **kwargs)

        return cast("Callable[P, R]", asend)

    @wraps(send)
    def plain_send(*args: P.args, **kwargs: P.kwargs) -> R:
        text, around = inputs(*args, **kwargs)
        verdict = gate.check(text, around)
        override = _asked(verdict, confirm)
        if override is not None:
            verdict = gate.confirmed(verdict, text, override)
        _pass(verdict)
        return send(*args, **kwargs)

    return plain_send


def _draft_name(signature: inspect.Signature, given: str | None) -> str:
    names = [name for name in signature.parameters if name not in ("self", "cls")]
    if given is not None:
        if given not in names:
            raise TypeError(f"the function has no argument {given!r} for the draft; it has {', '.join(names)}")
        return given
    known = next((name for name in _NAMES if name in names), None)
    if known is None and not names:
        raise TypeError("the function takes no argument that could be the draft")
    return known or names[0]


def _asked(verdict: Verdict, confirm: Confirm | None) -> Override | None:
    return confirm(verdict) if confirm is not None and verdict.decision == "confirm" else None


def _pass(verdict: Verdict) -> None:
    if verdict.decision == "block":
        raise ReplyBlocked(verdict)
    if verdict.decision == "confirm":
        raise ReplyNeedsConfirmation(verdict)


def _name(function: Callable[..., object]) -> str:
    return getattr(function, "__qualname__", repr(function))
