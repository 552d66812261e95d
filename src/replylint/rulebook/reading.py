"""A reply read by the sentence model, once a draft, and the stretch of it that carries a label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from replylint.context import Context, Facts, Returns
from replylint.detect.meaning import Given, Meaning, Reading
from replylint.document.document import Document
from replylint.document.sentences import Sentence, sentence_ranges

__all__ = ["customer_sentences", "flagged_sentences", "given_by", "narrowed", "reading_of"]

_EARLIER = 3
_MAX_CUSTOMER = 12
# A sentence that carries the label by itself; under it only the most suspicious one of the reply is named.
_CARRIES = 0.5
# Part of a sentence is named alone where it is this sure, and the rest is not.
_CLAUSE = re.compile(r"[;:–—(]\s*|,\s+|\s+-{1,2}\s+|\s+(?:and|but|or|so|because|if|unless|while|although|which)\s+", re.I)
_SHORTEST = 3


def customer_sentences(ctx: Context) -> list[str]:
    """Return the customer's sentences: of the message answered, after the end of the last earlier one of theirs."""
    earlier = [message.text for message in ctx.previous if message.sender == "customer"]
    return [*(_split(earlier[-1])[-_EARLIER:] if earlier else ()), *(_split(ctx.customer) if ctx.customer else ())]


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_ranges(text, 0, len(text))][:_MAX_CUSTOMER] or [text.strip()[:300]]


def given_by(ctx: Context) -> Given:
    """Return which parts of the context are known, and what is known of the order."""
    facts, returns = ctx.facts or Facts(), ctx.returns or Returns()
    return Given(
        customer=bool(ctx.customer), order_id=bool(ctx.order_id), tracking=bool(ctx.tracking), preauthorized=bool(ctx.preauthorized),
        seller=ctx.seller is not None, previous=bool(ctx.previous),
        refunded=facts.refunded, shipped=facts.shipped, delivered=facts.delivered, replacement_sent=facts.replacement_sent,
        free_returns=returns.free,
    )  # fmt: skip


def reading_of(doc: Document, ctx: Context, meaning: Meaning) -> Reading:
    """Return the reading of ``doc``, made at the first call and kept with the document."""
    if doc.reading is None:
        doc.reading = meaning.read([sentence.text for sentence in doc.sentences], customer_sentences(ctx), given_by(ctx))
    assert isinstance(doc.reading, Reading)  # noqa: S101 - only this module sets it
    return doc.reading


def flagged_sentences(doc: Document, reading: Reading, label: str) -> Iterator[Sentence]:
    """Yield the sentences that carry ``label`` in a reply that breaks it: all that are sure, else the surest one."""
    scored = [
        (score.labels[label], sentence)
        for sentence, score in zip(doc.sentences, reading.sentences, strict=True)
        if any(char.isalpha() for char in sentence.text)
    ]
    best = max((score for score, _ in scored), default=0.0)
    for score, sentence in scored:
        if score >= _CARRIES or score == best:
            yield sentence


def narrowed(sentence: Sentence, label: str, meaning: Meaning) -> tuple[int, int]:
    """Return the range of the clauses of ``sentence`` that carry ``label``, or of all of it without its full stop."""
    text = sentence.text
    stop = len(text) - 1 if text.endswith(".") else len(text)
    cuts = [0, *(match.end() for match in _CLAUSE.finditer(text, 1, stop) if match.end() < stop), stop]
    pieces = [(a, b) for a, b in pairwise(cuts) if len(text[a:b].split()) >= _SHORTEST]
    if len(pieces) < 2:  # one piece is the sentence
        return sentence.start, sentence.start + stop
    scores = [score.labels[label] for score in meaning.score([text[a:b].strip(" ,;:-–—(") for a, b in pieces])]
    bar = max(scores) * _CARRIES
    kept = [piece for piece, score in zip(pieces, scores, strict=True) if score >= bar]
    if max(scores) < _CARRIES:
        return sentence.start, sentence.start + stop
    begin, end = kept[0][0], kept[-1][1]
    trailing = text[begin:end].rstrip(" ,;:-–—(")
    for word in ("and", "but", "or", "so", "because", "if", "unless", "while", "although", "which"):
        trailing = trailing.removesuffix(f" {word}").rstrip(" ,;")
    return sentence.start + begin, sentence.start + begin + len(trailing)
