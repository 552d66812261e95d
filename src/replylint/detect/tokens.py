"""spaCy Matcher patterns over single sentences."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from replylint.document.tokens import doc_of, language

__all__ = ["TokenPatterns"]


class TokenPatterns:
    """Patterns of one rule; the matcher belongs to the thread's own pipeline, since spaCy objects are not thread-safe.

    Raises:
        ValueError: where spaCy rejects a pattern.
    """

    def __init__(self, patterns: Sequence[Sequence[dict[str, object]]]) -> None:
        self._patterns = [list(pattern) for pattern in patterns]
        self._local = threading.local()
        self._matcher()

    def _matcher(self) -> Any:
        from spacy.matcher import Matcher  # noqa: PLC0415

        matcher = getattr(self._local, "matcher", None)
        if matcher is None:
            matcher = Matcher(language().vocab, validate=True)
            try:
                matcher.add("rule", self._patterns)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise ValueError(f"not a token pattern: {error}") from None
            self._local.matcher = matcher
        return matcher

    def find(self, sentence: str) -> list[tuple[int, int]]:
        """Return the half-open ranges of the longest matches in ``sentence``."""
        nlp = language()
        with nlp.memory_zone():
            doc = doc_of(nlp, sentence)
            spans = [(doc[start:end].start_char, doc[start:end].end_char) for _, start, end in self._matcher()(doc)]
        out: list[tuple[int, int]] = []
        for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
            if not out or start >= out[-1][1]:
                out.append((start, end))
        return out
