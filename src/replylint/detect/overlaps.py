"""Of overlapping finds the first ones stay."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Spanned(Protocol):
    """Anything with a half-open span in code points."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last code point."""


T = TypeVar("T", bound=Spanned)


def apart(found: Iterable[T]) -> list[T]:
    """Those of `found` that overlap none before them in the given order, sorted by start; empty spans are dropped."""
    starts: list[int] = []
    kept: list[T] = []
    for one in found:
        at = bisect_right(starts, one.start)
        clear = (at == 0 or kept[at - 1].end <= one.start) and (at == len(kept) or one.end <= kept[at].start)
        if one.start < one.end and clear:
            starts.insert(at, one.start)
            kept.insert(at, one)
    return kept
