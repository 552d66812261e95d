"""Sentences of a reply.

Our own splitter, since the sentences are needed on the cold path, where spaCy's import alone takes 0.9 s, and its
sentencizer never splits at a newline; see docs/design/decisions.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Sentence", "sentence_ranges"]

# These are always followed by what they belong to ...
_PREFIXES = frozenset("mr mrs ms dr st no nr vs e.g i.e eg ie approx dept est fig prof rev gen p.o".split())
# ... and these may also end a sentence, where a capital follows.
_ABBREVIATIONS = frozenset(
    "inc jr ltd co corp sr min max oz lb lbs ft etc jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri "
    "sat sun a.k.a hr hrs".split()
)
_END = re.compile(r"""[.!?…]+["')\]*_]*(?=\s|\Z)|(?<=[a-z]{2})[.!?](?=[A-Z][a-z]+[ ,'])""")
_BULLET = re.compile(r"[ \t]*(?:[-*•–]|\d{1,2}[.)])[ \t]+")
_WRAP_COLUMN = 50


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its half-open range in the document's text, and the words themselves."""

    start: int
    end: int
    text: str


def sentence_ranges(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the half-open ranges of the sentences in ``text[start:end]``, in order, without outer white space."""
    out: list[tuple[int, int]] = []
    for block_start, block_end in _blocks(text, start, end):
        position = block_start
        for match in _END.finditer(text, block_start, block_end):
            if match.start() < position or not _ends_here(text, position, match, block_end):
                continue
            _add(text, position, match.end(), out)
            position = match.end()
        _add(text, position, block_end, out)
    return out


def _blocks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return ranges that no sentence crosses: paragraphs, list items and lines that are not soft-wrapped."""
    blocks: list[tuple[int, int]] = []
    begin = position = start
    while position < end:
        newline = text.find("\n", position, end)
        if newline < 0:
            break
        line = text[position:newline].strip()
        following = text[newline + 1 : min(end, newline + 81)]
        wrapped = (
            bool(line)
            and line[-1] not in ".!?:;>"
            and bool(following)
            and not following[0].isspace()
            and not _BULLET.match(following)
            and (following[0].islower() or (len(line) >= _WRAP_COLUMN and line[-1] != ","))
            and not (line[-1] == "," and len(line) < _WRAP_COLUMN and begin == start)
        )
        if not wrapped:
            blocks.append((begin, newline))
            begin = newline + 1
        position = newline + 1
    blocks.append((begin, end))
    return blocks


def _ends_here(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Return whether the stop that ``match`` found ends a sentence rather than an abbreviation or a number."""
    if text[match.start()] != ".":
        return True
    word_start = max(text.rfind(" ", start, match.start()), text.rfind("\n", start, match.start())) + 1
    word = text[max(word_start, start) : match.start()].lstrip("(\"'[").lower()
    following = text[match.end() : min(end, match.end() + 3)].lstrip()
    if word in _PREFIXES:
        return not following
    if word in _ABBREVIATIONS:
        return not following or following[:1].isupper()
    if len(word) == 1 and word.isalpha() and word != "i":
        return not following or not following[:1].isupper()
    # Inner stops: "U.S.", "a.m." end a sentence only before a capital letter.
    if "." in word and word.replace(".", "").isalpha() and len(word) <= 5:
        return not following or following[:1].isupper()
    return not (word.isdigit() and word_start <= start and len(word) <= 2)


def _add(text: str, start: int, end: int, out: list[tuple[int, int]]) -> None:
    chunk = text[start:end]
    stripped = chunk.strip()
    if stripped and any(char.isalnum() or ord(char) > 0x2000 for char in stripped):
        begin = start + (len(chunk) - len(chunk.lstrip()))
        bullet = _BULLET.match(text, begin, end)
        if bullet and bullet.end() < begin + len(stripped):
            stripped = text[bullet.end() : begin + len(stripped)]
            begin = bullet.end()
        out.append((begin, begin + len(stripped)))
    elif stripped and out and not any(char.isalnum() for char in stripped):
        # A run of marks alone ("!!!", ":)") belongs to the sentence before it.
        begin = start + (len(chunk) - len(chunk.lstrip()))
        if begin - out[-1][1] <= 2:
            out[-1] = (out[-1][0], begin + len(stripped))
