"""HTML read as the text its reader sees, with a map back into the source."""

from __future__ import annotations

import html
import re
from array import array
from html.parser import HTMLParser

from replylint.document.views import View

__all__ = ["html_view"]

_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav "
    "ol p pre section table td th tr ul".split()
)
_UNSEEN = frozenset(["head", "script", "style", "template", "title", "noscript"])
_VOID = frozenset(["br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"])
_QUOTES = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote", "divrplyfwdmsg")
QUOTE_OPENING = re.compile(rf"(?i)<blockquote\b|<[^<>]{{0,2000}}(?:{'|'.join(_QUOTES)})")
"""The tag that opens quoted history."""


class _Reader(HTMLParser):
    """Collects visible text with source offsets, and the ranges of quoted history."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.starts = array("q")
        self.ends = array("q")
        self.length = 0
        self.quotes: list[tuple[int, int]] = []
        self._lines = [0]
        self._source = source
        self._stack: list[tuple[str, int | None]] = []
        self._unseen = 0
        for index, char in enumerate(source):
            if char == "\n":
                self._lines.append(index + 1)
        self.feed(source)
        self.close()
        for _, begin in self._stack:
            if begin is not None:
                self.quotes.append((begin, self.length))

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _put(self, text: str, at: int, *, width: int | None = None) -> None:
        """Add visible ``text``; each character is one of the source from ``at``, or all are one of ``width``."""
        if self._unseen or not text:
            return
        self.out.append(text)
        size = len(text)
        self.starts.extend(range(at, at + size) if width is None else [at] * size)
        self.ends.extend(range(at + 1, at + 1 + size) if width is None else [at + width] * size)
        self.length += size

    def _break(self) -> None:
        if self.out and not self.out[-1].endswith("\n"):
            self._put("\n", self._offset(), width=0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._break()
        if tag in _VOID:
            return
        marks = " ".join(value or "" for name, value in attrs if name in ("class", "id")).lower()
        quoted = tag == "blockquote" or any(mark in marks for mark in _QUOTES)
        self._stack.append((tag, self.length if quoted else None))
        if tag in _UNSEEN:
            self._unseen += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._break()
        names = [name for name, _ in self._stack[-64:]]
        if tag not in names:
            return
        while True:
            name, begin = self._stack.pop()
            if name in _UNSEEN:
                self._unseen -= 1
            if begin is not None:
                self.quotes.append((begin, self.length))
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        self._put(data, self._offset())

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, text: str) -> None:
        at = self._offset()
        if self._source[at + len(text) : at + len(text) + 1] == ";":
            text += ";"
        self._put(html.unescape(text), at, width=len(text))


def html_view(source: str) -> tuple[View, tuple[tuple[int, int], ...]]:
    """Return the visible text of ``source`` as a view, and the ranges of that text which are quoted history."""
    reader = _Reader(source)
    starts = reader.starts
    starts.append(len(source))
    return View("".join(reader.out), starts, reader.ends), tuple(sorted(reader.quotes))


