"""Views of a text: another text with a map of offsets back to the first.

``folded`` undoes what hides words (compatibility letters, zero-width characters, curly apostrophes, look-alike
letters inside Latin words); ``masked`` blanks what is no prose (URLs, addresses, codes) at equal length.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from replylint.document.confusables import LATIN_LOOKALIKES
from replylint.document.folding import plain_letter

__all__ = ["View", "fold", "identity", "mask"]

_PLAIN = {
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u00b4": "'", "\u2032": "'", "\uff07": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u2028": "\n", "\u2029": "\n", "\x85": "\n",
}  # fmt: skip
_WORD = re.compile(r"\w+")
_CODES = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|co|io|shop|store)(?:/\S*)?"
    r"|\b(?=\w*\d)(?=\w*[A-Za-z])[A-Za-z0-9-]{4,}\b|\b\d[\d -]{5,}\d\b",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class View:
    """A text and, for each of its code points, the half-open range of the origin that it stands for.

    ``starts`` and ``ends`` are ``None`` where view and origin have equal offsets; ``starts`` has one entry more than
    ``text``, the end of the origin.
    """

    text: str
    starts: array[int] | None = None
    ends: array[int] | None = None

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of the origin that ``[start, end)`` of the view stands for."""
        if self.starts is None or self.ends is None:
            return start, end
        begin = self.starts[start]
        return (begin, begin) if end <= start else (begin, max(begin, self.ends[end - 1]))

    def locate(self, offset: int) -> int:
        """Return the first view offset that stands for offset ``offset`` of the origin, or for what follows it."""
        return offset if self.starts is None else min(bisect_left(self.starts, offset), len(self.text))


def identity(text: str) -> View:
    """Return the view of ``text`` as it is."""
    return View(text)


def fold(text: str) -> View:
    """Return the folded view of ``text``: what a reader sees, in plain letters."""
    if text.isascii():
        return View(text)
    return _fold_sentence(text) if len(text) <= _SENTENCE else _folded(text)


def _folded(text: str) -> View:
    out: list[str] = []
    starts = array("q")
    for index, char in enumerate(text):
        plain = _PLAIN.get(char)
        if plain is None:
            plain = plain_letter(char)
        out.append(plain)
        starts.extend([index] * len(plain))
    ends = array("q", (start + 1 for start in starts))
    starts.append(len(text))
    folded = "".join(out)
    if not folded.isascii():
        folded = _WORD.sub(_plain_word, folded)
    return View(folded, starts, ends)


_SENTENCE = 500
_fold_sentence = lru_cache(maxsize=512)(_folded)  # every check folds the same few sentences


def _plain_word(match: re.Match[str]) -> str:
    """Map look-alike letters to Latin ones, in words that hold a Latin letter or nothing but look-alikes."""
    word = match.group()
    if word.isascii():
        return word
    mapped = "".join(LATIN_LOOKALIKES.get(char, char) for char in word)
    return mapped if mapped.isascii() and len(mapped) == len(word) else word


def mask(text: str) -> View:
    """Return ``text`` with URLs, addresses and codes blanked by ``_`` at equal length."""
    return View(_CODES.sub(lambda match: "_" * len(match.group()), text))
