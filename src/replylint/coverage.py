"""A mutation run over rule files: each phrase, expression and guard is left out in turn, and an example of the rule must fail.

What can go without any example noticing is either not needed or not tested.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from replylint.detect.meaning import Encoder, Meaning
from replylint.document.document import Document
from replylint.rulebook import record as r
from replylint.rulebook.engine import DeclaredRules
from replylint.rulebook.selftest import excerpts_in

__all__ = ["RuleCoverage", "measure"]


@dataclass(frozen=True, slots=True)
class RuleCoverage:
    """One rule: how many parts it has, and those that no example reaches."""

    rule: str
    parts: int
    unreached: tuple[str, ...]
    measured: bool = True


def measure(records: Sequence[r.RuleRecord], *, meaning: Meaning | None = None, encoder: Encoder | None = None) -> Iterator[RuleCoverage]:
    """Yield each rule's coverage; a rule found by code has no parts that could be left out and is not measured."""
    for record in records:
        if record.is_code or (meaning is None and any(isinstance(m, r.Meaning | r.Similar) for m in record.match.any_)):
            yield RuleCoverage(record.id, 0, (), measured=False)
            continue
        run = _Examples(record, meaning, encoder)
        whole = run.outcome(record.match)
        parts = list(_without(record.match))
        yield RuleCoverage(record.id, len(parts), tuple(name for name, match in parts if run.outcome(match) == whole))


class _Examples:
    """A rule's examples, each read into a document once for all the runs."""

    def __init__(self, record: r.RuleRecord, meaning: Meaning | None, encoder: Encoder | None) -> None:
        self._record, self._meaning, self._encoder = record, meaning, encoder
        examples: list[r.Bad | r.Good] = [*record.examples.bad, *record.examples.good]
        self._drafts = [(Document(example.text, kind=example.kind), example.context) for example in examples]

    def outcome(self, match: r.Match) -> list[list[str]]:
        """Return what the rule flags in each example where it is found by ``match``; a match of nothing flags nothing."""
        if not match.any_:
            return [[] for _ in self._drafts]
        declared = DeclaredRules([self._record.model_copy(update={"match": match})], meaning=self._meaning, encoder=self._encoder)
        return [excerpts_in(doc, context, declared, frozenset({self._record.id})) for doc, context in self._drafts]


def _without(match: r.Match) -> Iterator[tuple[str, r.Match]]:
    """Yield each part's name with the match that lacks it."""
    for index, matcher in enumerate(match.any_):
        for name, less in _lesser(matcher):
            left = (*match.any_[:index], *([less] if less is not None else []), *match.any_[index + 1 :])
            yield f"any.{index}.{name}", match.model_copy(update={"any_": left})
    for key, conditions in (("when", match.when), ("unless", match.unless)):
        for index, condition in enumerate(conditions):
            for name, fewer in _fewer(condition):
                left_over = (*conditions[:index], *([fewer] if fewer is not None else []), *conditions[index + 1 :])
                yield f"{key}.{index}{name}", match.model_copy(update={key: left_over})


def _lesser(matcher: r.Matcher) -> Iterator[tuple[str, r.Matcher | None]]:
    """Yield the matcher with each of its alternatives left out, ``None`` where it had but one."""
    for field in ("phrases", "regex", "tokens", "absent"):
        values = getattr(matcher, field, None)
        if isinstance(values, tuple) and len(values) > 1:
            for index, value in enumerate(values):
                yield f"{field}.{index}: {value!r}", matcher.model_copy(update={field: values[:index] + values[index + 1 :]})
            return
    value = next(iter(matcher.model_dump().values()))
    yield f"{type(matcher).__name__.casefold()}: {value!r}", None


def _fewer(condition: r.Condition) -> Iterator[tuple[str, r.Condition | None]]:
    """Yield the condition with each of its phrases left out, ``None`` where it had but one."""
    (kind,) = condition.model_fields_set
    value = getattr(condition, kind)
    if isinstance(value, str) or len(value) == 1:
        yield f": {kind} {value if isinstance(value, str) else value[0]!r}", None
        return
    for index, phrase in enumerate(value):
        yield f".{kind}.{index}: {phrase!r}", condition.model_copy(update={kind: value[:index] + value[index + 1 :]})
