"""Rule files made executable: every declared rule of the book in one pass over a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from replylint.context import Context
from replylint.detect.meaning import REPLY_LABELS, Encoder, Meaning
from replylint.detect.patternset import PatternSet, Regex
from replylint.detect.phrases import phrases_regex
from replylint.detect.similar import SimilarModel, fit_similar
from replylint.detect.tokens import TokenPatterns
from replylint.document.document import Document
from replylint.document.views import fold
from replylint.models import Finding
from replylint.rulebook import record as r
from replylint.rulebook.clause import clause_around
from replylint.rulebook.reading import flagged_sentences, narrowed, reading_of

__all__ = ["DeclaredRules"]

_Test = Callable[[Document, Context, int, int], bool]


@dataclass(frozen=True, slots=True)
class _Expression:
    """One expression of one rule, which flags where it matches more than ``over`` times."""

    rule: int
    pattern: Regex
    over: int = 0


@dataclass(frozen=True, slots=True)
class _Rule:
    record: r.RuleRecord
    when: tuple[_Test, ...]
    unless: tuple[_Test, ...]
    absent: tuple[Regex, ...]
    tokens: tuple[TokenPatterns, ...]
    meanings: tuple[r.Meaning, ...]
    similar: tuple[SimilarModel, ...]

    def holds(self, doc: Document, ctx: Context, start: int, end: int) -> bool:
        return all(test(doc, ctx, start, end) for test in self.when) and not any(
            test(doc, ctx, start, end) for test in self.unless
        )


class DeclaredRules:
    """All declared rules of a rule book, compiled once; immutable and thread-safe.

    Raises:
        ValueError: where an expression or phrase cannot be compiled; ``args`` are the record and the reason.
    """

    def __init__(self, records: Sequence[r.RuleRecord], *, meaning: Meaning | None = None, encoder: Encoder | None = None) -> None:
        self._meaning = meaning
        self._rules: list[_Rule] = []
        self._expressions: list[_Expression] = []
        for record in records:
            try:
                self._add(record, encoder)
            except ValueError as error:
                raise ValueError(record, str(error)) from None
        self._set = PatternSet([expression.pattern.source for expression in self._expressions])
        self._scanless = [i for i, rule in enumerate(self._rules) if rule.absent or rule.tokens or rule.meanings or rule.similar]

    def _add(self, record: r.RuleRecord, encoder: Encoder | None) -> None:
        index = len(self._rules)
        absent: list[Regex] = []
        tokens: list[TokenPatterns] = []
        meanings: list[r.Meaning] = []
        similar: list[SimilarModel] = []
        for matcher in record.match.any_:
            if isinstance(matcher, r.Phrases):
                self._expression(index, phrases_regex(matcher.phrases))
            elif isinstance(matcher, r.Regex):
                for source in (matcher.regex,) if isinstance(matcher.regex, str) else matcher.regex:
                    self._expression(index, source)
            elif isinstance(matcher, r.Count):
                self._expression(index, matcher.count.regex, over=matcher.count.over)
            elif isinstance(matcher, r.Absent):
                absent.append(Regex(phrases_regex(matcher.absent)))
            elif isinstance(matcher, r.Tokens):
                tokens.append(TokenPatterns(matcher.tokens))
            elif isinstance(matcher, r.Meaning):
                if matcher.meaning not in REPLY_LABELS:
                    raise ValueError(f"unknown meaning {matcher.meaning!r}; known: {', '.join(REPLY_LABELS)}")
                meanings.append(matcher)
            elif isinstance(matcher, r.Similar):
                if encoder is None:
                    raise ValueError("a rule by examples needs the sentence model, which is switched off")
                similar.append(fit_similar(encoder, matcher.similar.like, matcher.similar.unlike))
        when = tuple(_compile_condition(condition) for condition in record.match.when)
        unless = tuple(_compile_condition(condition) for condition in record.match.unless)
        self._rules.append(_Rule(record, when, unless, tuple(absent), tuple(tokens), tuple(meanings), tuple(similar)))

    def _expression(self, rule: int, source: str, *, over: int = 0) -> None:
        self._expressions.append(_Expression(rule, Regex(source), over))

    def find(self, doc: Document, ctx: Context, active: frozenset[str]) -> Iterator[Finding]:
        """Yield the findings of the rules in ``active``, at most one for each rule and place."""
        text = doc.folded.text
        for rule, spans in self._spans(doc, ctx, text, active):
            mode = rule.record.match.span
            found: list[tuple[int, int]] = []
            for start, end in spans:
                if not rule.holds(doc, ctx, start, end):
                    continue
                found.append(_widen(doc, start, end, mode))
            for start, end in _merged(found):
                yield Finding(rule.record.id, start, end, confidence=self._confidence(rule, doc, ctx))

    def _confidence(self, rule: _Rule, doc: Document, ctx: Context) -> float | None:
        """Return the model's probability where the rule rests on it alone."""
        if not rule.meanings or not rule.record.is_meaning or self._meaning is None:
            return None
        reading = reading_of(doc, ctx, self._meaning)
        return max(reading.reply[matcher.meaning] for matcher in rule.meanings)

    def _spans(self, doc: Document, ctx: Context, text: str, active: frozenset[str]) -> Iterator[tuple[_Rule, list[tuple[int, int]]]]:
        spans: dict[int, list[tuple[int, int]]] = {}
        for index in self._set.matching(text):
            expression = self._expressions[index]
            if self._rules[expression.rule].record.id not in active:
                continue
            matches = [self._flagged(doc, match) for match in expression.pattern.finditer(text)]
            if len(matches) > expression.over:
                spans.setdefault(expression.rule, []).extend(matches)
        for index in self._scanless:
            rule = self._rules[index]
            if rule.record.id in active:
                spans.setdefault(index, []).extend(self._other_spans(rule, doc, ctx, text))
        for index in sorted(spans):
            yield self._rules[index], sorted(set(spans[index]))

    @staticmethod
    def _flagged(doc: Document, match: object) -> tuple[int, int]:
        """Return the range of the group named ``flag``, or of the whole match, in the document's text."""
        # google-re2 takes group numbers only, whatever its documentation of names says.
        group = match.re.groupindex.get("flag", 0)  # type: ignore[attr-defined]
        if match.start(group) < 0:  # type: ignore[attr-defined]
            group = 0
        return doc.folded.origin(match.start(group), match.end(group))  # type: ignore[attr-defined]

    def _other_spans(self, rule: _Rule, doc: Document, ctx: Context, text: str) -> list[tuple[int, int]]:
        out: list[tuple[int, int]] = []
        if doc.primary and any(not absent.search(text) for absent in rule.absent):
            out.append((doc.body_start, doc.body_start))
        for tokens in rule.tokens:
            for sentence in doc.sentences:
                out += [(sentence.start + start, sentence.start + end) for start, end in tokens.find(sentence.text)]
        if rule.meanings and self._meaning is not None:
            out += self._meant(rule, doc, ctx)
        for model in rule.similar:
            out += [(s.start, s.end) for s in doc.sentences if model.matches(s.text)]
        return out

    def _meant(self, rule: _Rule, doc: Document, ctx: Context) -> Iterator[tuple[int, int]]:
        """Yield the words that carry a meaning in a reply that, read as a whole, breaks it."""
        assert self._meaning is not None  # noqa: S101 - the caller looked
        reading = reading_of(doc, ctx, self._meaning)
        for matcher in rule.meanings:
            if reading.reply.get(matcher.meaning, 0.0) >= self._meaning.threshold(matcher.meaning, matcher.level):
                for sentence in flagged_sentences(doc, reading, matcher.meaning):
                    yield narrowed(sentence, matcher.meaning, self._meaning)


