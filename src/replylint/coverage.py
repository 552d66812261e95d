"""Which parts of a rule its examples need: each phrase, expression and guard is left out in turn, and an example must fail.

What can go without any example noticing is either not needed or not tested.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from replylint.detect.meaning import Encoder, Meaning
from replylint.rulebook import record as r
from replylint.rulebook.engine import DeclaredRules
from replylint.rulebook.selftest import found_excerpts

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
        whole = _outcome(record, meaning, encoder)
        parts = list(_without(record.match))
        unreached = [name for name, match in parts if _outcome(record.model_copy(update={"match": match}), meaning, encoder) == whole]
        yield RuleCoverage(record.id, len(parts), tuple(unreached))


def _outcome(record: r.RuleRecord, meaning: Meaning | None, encoder: Encoder | None) -> list[list[str]]:
    declared = DeclaredRules([record], meaning=meaning, encoder=encoder)
    only = frozenset({record.id})
    examples: list[r.Bad | r.Good] = [*record.examples.bad, *record.examples.good]
    return [found_excerpts(example, declared, only) for example in examples]


def _without(match: r.Match) -> Iterator[tuple[str, r.Match]]:
    """Yield each part's name with the match that lacks it."""
    for index, matcher in enumerate(match.any_):
        for name, less in _lesser(matcher):
            left = (*match.any_[:index], *([less] if less is not None else []), *match.any_[index + 1 :])
            yield f"any.{index}.{name}", match.model_copy(update={"any_": left})
    for key, conditions in (("when", match.when), ("unless", match.unless)):
        for index, condition in enumerate(conditions):
            (kind,) = condition.model_fields_set
            value = getattr(condition, kind)
            shown = value if isinstance(value, str) else ", ".join(value)
            yield f"{key}.{index}: {kind} {shown!r}", match.model_copy(update={key: (*conditions[:index], *conditions[index + 1 :])})


def _lesser(matcher: r.Matcher) -> Iterator[tuple[str, r.Matcher | None]]:
    """Yield the matcher with each of its alternatives left out, ``None`` where it had but one."""
    for field in ("phrases", "regex", "tokens"):
        values = getattr(matcher, field, None)
        if isinstance(values, tuple) and len(values) > 1:
            for index, value in enumerate(values):
                yield f"{field}.{index}: {value!r}", matcher.model_copy(update={field: values[:index] + values[index + 1 :]})
            return
    value = next(iter(matcher.model_dump().values()))
    yield f"{type(matcher).__name__.casefold()}: {value!r}", None
