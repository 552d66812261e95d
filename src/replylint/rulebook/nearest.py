"""The labelled examples nearest to a sentence, on both sides of the line, out of what the rule files hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from replylint.detect.meaning import Encoder
from replylint.document.document import Document
from replylint.rulebook import record as r

__all__ = ["Neighbour", "Sides", "nearest_examples"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One labelled sentence and how like it is (cosine, at most 1); ``because`` says why it is allowed, where it is."""

    likeness: float
    rule: str
    sentence: str
    because: str = ""


class Sides(NamedTuple):
    """The nearest examples of each side, nearest first."""

    flagged: tuple[Neighbour, ...]
    allowed: tuple[Neighbour, ...]


def nearest_examples(text: str, records: Iterable[r.RuleRecord], encoder: Encoder, *, count: int = 3) -> Sides:
    """Return the ``count`` examples of ``records`` nearest to any sentence of ``text``, flagged and allowed ones apart.

    Of an example that is flagged only the sentences that hold a flag count; what is flagged for something that it lacks,
    and threads, have no sentence to compare with.

    Raises:
        BackendError: as the encoder does.
    """
    vectors = encoder.encode(_sentences(text) or [text])
    flagged: dict[str, Neighbour] = {}
    allowed: dict[str, Neighbour] = {}
    for record in records:
        for side, sentence, because in _labelled(record):
            (vector,) = encoder.encode([sentence])
            likeness = max(sum(a * b for a, b in zip(own, vector, strict=True)) for own in vectors)
            (flagged if side else allowed).setdefault(sentence, Neighbour(likeness, record.id, sentence, because))
    first, second = (sorted(side.values(), key=lambda n: (-n.likeness, n.rule, n.sentence))[:count] for side in (flagged, allowed))
    return Sides(tuple(first), tuple(second))


def _labelled(record: r.RuleRecord) -> Iterator[tuple[bool, str, str]]:
    """Yield each labelled sentence: whether it is flagged, its words, and why not."""
    for bad in record.examples.bad:
        if bad.thread is None:
            doc = Document(bad.text, kind=bad.kind)
            for sentence in doc.sentences:
                if any(flag and (flag in sentence.text or sentence.text in flag) for flag in bad.flags):
                    yield True, sentence.text, ""
    for good in record.examples.good:
        if good.thread is None:
            for sentence in Document(good.text, kind=good.kind).sentences:
                yield False, sentence.text, good.because
    for matcher in record.match.any_:
        if isinstance(matcher, r.Similar):
            yield from ((True, sentence, "") for sentence in matcher.similar.like)
            yield from ((False, sentence, "") for sentence in matcher.similar.unlike)


def _sentences(text: str) -> list[str]:
    return [sentence.text for sentence in Document(text).sentences if any(char.isalnum() for char in sentence.text)]