def _compile_condition(condition: r.Condition) -> _Test:
    """Return the test for one condition; its arguments are document, context and the match's range."""
    if condition.guard is not None:
        name = condition.guard
        if name == "preauthorized":
            return lambda _doc, ctx, _start, _end: bool(ctx.preauthorized)
        if name in ("greeting", "signature", "body"):
            return lambda doc, _ctx, start, _end: doc.segment_at(start) == name
        return lambda doc, _ctx, start, end: doc.scopes.holds(name, start, end)  # type: ignore[arg-type]
    if condition.regex is not None:
        pattern = Regex(condition.regex)
        return lambda doc, _ctx, start, _end: _in_sentence(pattern, doc, start)
    if condition.phrases is not None:
        pattern = Regex(phrases_regex(condition.phrases))
        return lambda doc, _ctx, start, _end: _in_sentence(pattern, doc, start)
    if condition.inside is not None:
        pattern = Regex(phrases_regex(condition.inside))
        return lambda doc, _ctx, start, end: pattern.search(fold(doc.text[start:end]).text) is not None
    if condition.before is not None:
        pattern = Regex(phrases_regex(condition.before))
        return lambda doc, _ctx, start, _end: _in_sentence(pattern, doc, start, step=-1)
    if condition.reply is not None:
        pattern = Regex(phrases_regex(condition.reply))
        return lambda doc, _ctx, _start, _end: pattern.search(doc.folded.text) is not None
    pattern = Regex(phrases_regex(condition.customer or ()))
    return lambda _doc, ctx, _start, _end: bool(ctx.customer) and pattern.search(fold(ctx.customer or "").text) is not None


def _in_sentence(pattern: Regex, doc: Document, offset: int, *, step: int = 0) -> bool:
    sentence = doc.sentence_at(offset)
    if sentence is None:
        return False
    if step:
        index = doc.sentences.index(sentence) + step
        if index < 0:
            return False
        sentence = doc.sentences[index]
    return pattern.search(fold(sentence.text).text) is not None


def _widen(doc: Document, start: int, end: int, mode: str) -> tuple[int, int]:
    sentence = doc.sentence_at(start) if mode != "match" else None
    if sentence is None:
        return start, end
    if mode == "sentence":
        stop = max(end, sentence.end)
        return sentence.start, stop - (1 if doc.text[stop - 1] == "." else 0)
    begin, stop = clause_around(sentence.text, start - sentence.start, min(end, sentence.end) - sentence.start)
    return sentence.start + begin, max(end, sentence.start + stop)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ``spans`` sorted, overlapping ones joined: one rule flags one place once."""
    ordered = sorted(spans)
    for (start, end), (later, _) in pairwise(ordered):
        if later < end or start == later:
            break
    else:
        return ordered
    out: list[tuple[int, int]] = []
    for start, end in ordered:
        if out and (start < out[-1][1] or start == out[-1][0]):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
