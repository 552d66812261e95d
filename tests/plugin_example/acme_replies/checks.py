"""A check in Python: what words alone cannot say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from replylint.context import Context
from replylint.document.document import Document
from replylint.models import Finding
from replylint.rulebook.check import CheckInfo, Tools

_LONGEST = 40
_WORD = re.compile(r"\S+")


class LengthCheck:
    """Flags the words of a sentence beyond the fortieth."""

    info = CheckInfo("acme-length", frozenset({"acme.long-sentence"}))

    def __init__(self, tools: Tools) -> None:
        """Take the tools; this check needs none."""

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield one finding for each sentence that is too long."""
        for sentence in doc.sentences:
            words = list(_WORD.finditer(sentence.text))
            if len(words) > _LONGEST:
                yield Finding("acme.long-sentence", sentence.start + words[_LONGEST].start(), sentence.end, params={"count": str(len(words))})


def factories() -> Sequence[Callable[[Tools], LengthCheck]]:
    """Return the plugin's checks; replylint calls each with its tools."""
    return (LengthCheck,)
