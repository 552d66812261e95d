"""What a grammar backend is, and how backends are combined: pieces, memo, both, fallback.

A backend knows nothing of policy: it says what it finds, under its own rule id. All offsets are half-open code
points into the text given to ``check``. A deadline is an instant of ``time.monotonic()``, in seconds.
"""

from __future__ import annotations

import bisect
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, Protocol, runtime_checkable

from replylint.errors import BackendError, BackendTimeout

__all__ = [
    "BothGrammar",
    "Category",
    "FallbackGrammar",
    "Grammar",
    "GrammarHit",
    "MemoGrammar",
    "PieceGrammar",
    "agreed",
    "merge_hits",
    "pieces",
    "remaining",
]

Category = Literal["spelling", "grammar", "style"]

_MAX_PIECE = 1500  # code points: a longer sentence is cut at white space
_GRACE = 2.0  # seconds at most that a fallback is given
_HARD_PIECE = 3000  # code points: and one without white space, anywhere
_BREAK = re.compile(
    r"\n[ \t]*\n\s*"  # a blank line
    r"|\n[ \t]*(?=[^a-z\s])"  # a line that does not go on in lower case
    r"|(?<=[.!?…])[\"'”’)\]]*[ \t]+(?=[\"'“‘(\[]*[A-Z0-9])"  # a full stop and a capital
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Ave|Jr|Sr|No|Nr|vs|etc|e\.g|i\.e|approx|ca|Inc|Ltd|Co|Corp|Art|Fig|p|P\.S|a\.m|p\.m"
    r"|U\.S|U\.K|dept|est|ext|tel|qty|max|min|oz|lb|ft|in)|\b[A-Z])\.$"
)


@dataclass(frozen=True, slots=True)
class GrammarHit:
    """One place that a backend or a detector complains about.

    Attributes:
        start: First code point, inclusive.
        end: Last code point, exclusive.
        rule: The backend's own rule id, such as ``SpellCheck`` or ``EN_A_VS_AN``.
        category: What kind of error the backend takes it for.
        message: One sentence for the seller.
        replacements: What could stand in its place, the likeliest first.
        source: ``harper``, ``languagetool`` or ``replylint``; joined by ``+`` where several agree.
    """

    start: int
    end: int
    rule: str
    category: Category
    message: str
    replacements: tuple[str, ...]
    source: str


@runtime_checkable
class Grammar(Protocol):
    """Checks spelling and grammar. Safe to call from many threads at once."""

    def check(self, text: str, *, dialect: str = "en-US", deadline: float | None = None) -> tuple[GrammarHit, ...]:
        """Return the hits in ``text``, sorted by ``(start, end, rule)``; raises ``BackendError``."""
        ...


class PieceGrammar(Protocol):
    """A backend that checks many independent pieces of text at once."""

    name: str

    def check_pieces(self, texts: Sequence[str], *, dialect: str, deadline: float | None) -> list[tuple[GrammarHit, ...]]:
        """Return the hits of each piece, offsets counting from the start of that piece."""
        ...


def remaining(deadline: float | None, limit: float) -> float:
    """Return the seconds left until ``deadline``, at most ``limit``; raises ``BackendTimeout`` at none."""
    if deadline is None:
        return limit
    left = deadline - time.monotonic()
    if left <= 0:
        raise BackendTimeout("the grammar check ran out of time", hint="allow more time or a shorter draft")
    return min(left, limit)


def pieces(text: str) -> list[tuple[int, int]]:
    """Cut ``text`` into sentences or lines that can be checked on their own, as half-open ranges.

    The ranges are in order, do not overlap, hold no blank piece, and miss nothing but white space.
    """
    cuts = [0]
    for match in _BREAK.finditer(text):
        at = match.end()
        before = text[max(0, match.start() - 12) : match.start()]
        if "\n" not in match.group() and _ABBREVIATION.search(before):
            continue
        if at > cuts[-1]:
            cuts.append(at)
    cuts.append(len(text))
    ranges: list[tuple[int, int]] = []
    for start, end in pairwise(cuts):
        ranges.extend(_short(text, start, end))
    return ranges


