"""The Document: a draft with all that checks ask of it, each made once, when first asked for."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import Literal, Protocol

from replylint.document.html import QUOTE_OPENING, html_view
from replylint.document.scope import Scopes
from replylint.document.segments import Segment, SegmentKind, segments
from replylint.document.sentences import Sentence, sentence_ranges
from replylint.document.views import View, fold, identity, mask

__all__ = ["Document"]


class _Prefiltered(Protocol):
    def may_match(self, text: str) -> bool: ...


class Document:
    """One text part of a draft, never changed.

    ``source`` is the part as given; ``text`` is what its reader sees (the same string unless it is HTML). All ranges
    are half-open code points of ``text``; ``to_source`` turns them into offsets of ``source``.
    """

    def __init__(self, source: str, *, kind: Literal["text", "html"] = "text", part: str | None = None, primary: bool = True) -> None:
        self.source = source
        self.kind = kind
        self.part = part
        self.primary = primary
        # What a sentence model made of the document; the rule book keeps it here, so that it is made once.
        self.reading: object | None = None
        self._may: dict[object, bool] = {}
        self._quotes: tuple[tuple[int, int], ...] | None
        if kind == "html":
            self._view, self._quotes = html_view(source)
        else:
            self._view, self._quotes = identity(source), None
        self.text = self._view.text

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of ``source`` that ``text[start:end]`` stands for."""
        return self._view.origin(start, end)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """Greeting, body, signature and quoted history, in order and without gap."""
        return segments(self.text, self._quotes)

    def segment_at(self, offset: int) -> SegmentKind:
        """Return what stands at ``offset``."""
        for segment in self.segments:
            if segment.start <= offset < segment.end:
                return segment.kind
        return self.segments[-1].kind if self.segments else "body"

    @cached_property
    def live(self) -> str:
        """The text with quoted history blanked at equal length: all that may be linted."""
        if all(segment.kind != "quote" for segment in self.segments):
            return self.text
        pieces = [
            "".join("\n" if char == "\n" else " " for char in self.text[s.start : s.end]) if s.kind == "quote" else self.text[s.start : s.end]
            for s in self.segments
        ]
        return "".join(pieces)

    @cached_property
    def quoted_history(self) -> str:
        """The text of quoted history, without quotation marks at line starts."""
        lines = [line for s in self.segments if s.kind == "quote" for line in self.text[s.start : s.end].splitlines()]
        return "\n".join(line.lstrip("> \t") for line in lines)

    @cached_property
    def quoted_source(self) -> tuple[tuple[int, int], ...]:
        """Where quoted history stands in ``source``, the tags before its first word included."""
        out = []
        for segment in self.segments:
            if segment.kind == "quote":
                floor = self.to_source(segment.start - 1, segment.start)[1] if segment.start else 0
                first, end = self.to_source(segment.start, segment.end)
                opening = QUOTE_OPENING.search(self.source, floor, first)
                out.append((opening.start() if opening else first, end))
        return tuple(out)

    @cached_property
    def folded(self) -> View:
        """The live text in plain letters, with a map back to ``text``."""
        return fold(self.live)

    def may(self, pattern: _Prefiltered) -> bool:
        """Return whether ``pattern`` may match in any sentence, folded; asked once, so that no sentence need be tried."""
        known = self._may.get(pattern)
        if known is None:
            known = self._may[pattern] = pattern.may_match(self.folded.text)
        return known

    @cached_property
    def masked(self) -> View:
        """The live text with URLs, addresses and codes blanked at equal length."""
        return mask(self.live)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of greeting, body and signature, in order."""
        out = []
        for segment in self.segments:
            if segment.kind != "quote":
                for start, end in sentence_ranges(self.text, segment.start, segment.end):
                    out.append(Sentence(start, end, self.text[start:end]))
        return tuple(out)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds ``offset``, or ``None`` between sentences."""
        index = bisect_right(self._sentence_starts, offset) - 1
        if index < 0:
            return None
        sentence = self.sentences[index]
        return sentence if offset < max(sentence.end, sentence.start + 1) else None

    @cached_property
    def body_start(self) -> int:
        """Where something that is missing should be inserted: the first sentence after the greeting."""
        for sentence in self.sentences:
            if self.segment_at(sentence.start) == "body":
                return sentence.start
        return 0

    @cached_property
    def scopes(self) -> Scopes:
        """Negation, hedge, condition, quotation and question scope."""
        return Scopes(self.sentences)
