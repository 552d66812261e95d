"""All expressions of a rule book in one pass: an RE2 set says which of them match at all, then those alone run.

RE2 has no backtracking, so no rule file can make a draft slow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Protocol, cast

import re2

__all__ = ["Match", "Pattern", "PatternSet", "Regex"]



class Match(Protocol):
    """What google-re2's match offers of ``re.Match``."""

    re: Pattern

    def start(self, group: int = 0) -> int:
        """Return where the group starts."""
        ...

    def end(self, group: int = 0) -> int:
        """Return where the group ends."""
        ...


class Pattern(Protocol):
    """What google-re2's compiled expression offers of ``re.Pattern``; the package names no public type."""

    groupindex: Mapping[str, int]

    def search(self, text: str) -> Match | None:
        """Return the first match."""
        ...

    def finditer(self, text: str) -> Iterator[Match]:
        """Yield all matches."""
        ...


_SET_MEMORY = 256 << 20


def _options() -> re2.Options:
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    return options


class Regex:
    """One case-insensitive expression, compiled when first used: most of a rule book's are never reached.

    Raises:
        ValueError: at once, where RE2 cannot parse it (look-around and back-references among others).
    """

    def __init__(self, source: str) -> None:
        self.source = source
        PatternSet([source], compiled=False)

    @cached_property
    def _compiled(self) -> Pattern:
        return cast("Pattern", re2.compile(self.source, _options()))

    def search(self, text: str) -> Match | None:
        """Return the first match."""
        return self._compiled.search(text)

    def finditer(self, text: str) -> Iterator[Match]:
        """Yield all matches."""
        return self._compiled.finditer(text)


class PatternSet:
    """Which of many expressions match a text: one linear scan.

    Raises:
        ValueError: where RE2 cannot parse one.
    """

    def __init__(self, expressions: list[str], *, compiled: bool = True) -> None:
        options = _options()
        options.max_mem = _SET_MEMORY
        self._size = len(expressions)
        self._set = re2.Set.SearchSet(options)
        for expression in expressions:
            try:
                self._set.Add(expression)
            except re2.error as error:
                detail = error.args[0].decode() if error.args and isinstance(error.args[0], bytes) else str(error)
                raise ValueError(f"not an RE2 expression: {detail}") from None
        if expressions and compiled:
            self._set.Compile()

    def matching(self, text: str) -> list[int]:
        """Return the indexes of the expressions that match somewhere in ``text``, ascending."""
        return sorted(self._set.Match(text) or ()) if self._size else []