def _short(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    while start < end:
        stop = end
        if end - start > _MAX_PIECE:
            window = text[start + _MAX_PIECE : min(end, start + _HARD_PIECE)]
            gap = re.search(r"\s", window)
            stop = start + _MAX_PIECE + (gap.start() if gap else len(window))
        piece = text[start:stop]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            yield start + lead, start + len(piece.rstrip())
        start = stop


class MemoGrammar:
    """A ``Grammar`` that remembers each piece, so that an edited draft is checked only where it changed.

    Args:
        backend: What checks the pieces that are not remembered.
        size: How many pieces are kept; the least recently used go first.
    """

    def __init__(self, backend: PieceGrammar, *, size: int = 4096) -> None:
        self._backend = backend
        self._size = size
        self._memo: OrderedDict[tuple[str, str], tuple[GrammarHit, ...]] = OrderedDict()
        self._lock = threading.Lock()
        self.hits = 0
        self.misses = 0

    def check(self, text: str, *, dialect: str = "en-US", deadline: float | None = None) -> tuple[GrammarHit, ...]:
        """Return the hits in ``text``; see ``Grammar.check``."""
        ranges = pieces(text)
        texts = [text[start:end] for start, end in ranges]
        known, wanted = self._recall(texts, dialect)
        if wanted:
            found = self._backend.check_pieces(wanted, dialect=dialect, deadline=deadline)
            fresh = dict(zip(wanted, found, strict=True))
            self._remember(fresh, dialect)
            known.update(fresh)
        hits = [
            replace(hit, start=start + hit.start, end=start + hit.end)
            for (start, _), piece in zip(ranges, texts, strict=True)
            for hit in known[piece]
        ]
        return tuple(sorted(hits, key=_order))

    def _recall(self, texts: list[str], dialect: str) -> tuple[dict[str, tuple[GrammarHit, ...]], list[str]]:
        known: dict[str, tuple[GrammarHit, ...]] = {}
        wanted: dict[str, None] = {}
        with self._lock:
            for piece in texts:
                key = (dialect, piece)
                if key in self._memo:
                    self._memo.move_to_end(key)
                    known[piece] = self._memo[key]
                else:
                    wanted[piece] = None
            self.hits += len(texts) - len(wanted)
            self.misses += len(wanted)
        return known, list(wanted)

    def _remember(self, fresh: dict[str, tuple[GrammarHit, ...]], dialect: str) -> None:
        with self._lock:
            for piece, hits in fresh.items():
                self._memo[dialect, piece] = hits
            while len(self._memo) > self._size:
                self._memo.popitem(last=False)


class BothGrammar:
    """Two backends: their grammar hits together, and of their spelling hits those that both raise.

    Two dictionaries miss different words; one that either knows is no misspelling.
    """

    def __init__(self, first: Grammar, second: Grammar) -> None:
        self._first = first
        self._second = second

    def check(self, text: str, *, dialect: str = "en-US", deadline: float | None = None) -> tuple[GrammarHit, ...]:
        """Return the hits of both; an error of either is an error of both."""
        one = self._first.check(text, dialect=dialect, deadline=deadline)
        two = self._second.check(text, dialect=dialect, deadline=deadline)
        return agreed(one, two)


def agreed(one: Sequence[GrammarHit], two: Sequence[GrammarHit]) -> tuple[GrammarHit, ...]:
    """Return the hits of two backends without the spelling hits that only one of them has, sorted."""
    kept = []
    for mine, other in ((one, two), (two, one)):
        raised = [(hit.start, hit.end) for hit in other if hit.category == "spelling"]
        kept += [
            hit for hit in mine if hit.category != "spelling" or any(start < hit.end and hit.start < end for start, end in raised)
        ]
    return tuple(sorted(kept, key=_order))


class FallbackGrammar:
    """The first backend, or the second where the first fails; ``fallbacks`` counts how often.

    Args:
        first: What is asked as long as it answers.
        second: What answers instead; its own error goes through.
        told: Called with the error at each fallback.
    """

    def __init__(self, first: Grammar, second: Grammar, *, told: Callable[[BackendError], None] | None = None) -> None:
        self._first = first
        self._second = second
        self._told = told
        self.fallbacks = 0

    def check(self, text: str, *, dialect: str = "en-US", deadline: float | None = None) -> tuple[GrammarHit, ...]:
        """Return the hits of the first backend that answers."""
        # A quarter of the time is kept back for the second, so that the caller's deadline holds.
        now = time.monotonic()
        early = None if deadline is None else deadline - min(_GRACE, max(0.0, deadline - now) / 4)
        try:
            return self._first.check(text, dialect=dialect, deadline=early)
        except BackendError as error:
            self.fallbacks += 1
            if self._told:
                self._told(error)
        return self._second.check(text, dialect=dialect, deadline=deadline)


def _order(hit: GrammarHit) -> tuple[int, int, str]:
    return hit.start, hit.end, hit.rule


def merge_hits(hits: Iterable[GrammarHit]) -> tuple[GrammarHit, ...]:
    """Return the hits with each overlap reduced to one: the shortest, naming every source that agreed."""
    kept: list[GrammarHit] = []  # in order, no two overlapping
    for hit in sorted(hits, key=lambda item: (item.end - item.start, item.start, item.source, item.rule)):
        at = bisect.bisect_left(kept, hit.start, key=lambda item: item.start)
        for index in (at - 1, at):
            if 0 <= index < len(kept) and hit.start < kept[index].end and kept[index].start < hit.end:
                other = kept[index]
                if hit.source not in other.source.split("+"):
                    kept[index] = replace(other, source=f"{other.source}+{hit.source}")
                break
        else:
            kept.insert(at, hit)
    return tuple(kept)
