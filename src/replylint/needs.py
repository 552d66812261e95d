"""What a rule needs of the context, and how its absence is told."""

from __future__ import annotations

from typing import get_args

from replylint.context import Context
from replylint.rulebook.record import Need

__all__ = ["missing_need", "unmet_needs"]

_REASONS: dict[str, str] = {
    "customer": "the customer's message is not given",
    "seller": "the seller's profile is not given",
    "preauthorized": "no list of pre-authorized resolutions is given",
    "facts": "the facts of the order are not given",
    "returns": "the seller's return terms are not given",
    "order": "no value of the order (number, tracking, carrier, date, items) is given",
    "fulfilment": "who fulfils the order is not given",
    "previous": "no earlier messages are given",
    "times": "received_at and now are not given",
    "meaning": "the sentence model is switched off",
    "thread": "a thread, not a draft, is what it reads",
}


def _met(need: Need, ctx: Context) -> bool:
    if need in ("grammar", "nlp", "meaning"):
        return True
    if need == "thread":
        return False
    if need == "order":
        return bool(ctx.order_id or ctx.tracking or ctx.carrier or ctx.items or ctx.ordered_at or ctx.customer_name)
    if need == "times":
        return ctx.received_at is not None and ctx.now is not None
    if need == "previous":
        return bool(ctx.previous)
    value = getattr(ctx, need)
    return bool(value.strip()) if isinstance(value, str) else value is not None


def unmet_needs(ctx: Context) -> frozenset[Need]:
    """Return every need that ``ctx`` does not meet."""
    return frozenset(need for need in get_args(Need) if not _met(need, ctx))


def missing_need(needs: tuple[Need, ...], unmet: frozenset[Need]) -> tuple[str, str] | None:
    """Return the first of ``needs`` that is unmet and the reason in words, or ``None``."""
    for need in needs:
        if need in unmet:
            return need, _REASONS[need]
    return None
