"""All expressions of a rule book in one pass: an RE2 filter says which of them match at all, then those alone run.

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


def _options() -> re2.Options:
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    return options


def _detail(error: re2.error) -> str:
    return error.args[0].decode() if error.args and isinstance(error.args[0], bytes) else str(error)


class Regex:
    """One case-insensitive expression, compiled when first used: most of a rule book's are never reached.

    Raises:
        ValueError: at once, where RE2 cannot parse it (look-around and back-references among others).
    """

    def __init__(self, source: str) -> None:
        self.source = source
        try:
            # A set parses what is added to it and does not compile it.
            re2.Set.SearchSet(_options()).Add(source)
        except re2.error as error:
            raise ValueError(f"not an RE2 expression: {_detail(error)}") from None

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
    """Which of many expressions match a text.

    RE2's filter looks for the words that each expression cannot do without, and tries the few whose words are there. (A
    set of RE2's, one automaton for all expressions, would have to be built anew with nearly every text: 16 ms a reply
    against 0.1, for the 580 expressions of the shipped rules.)

    Raises:
        ValueError: where RE2 cannot parse one.
    """

    def __init__(self, expressions: list[str]) -> None:
        options = _options()
        self._size = len(expressions)
        self._filter = re2.Filter()
        for expression in expressions:
            try:
                self._filter.Add(expression, options)
            except re2.error as error:
                raise ValueError(f"not an RE2 expression: {_detail(error)}") from None
        if expressions:
            self._filter.Compile()

    def matching(self, text: str) -> list[int]:
        """Return the indexes of the expressions that match somewhere in ``text``, ascending."""
        return sorted(self._filter.Match(text) or ()) if self._size else []
