"""Body, signature and quoted history of a reply in plain text.

Quoted history is the customer's and never linted; a signature is the seller's and always is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

__all__ = ["Segment", "SegmentKind", "segments"]

SegmentKind = Literal["greeting", "body", "signature", "quote"]

_ATTRIBUTION = re.compile(r"(?im)^[ \t]*(?:on\b[^\n]{6,200}|[^\n]{4,120}@[^\n]{3,120}|le [^\n]{6,200})\s(?:wrote|a écrit)\s?:[ \t]*$")
_ORIGINAL = re.compile(
    r"(?im)^[ \t]*(?:-{2,}[ \t]*(?:original message|forwarded message|customer(?:'s)? message)[ \t]*-{2,}"
    r"|_{8,}[ \t]*\n(?=from:)|from:[^\n]+\n(?:[^\n]*\n){0,2}?(?:sent|date|to):[^\n]+)"
)
_QUOTED_LINE = re.compile(r"(?m)^[ \t]*>[^\n]*(?:\n|\Z)")
_DELIMITER = re.compile(r"(?m)^--[ \t]?$|^_{3,}[ \t]*$|^-{3,}[ \t]*$")
_CLOSING = re.compile(
    r"(?im)^[ \t]*(?:(?:kind|kindest|warm|warmest|best|many|with)\b[^\n.!?]{0,30}|regards|cheers|sincerely|yours\b[^\n.!?]{0,20}"
    r"|respectfully|thanks(?: again| so much)?|thank you(?: again)?|cordially|all the best|take care|love|"
    r"yours truly|gratefully)[ \t]*,?[ \t]*$"
)
_DASH_NAME = re.compile(r"(?m)^[ \t]*[-–—~][ \t]*[A-Z][^\n]{1,50}$")
_GREETING = re.compile(
    r"(?i)\A\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|howdy|to whom)\b[^\n.!?]{0,60}?[,:!](?=\s)"
    r"|\A\s*(?:[A-Z][a-z]+,|(?:hi|hello|hey|dear)\b[^\n.!?]{0,60})(?=\n)"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A half-open range of the text and what it is."""

    kind: SegmentKind
    start: int
    end: int


def quoted_ranges(text: str) -> list[tuple[int, int]]:
    """Return the ranges of quoted history in ``text``, in order."""
    cut = _ORIGINAL.search(text)
    end = cut.start() if cut else len(text)
    ranges = [(match.start(), match.end()) for match in _QUOTED_LINE.finditer(text, 0, end)]
    for match in _ATTRIBUTION.finditer(text, 0, end):
        after = text[match.end() :].lstrip("\n \t")
        if after.startswith(">"):
            ranges.append((match.start(), match.end()))
        else:
            end = min(end, match.start())
            break
    if end < len(text):
        ranges.append((end, len(text)))
    return sorted(ranges)


def segments(text: str, quotes: tuple[tuple[int, int], ...] | None = None) -> tuple[Segment, ...]:
    """Cut ``text`` into segments that cover it without gap, in order.

    ``quotes`` are ranges already known to be quoted history (from HTML); where ``None`` they are looked for.
    """
    found = quoted_ranges(text)
    if quotes:
        found = sorted([*found, *quotes])
    out: list[Segment] = []
    position = 0
    for start, end in found:
        if end <= position:
            continue
        begin = max(start, position)
        if begin > position:
            out += _own(text, position, begin)
        out.append(Segment("quote", begin, end))
        position = end
    if position < len(text):
        out += _own(text, position, len(text))
    return tuple(out)


def _own(text: str, start: int, end: int) -> list[Segment]:
    """Cut the seller's own words ``[start, end)`` into greeting, body and signature."""
    own = text[start:end]
    cut = len(own)
    delimiter = _DELIMITER.search(own)
    if delimiter and own[: delimiter.start()].strip():
        cut = delimiter.start()
    for match in (_CLOSING.search(own, 0, cut), _DASH_NAME.search(own, 0, cut)):
        if match and own[: match.start()].strip() and own.count("\n", match.end()) <= 8:
            cut = min(cut, match.start())
    greeting = _GREETING.match(own, 0, cut)
    first = greeting.end() if greeting else 0
    out = []
    if first:
        out.append(Segment("greeting", start, start + first))
    if cut > first:
        out.append(Segment("body", start + first, start + cut))
    if cut < len(own):
        out.append(Segment("signature", start + cut, end))
    return out
