"""`haggling`: see rules/haggling/."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.context import Context
from replylint.document.document import Document
from replylint.models import Finding
from replylint.rulebook.check import CheckInfo, Tools

__all__ = ["HagglingCheck"]


class HagglingCheck:
    """Finds what the rule files of `haggling` leave to code."""

    info = CheckInfo("haggling", frozenset())

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield the findings of this check's code rules."""
        yield from ()
