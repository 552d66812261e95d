"""Expressions compiled when first used: the detectors hold many, and most drafts need none of them.

Most texts match none of them, which RE2 tells many times faster than `re`: only where it finds a match does the expression
itself run, or get compiled at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from weakref import WeakSet

from replylint.detect.prefilter import Prefilter

__all__ = ["LazyPattern", "compile_all", "has_any"]

_WORTHWHILE = 60  # a shorter expression runs about as fast as its prefilter
_known: WeakSet[LazyPattern] = WeakSet()


class LazyPattern:
    """A `re` expression that compiles on its first use; the same methods, thread-safe as compiling twice does no harm."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """Keep `pattern` and `flags` for later."""
        self._pattern = pattern
        self._flags = flags
        _known.add(self)

    @property
    def pattern(self) -> str:
        """The expression as written, as `re.Pattern.pattern`."""
        return self._pattern

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression."""
        return re.compile(self._pattern, self._flags)

    @cached_property
    def groupindex(self) -> Mapping[str, int]:
        """As `re.Pattern.groupindex`."""
        return self.compiled.groupindex

    @cached_property
    def _prefilter(self) -> Prefilter | None:
        if len(self._pattern) < _WORTHWHILE:
            return None
        try:
            return Prefilter([self._pattern], self._flags)
        except ValueError:
            return None

    def may_match(self, text: str) -> bool:
        """Return whether the expression may match in `text` or in a piece of it: false is certain, true is not."""
        prefilter = self._prefilter
        return prefilter is None or bool(prefilter.candidates(text))

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        if start == 0 and end is None:
            return self.compiled.search(text) if self.may_match(text) else None
        # A window is small, and the prefilter would scan all of the text for each.
        return self.compiled.search(text, start, len(text) if end is None else end)

    def match(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.compiled.match(text, start, len(text) if end is None else end)

    def fullmatch(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return self.compiled.fullmatch(text, start, len(text) if end is None else end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.compiled.finditer(text) if self.may_match(text) else iter(())

    def findall(self, text: str) -> list[str]:
        """As `re.Pattern.findall`."""
        return self.compiled.findall(text) if self.may_match(text) else []

    def sub(self, replacement: str, text: str) -> str:
        """As `re.Pattern.sub`."""
        return self.compiled.sub(replacement, text) if self.may_match(text) else text


def compile_all() -> None:
    """Compile every expression now, so that no draft waits for it."""
    for pattern in list(_known):
        pattern.compiled  # noqa: B018 - read for its effect
        pattern.may_match("")


def has_any(text: str, words: tuple[str, ...]) -> bool:
    """True where one of `words` stands in `text`; much faster than an expression that ignores case."""
    return any(word in text for word in words)
