"""Replies for measuring: about 80 words each, no two alike, and no sentence that a memo of the linter still holds.

The sentences are those of ``training/data/drafts``, put together anew.
"""

from __future__ import annotations

import json
import random
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from pathlib import Path

from replylint.detect.grammar import pieces
from replylint.document.document import Document

__all__ = ["Case", "check_fresh", "fresh_cases"]

Case = dict[str, str]
DRAFTS = Path(__file__).parents[1] / "training" / "data" / "drafts"
WORDS = 80
_FEWEST_WORDS = 5
_CUSTOMER_SENTENCES = 2
_BLOCK = 100
_MEMO = 4096  # sentences that the sentence model remembers, and pieces of text that the grammar service does


def fresh_cases(count: int, *, seed: int = 4711) -> list[Case]:
    """Return ``count`` requests ``{"reply", "customer"}``, the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - the same replies each time
    replies, customers = _told()
    own, theirs = _cycle(replies, chance), _cycle(customers, chance)
    return [{"reply": _reply(own, number), "customer": " ".join(next(theirs) for _ in range(_CUSTOMER_SENTENCES))} for number in range(count)]


def check_fresh(cases: Iterable[Case]) -> None:
    """See that no memo would answer for any sentence.

    Raises:
        SystemExit: where one would.
    """
    sentences: OrderedDict[str, None] = OrderedDict()
    grammar: OrderedDict[str, None] = OrderedDict()
    for case in cases:
        reply = Document(case["reply"])
        _recall(sentences, [s.text for doc in (reply, Document(case["customer"])) for s in doc.sentences])
        _recall(grammar, [case["reply"][start:end] for start, end in pieces(case["reply"])])


def _recall(memo: OrderedDict[str, None], texts: list[str]) -> None:
    for text in texts:
        if text in memo:
            raise SystemExit(f"a memo would still hold {text!r}: give training/data/drafts more sentences, or ask for fewer replies")
        memo[text] = None
        if len(memo) > _MEMO:
            memo.popitem(last=False)


def _told() -> tuple[list[str], list[str]]:
    """Return the sentences of all replies and of all customers, each once."""
    entries = [json.loads(line) for path in sorted(DRAFTS.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    replies = dict.fromkeys(chain.from_iterable(_sentences(entry["reply"]) for entry in entries))
    customers = dict.fromkeys(chain.from_iterable(_sentences(entry["customer"] or "") for entry in entries))
    return list(replies), [sentence for sentence in customers if sentence not in replies]


def _sentences(text: str) -> Iterator[str]:
    for sentence in Document(text).sentences:
        words = sentence.text.split()
        # Only what ends like a sentence, and nowhere before, stays one sentence among others.
        if len(words) >= _FEWEST_WORDS and words[-1][-1] in ".!?" and not any(word[-1] in ".!?" for word in words[:-1]):
            yield " ".join(words)


def _cycle(sentences: list[str], chance: random.Random) -> Iterator[str]:
    """Yield the sentences over and over; each round mixes only neighbours, so that none comes back soon."""
    chance.shuffle(sentences)
    while True:
        bounds = range(0, len(sentences) + _BLOCK, _BLOCK)
        for start, end in pairwise(bounds):
            block = sentences[start:end]
            chance.shuffle(block)
            yield from block


def _reply(sentences: Iterator[str], number: int) -> str:
    body: list[str] = []
    # The greeting and the name take six words, and the last sentence runs over by half its length.
    while sum(len(sentence.split()) for sentence in body) < WORDS - 13:
        body.append(next(sentences))
    half = len(body) // 2
    return f"Hello Ann {number},\n\n{' '.join(body[:half])}\n\n{' '.join(body[half:])}\n\nTom, Lamps {number}"
