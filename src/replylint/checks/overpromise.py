"""`overpromise`: certainty about what the seller does not control; see rules/overpromise/."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.checks.overpromise_clauses import Promise, may_promise, promises
from replylint.context import Context
from replylint.document.document import Document
from replylint.models import Finding
from replylint.rulebook.check import CheckInfo, Tools

__all__ = ["OverpromiseCheck"]

_RULES = {
    "arrival": "overpromise.delivery-date",
    "money": "overpromise.refund-date",
    "supply": "overpromise.supply-date",
    "certain": "overpromise.certain-outcome",
}


class OverpromiseCheck:
    """Finds what takes more than a pattern: who acts, when, and how surely, in one clause.

    A day is a promise only where somebody else keeps it, in the future and without a hedge, so each of the three is
    asked of the clause that names the day.
    """

    info = CheckInfo("overpromise", frozenset(_RULES.values()))

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:  # noqa: ARG002 - no rule here reads the context
        """Yield one finding for each flat promise of another's act or of an outcome."""
        if not may_promise(doc):
            return
        folded = doc.folded
        end = 0
        for sentence in doc.sentences:
            begin, stop = folded.locate(sentence.start), folded.locate(sentence.end)
            for promise in promises(folded.text[begin:stop]):
                first, last = folded.origin(begin + promise.start, begin + promise.end)
                if first >= end and _stands(doc, promise, first, last):
                    yield Finding(_RULES[promise.kind], first, last)
                    end = last


def _stands(doc: Document, promise: Promise, start: int, end: int) -> bool:
    """Return whether nothing around ``[start, end)`` takes the certainty back."""
    scopes = doc.scopes
    if any(scopes.holds(name, start, end) for name in ("quoted", "question", "conditional")):
        return False
    if promise.kind == "certain":
        return not scopes.holds("negated", start, start + 1)
    return not scopes.holds("negated", start, end) and not scopes.holds("hedged", start, end)
