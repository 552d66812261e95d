"""`misleading`: what the reply says against what is known of the order; see rules/misleading/."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.checks.misleading_facts import contradicted_facts
from replylint.checks.misleading_order import wrong_order_values
from replylint.checks.misleading_people import wrong_greeting, wrong_times
from replylint.checks.misleading_policy import false_policy
from replylint.checks.misleading_terms import contradicted_terms, wfs_acts
from replylint.context import Context
from replylint.document.document import Document
from replylint.models import Finding
from replylint.rulebook.check import CheckInfo, Tools

__all__ = ["MisleadingCheck"]


class MisleadingCheck:
    """Compares the reply with facts, order and return terms; false claims about Walmart's rules are declared rules."""

    info = CheckInfo(
        "misleading",
        frozenset(
            {
                "misleading.refund-status", "misleading.shipping-status", "misleading.delivery-status", "misleading.replacement-status",
                "misleading.wrong-order-number", "misleading.wrong-tracking-number", "misleading.wrong-carrier",
                "misleading.wrong-order-date", "misleading.wrong-item", "misleading.wrong-amount",
                "misleading.return-window", "misleading.return-cost", "misleading.wfs-action",
                "misleading.invented-walmart-rule", "misleading.wrong-customer-name", "misleading.wrong-response-time",
            }
        ),
    )

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield a finding for each value or statement of ``doc`` that ``ctx`` contradicts."""
        yield from contradicted_facts(doc, ctx)
        yield from wrong_order_values(doc, ctx)
        yield from contradicted_terms(doc, ctx)
        yield from wfs_acts(doc, ctx)
        yield from false_policy(doc)
        yield from wrong_greeting(doc, ctx)
        yield from wrong_times(doc, ctx)
