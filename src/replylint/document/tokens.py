"""spaCy tokens, safely: one blank English pipeline a thread, hostile runs cut, nothing of spaCy outlives the call."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["Token", "doc_of", "language", "tokens"]

_local = threading.local()
# spaCy's tokenizer is quadratic on runs of marks and on endless words: 16,000 "!" take it 21 s.
_LONG = re.compile(r"([^\w\s])\1{39,}|\S{200,}")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: lower-cased text and its half-open range in the text given."""

    lower: str
    start: int
    end: int


def language() -> Language:
    """Return this thread's blank English pipeline, made on first use (spaCy takes 0.9 s to import)."""
    nlp = getattr(_local, "nlp", None)
    if nlp is None:
        import spacy  # noqa: PLC0415 - lazily: most drafts need no tokens

        nlp = _local.nlp = spacy.blank("en")
    return nlp


def doc_of(nlp: Language, text: str) -> Doc:
    """Return spaCy's Doc of ``text`` with over-long runs blanked at equal length; use it inside ``nlp.memory_zone()``."""
    return nlp.make_doc(_LONG.sub(lambda match: " " * len(match.group()), text))


def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of ``text``, white space left out."""
    nlp = language()
    with nlp.memory_zone():
        return tuple(Token(t.lower_, t.idx, t.idx + len(t.text)) for t in doc_of(nlp, text) if not t.is_space)
