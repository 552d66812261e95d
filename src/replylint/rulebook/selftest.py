"""A rule against its own examples, without services: quick enough to be done whenever a shop's rules are loaded."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.context import Context
from replylint.document.document import Document
from replylint.rulebook.engine import DeclaredRules
from replylint.rulebook.record import Bad, Good, RuleRecord

__all__ = ["example_problems", "excerpts_in", "found_excerpts"]


def example_problems(record: RuleRecord, declared: DeclaredRules, others: frozenset[str]) -> Iterator[str]:
    """Yield what of a declared rule's examples does not hold, as ``bad.0: expected ..., found ...``.

    Rules found by code and rules on the sentence model alone are left to ``replylint test``: they need their services.

    Args:
        record: The rule.
        declared: Compiled rules, this one among them.
        others: The ids that may not fire on its good examples either.
    """
    if record.is_code or record.is_meaning:
        return
    for index, bad in enumerate(record.examples.bad):
        found = found_excerpts(bad, declared, frozenset({record.id}))
        expected = sorted(flag or "" for flag in bad.flags)
        if found != expected:
            yield f"bad.{index}: expected {expected}, found {found} in {bad.text!r}"
    for index, good in enumerate(record.examples.good):
        found = found_excerpts(good, declared, others | {record.id})
        if found:
            yield f"good.{index}: flags {found} in {good.text!r}"


def found_excerpts(example: Bad | Good, declared: DeclaredRules, rules: frozenset[str]) -> list[str]:
    """Return what the declared rules among ``rules`` flag in an example, sorted."""
    return excerpts_in(Document(example.text, kind=example.kind), example.context, declared, rules)


def excerpts_in(doc: Document, context: Context, declared: DeclaredRules, rules: frozenset[str]) -> list[str]:
    """Return what the declared rules among ``rules`` flag in a document, sorted."""
    spans = {doc.to_source(finding.start, finding.end) for finding in declared.find(doc, context, rules)}
    return sorted(doc.source[start:end] for start, end in spans)
