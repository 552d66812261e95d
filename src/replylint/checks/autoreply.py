"""`autoreply`: replies that answer nothing, or ask for what was given; see rules/autoreply/."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.checks.autoreply_deferral import deferrals, empty_replies
from replylint.checks.autoreply_known import asked_again
from replylint.context import Context
from replylint.document.document import Document
from replylint.models import Finding
from replylint.rulebook.check import CheckInfo, Tools

__all__ = ["AutoreplyCheck"]


class AutoreplyCheck:
    """Judges the reply as a whole; placeholders, queue talk and machine footers are declared rules."""

    info = CheckInfo(
        "autoreply",
        frozenset({"autoreply.ack-only", "autoreply.forwarded-away", "autoreply.no-content", "autoreply.asks-known-info"}),
    )

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield the sentences that put the customer off and the requests for what was given."""
        if not doc.primary:
            return
        yield from deferrals(doc)
        if ctx.customer:
            yield from empty_replies(doc, ctx.customer)
        yield from asked_again(doc, ctx)
