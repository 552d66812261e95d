"""Names written with a dot that name a product, not a place to go to: "the Booking.com gift card that you ordered"."""

# ruff: noqa: E501 - expressions are not folded
from __future__ import annotations

import re
from typing import Final

from replylint.context import Context
from replylint.detect.destinations import Destination

__all__ = ["is_product_name", "named_in_order"]

_DOTTED: Final = re.compile(r"(?<![\w@/.-])@?\w[\w-]*(?:\.\w[\w-]*){0,3}")
_AS_MODIFIER: Final = re.compile(r"\b(?:the|your|this|that|a|an|these|those|her|his|their)\s(?:[\w-]+\s)?$", re.IGNORECASE)
_PLACE_NOUN: Final = (
    r"(?:web\s?)?(?:sites?|pages?|links?|url|shop|stores?|storefront|account|portal|form|listing|app|chat|help|support|login|address|catalog(?:ue)?|homepage|blog|guide|manual)"
)
_NOUN_AFTER: Final = re.compile(
    rf"\s(?!(?:is|was|has|and|or|for|to|in|on|at|with|if|when|where|which|that|so|but|then|as|you|we|it|please|now|today|{_PLACE_NOUN})\b)[\w-]{{2,}}",
    re.IGNORECASE,
)
# "go to", "order at": the words before an address that is to be opened.
_LEADS: Final = re.compile(
    r"(?:\b(?:at|to|on|via|visit|see|check|from|through|open|browse|try|use|under|over|url|link|site|website|page)\b|[:(])\W{0,3}(?:our\s|the\s)?$", re.IGNORECASE
)
_NAMES: Final = ("bare-domain", "marketplace", "carrier", "walmart-other", "shortener")


def named_in_order(ctx: Context) -> frozenset[str]:
    """Return the names with a dot or an @ in the titles of the order's items: what was bought may be called by its name."""
    found = (match.group() for item in ctx.items for match in _DOTTED.finditer(item.title))
    return frozenset(name.casefold().removeprefix("@") for name in found if "." in name or name.startswith("@"))


def is_product_name(found: Destination, text: str, ctx: Context) -> bool:
    """True where a dotted name stands for a thing.

    Either it modifies a noun that is no page ("the Monday.com planner"), or the customer or an earlier message said it
    and here nothing leads to it. With a path, a scheme or `www.` it is an address, whoever said it first.
    """
    written = text[found.start : found.end]
    if found.kind not in _NAMES or "/" in written or written.casefold().startswith("www."):
        return False
    before = text[max(0, found.start - 30) : found.start]
    if written[:1].isupper() and not written.isupper() and _AS_MODIFIER.search(before) and _NOUN_AFTER.match(text, found.end):
        return True
    if _LEADS.search(before):
        return False
    said = " ".join([ctx.customer or "", *(message.text for message in ctx.previous)]).casefold()
    return bool(said) and re.search(rf"(?<![\w.-]){re.escape(written.casefold())}(?![\w-])", said) is not None
