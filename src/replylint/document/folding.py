"""What a reader sees of a text: hidden characters gone, odd forms of letters made plain, offsets kept.

``plain_letter`` is the one place that says what a single character reads as; the view of words (``views.fold``) rests on it
too. ``fold`` reads a text for addresses: it also decodes entities and percent codes and says what was hidden or changed.

All offsets are half-open code points.
"""

# ruff: noqa: E501 - expressions are not folded
from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

__all__ = ["Folded", "fold", "is_hidden", "plain_letter"]

_ENCODED: Final = re.compile(
    r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|period|commat|sol|colon|hyphen|lowbar|amp|lpar|rpar|nbsp|shy|zwnj|zwj);"
    r"|%(?:2[dDeEfF]|3[0-9aA]|40|4[1-9a-fA-F]|5[0-9aAfF]|6[1-9a-fA-F]|7[0-9aA])"
)
_DOTS: Final = frozenset("。．｡․﹒｡ꓸ۔")
_SLASHES: Final = frozenset("⁄∕╱⧸")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` as it reads, and for each of its code points the stretch of the draft that it stands for."""

    text: str
    starts: tuple[int, ...] | None
    ends: tuple[int, ...] | None
    hidden: frozenset[int]
    changed: frozenset[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the draft of the folded span `start:end`."""
        if self.starts is None or self.ends is None or start >= end:
            return start, end
        return self.starts[start], self.ends[end - 1]


def is_hidden(char: str) -> bool:
    """True for characters that leave no mark: zero-width, bidi controls, soft hyphens, variation selectors."""
    return unicodedata.category(char) == "Cf" or char in "\u115f\u1160\u3164\uffa0\u034f" or "\ufe00" <= char <= "\ufe0f"


def fold(text: str) -> Folded:
    """Fold `text`; a plain ASCII draft with no encoded character is returned as it is."""
    encoded = {}
    if "&" in text or "%" in text:
        encoded = {match.start(): match for match in _ENCODED.finditer(text)}
    if not encoded and text.isascii():
        return Folded(text, None, None, frozenset(), frozenset())
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    hidden: set[int] = set()
    changed: set[int] = set()
    index, length = 0, len(text)
    while index < length:
        match = encoded.get(index)
        if match is not None:
            stop = match.end()
            plain = _decoded(match.group())
            changed.add(index)
        else:
            stop = index + 1
            plain = text[index]
        if not plain.isascii():
            plain = plain if plain in "。｡" and index and text[index - 1] >= "\u3040" and text[index - 1] < "\uff00" else "".join(map(_plain_sign, plain))
            if not plain:
                hidden.add(index)
            elif match is None and plain != text[index] and text[index] not in "\u00a0\u2026\u2028\u2029":
                changed.add(index)
        for char in plain:
            out.append(char)
            starts.append(index)
            ends.append(stop)
        index = stop
    return Folded("".join(out), tuple(starts), tuple(ends), frozenset(hidden), frozenset(changed))


def _decoded(code: str) -> str:
    if code.startswith("%"):
        return chr(int(code[1:], 16))
    return html.unescape(code)


def plain_letter(char: str) -> str:
    """Return ``char`` as it reads: "" where it is hidden, its compatibility form (NFKC) otherwise."""
    if char.isascii():
        return char
    return "" if is_hidden(char) else unicodedata.normalize("NFKC", char)


def _plain_sign(char: str) -> str:
    """As ``plain_letter``, and dots and slashes of other scripts as those of an address; an ellipsis is no three dots."""
    if char in _DOTS:
        return "."
    if char in _SLASHES:
        return "/"
    return char if char == "…" else plain_letter(char)
