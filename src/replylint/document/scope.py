"""What a stretch of a sentence stands under: negation, hedge, condition, quotation, question.

One service for all rules, so that "we can't guarantee" is judged alike everywhere. Its words are cut as spaCy cuts them,
contractions into two, but without spaCy, whose import alone takes longer than a whole cold check may; a test holds both to
the same answers. A cheap look for cue words comes first.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, get_args

from replylint.document.sentences import Sentence
from replylint.document.tokens import Token

__all__ = ["ScopeName", "Scopes"]

ScopeName = Literal["negated", "hedged", "conditional", "quoted", "question"]

NEGATIONS = frozenset(
    "not n't never no none neither nor cannot without nobody nothing hardly unable impossible avoid refuse rather".split()
)
HEDGES = frozenset(
    "usually normally typically generally often approximately about around roughly should may might could possibly probably "
    "perhaps likely expected expect estimated estimate estimates scheduled hope hoping try trying aim aiming plan planned "
    "most some sometimes believe think supposed almost nearly tentatively ideally projected due".split()
)
CONDITIONS = frozenset("if unless once when whenever until provided case should depending assuming subject".split())
_CLAUSE_ENDS = frozenset(", ; : - -- – — ( ) but however although though while whereas because so yet".split())
_QUOTE_PAIRS = (('"', '"'), ("“", "”"), ("„", "“"), ("«", "»"), ("‘", "’"))
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})
_NEGATION_REACH = 7
_CUE = re.compile(
    r"(?i)n['’]t\b|\b(?:" + "|".join(sorted((NEGATIONS | HEDGES | CONDITIONS) - {"n't"})) + r")\b"
)


_TOKEN = re.compile(r"[^\W\d_]+?(?=n't\b)|n't\b|'(?:ll|re|ve|s|d|m)\b|\w+|--+|[^\w\s]", re.IGNORECASE)


@lru_cache(maxsize=256)
def _sentence_tokens(text: str) -> tuple[Token, ...]:
    return tuple(Token(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(text.translate(_APOSTROPHES)))


@lru_cache(maxsize=256)
def _has_cue(text: str) -> bool:
    return _CUE.search(text) is not None


class Scopes:
    """Answers for one document; all ranges are half-open code points of its text."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences

    def holds(self, name: ScopeName, start: int, end: int) -> bool:
        """Return whether ``[start, end)`` stands under the named scope.

        Raises:
            KeyError: for a name that is not a ``ScopeName``.
        """
        if name not in get_args(ScopeName):
            raise KeyError(name)
        at = bisect_right(self._sentences, start, key=lambda one: one.start) - 1
        if at < 0 or start >= max(self._sentences[at].end, self._sentences[at].start + 1):
            return False
        sentence = self._sentences[at]
        begin, stop = start - sentence.start, min(end, sentence.end) - sentence.start
        if name == "quoted":
            return _quoted(sentence.text, begin, stop)
        if name == "question":
            return sentence.text.rstrip("\"')”’ ").endswith("?")
        if not _has_cue(sentence.text):
            return False
        words = _sentence_tokens(sentence.text)
        first = bisect_right(words, begin, key=lambda token: token.end)
        last = bisect_left(words, stop, key=lambda token: token.start)
        if name == "negated":
            return _negated(words, first)
        if name == "hedged":
            clause = words[_clause_start(words, first) : _clause_end(words, last)]
            return any(token.lower in HEDGES for token in clause)
        return _conditional(words, first)


def _quoted(text: str, start: int, end: int) -> bool:
    """Return whether the range lies between quotation marks; an apostrophe is none."""
    for opening, closing in _QUOTE_PAIRS:
        position = 0
        while (begin := text.find(opening, position)) >= 0 and begin < start + 1:
            stop = text.find(closing, begin + 1)
            if stop < 0:
                break
            if begin <= start and end <= stop + 1:
                return True
            position = stop + 1
    return False


def _clause_start(words: Sequence[Token], index: int, floor: int = 0) -> int:
    while index > max(floor, 0) and words[index - 1].lower not in _CLAUSE_ENDS:
        index -= 1
    return index


def _clause_end(words: Sequence[Token], index: int) -> int:
    while index < len(words) and words[index].lower not in _CLAUSE_ENDS:
        index += 1
    return index


def _negated(words: Sequence[Token], first: int) -> bool:
    """Return whether a negation stands before ``first`` in its clause, near enough to reach it."""
    begin = _clause_start(words, first, first - _NEGATION_REACH)
    cues = [token.lower for token in words[begin:first]]
    # "no problem, ..." and "no doubt" deny nothing that follows.
    return any(
        cue in NEGATIONS and not (cue == "no" and cues[i + 1 : i + 2] in (["doubt"], ["problem"], ["question"], ["matter"]))
        and not (cue == "not" and cues[i + 1 : i + 2] == ["only"])
        # "rather than a refund" denies the refund, "we would rather refund" offers it.
        and not (cue == "rather" and words[begin + i + 1].lower != "than")
        for i, cue in enumerate(cues)
    )


def _conditional(words: Sequence[Token], first: int) -> bool:
    """Return whether a condition opens the sentence before ``first``, or the clause that holds it."""
    before = [token.lower for token in words[:first]]
    return any(
        word in CONDITIONS
        and not (word == "should" and i > 0 and before[i - 1] not in _CLAUSE_ENDS)
        and not (word == "case" and before[i - 1 : i] != ["in"])
        and not (word == "subject" and before[i + 1 : i + 2] != ["to"])
        for i, word in enumerate(before)
    )
