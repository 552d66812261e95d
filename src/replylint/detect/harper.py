"""Harper, the embedded backend: a pool of linters, and a guard on what they are given.

A ``harper.Linter`` serves one thread at a time, costs half a second to build and another second at its first
misspelling, and aborts the process on some input. So linters are pooled, warmed before use, and fed guarded text
of equal length, which keeps every offset. Offsets are half-open code points.
"""

from __future__ import annotations

import os
import queue
import re
import threading
from collections.abc import Sequence

import harper

from replylint.detect.grammar import Category, GrammarHit, remaining
from replylint.errors import BackendError, BackendTimeout

__all__ = ["HarperBackend", "guard"]

_DIALECTS = {
    "en-US": harper.Dialect.AMERICAN,
    "en-GB": harper.Dialect.BRITISH,
    "en-CA": harper.Dialect.CANADIAN,
    "en-AU": harper.Dialect.AUSTRALIAN,
}
_STYLE_KINDS = {"Style", "Readability", "Enhancement", "Redundancy", "Formatting", "Punctuation", "Regionalism"}
_UNORDERED = frozenset({"RegularIrregulars"})  # names both forms, "went" and "gone", in an order of each linter's own
_LONG_TOKEN = re.compile(r"\S{65,}")
_LONG_RUN = re.compile(r"([^\w\s])\1{10,}|(\w)\2{10,}|[^\w\s]{11,}")
_EITHER = re.compile(r"'([^']+)' or '([^']+)'")
_WAIT = 30.0  # seconds for a free linter where the caller sets no deadline


def guard(text: str) -> str:
    """Return ``text`` at the same length without what stalls or aborts harper.

    Tokens over 64 code points and runs of over 10 equal or punctuation characters become spaces.
    """
    text = _LONG_TOKEN.sub(lambda match: " " * len(match.group()), text)
    return _LONG_RUN.sub(lambda match: " " * len(match.group()), text)


class HarperBackend:
    """A pool of harper linters, made when first needed; safe for any number of threads.

    Args:
        size: How many linters at most a dialect; one more than the cores by default.
        only: The harper rule ids that run, all of harper's where ``None``: a few of its four hundred take a tenth of the time.
    """

    name = "harper"

    def __init__(self, *, size: int | None = None, only: frozenset[str] | None = None) -> None:
        self._size = size or (os.cpu_count() or 1) + 1
        self._only = only
        self._lock = threading.Lock()
        self._made: dict[str, int] = {}
        self._free: dict[str, queue.LifoQueue[harper.Linter]] = {}

    def warm(self, dialect: str = "en-US") -> None:
        """Build one linter now, off the hot path."""
        self.check_pieces(["warmm"], dialect=dialect, deadline=None)

    def check(self, text: str, *, dialect: str = "en-US", deadline: float | None = None) -> tuple[GrammarHit, ...]:
        """Return the hits in ``text`` taken as one piece; see ``Grammar.check``."""
        return self.check_pieces([text], dialect=dialect, deadline=deadline)[0]

    def check_pieces(self, texts: Sequence[str], *, dialect: str, deadline: float | None) -> list[tuple[GrammarHit, ...]]:
        """Return the hits of each piece; see ``PieceGrammar.check_pieces``."""
        linter = self._take(dialect, deadline)
        try:
            found = []
            for text in texts:
                remaining(deadline, _WAIT)
                found.append(_lint(linter, text))
            return found
        finally:
            self._free[dialect].put(linter)

    def _take(self, dialect: str, deadline: float | None) -> harper.Linter:
        with self._lock:
            free = self._free.setdefault(dialect, queue.LifoQueue())
            try:
                return free.get_nowait()
            except queue.Empty:
                build = self._made.get(dialect, 0) < self._size
                if build:
                    self._made[dialect] = self._made.get(dialect, 0) + 1
        if build:
            try:
                return self._build(dialect)
            except BaseException:
                with self._lock:
                    self._made[dialect] -= 1
                raise
        try:
            return free.get(timeout=_WAIT if deadline is None else remaining(deadline, threading.TIMEOUT_MAX))
        except queue.Empty:
            raise BackendTimeout("no harper linter came free in time") from None

    def _build(self, dialect: str) -> harper.Linter:
        linter = harper.Linter(_DIALECTS.get(dialect, harper.Dialect.AMERICAN))
        if self._only is not None:
            linter.set_lint_config({rule: rule in self._only for rule in linter.get_lint_config()})
        linter.lint("warmm", language="plaintext")
        return linter


def _lint(linter: harper.Linter, text: str) -> tuple[GrammarHit, ...]:
    try:
        organized = linter.organized_lints(guard(text), language="plaintext", dedup=False)
    except (RuntimeError, ValueError) as error:
        raise BackendError(f"harper failed: {error}") from error
    hits = [
        GrammarHit(
            start=lint.span.start,
            end=lint.span.end,
            rule=rule,
            category=_category(rule, lint.lint_kind),
            message=_EITHER.sub(lambda found: "'{}' or '{}'".format(*sorted(found.groups())), lint.message),
            replacements=_replacements(lint, unordered=rule in _UNORDERED),
            source="harper",
        )
        for rule, lints in organized.items()
        for lint in lints
    ]
    return tuple(sorted(hits, key=lambda hit: (hit.start, hit.end, hit.rule)))


def _category(rule: str, kind: str) -> Category:
    """Only the dictionary's own rule is spelling; harper's other typo rules are about words confused with others."""
    if rule == "SpellCheck":
        return "spelling"
    return "style" if kind in _STYLE_KINDS else "grammar"


def _replacements(lint: harper.Lint, *, unordered: bool) -> tuple[str, ...]:
    """Return what may stand in place of the marked text; an insertion repeats the text itself."""
    found = []
    for suggestion in lint.suggestions:
        if suggestion.kind == harper.SuggestionKind.INSERT_AFTER:
            found.append(lint.problem_text + suggestion.replacement_text)
        elif suggestion.kind == harper.SuggestionKind.REMOVE:
            found.append("")
        else:
            found.append(suggestion.replacement_text)
    return tuple((sorted(found) if unordered else found)[:5])
