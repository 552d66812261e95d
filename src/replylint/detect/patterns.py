"""Expressions compiled when first used: the detectors hold many, and most drafts need none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property


class LazyPattern:
    """A `re` expression that compiles on its first use; the same methods, thread-safe as compiling twice does no harm."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """Keep `pattern` and `flags` for later."""
        self._pattern = pattern
        self._flags = flags

    @property
    def pattern(self) -> str:
        """The expression as written, as `re.Pattern.pattern`."""
        return self._pattern

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression."""
        return re.compile(self._pattern, self._flags)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self.compiled.search(text, start, len(text) if end is None else end)

    def match(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.compiled.match(text, start, len(text) if end is None else end)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return self.compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.compiled.finditer(text)

    def findall(self, text: str) -> list[str]:
        """As `re.Pattern.findall`."""
        return self.compiled.findall(text)

    def sub(self, replacement: str, text: str) -> str:
        """As `re.Pattern.sub`."""
        return self.compiled.sub(replacement, text)


def has_any(text: str, words: tuple[str, ...]) -> bool:
    """True where one of `words` stands in `text`; much faster than an expression that ignores case."""
    return any(word in text for word in words)
