"""`language`: spelling, grammar and the language itself; see rules/language/."""

from __future__ import annotations

import re
from collections.abc import Iterator

from replylint.checks.language_hits import language_findings
from replylint.context import Context
from replylint.detect.deadline import callers_deadline
from replylint.detect.foreign import is_not_english
from replylint.detect.grammar import GrammarHit
from replylint.document.document import Document
from replylint.models import Edit, Finding, Fix
from replylint.rulebook.check import CheckInfo, Tools

__all__ = ["LanguageCheck"]

_RULES = {
    "doubled-word": "language.doubled-word",
    "sentence-capital": "language.sentence-capital",
    "sentence-end": "language.missing-end",
}
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


class LanguageCheck:
    """Finds clear errors of spelling and grammar; names, brands and codes of the context are never errors."""

    info = CheckInfo("language", frozenset({*_RULES.values(), "language.spelling", "language.grammar", "language.not-english"}))

    def __init__(self, tools: Tools) -> None:
        self._grammar = tools.grammar
        self._dialect = tools.pack.dialect if tools.config.language.dialect == "auto" else tools.config.language.dialect
        self._languages = tools.pack.languages
        self._words = frozenset((*tools.pack.words, *tools.config.language.dictionary))

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield one finding for each wrong stretch, or one for the whole draft where it is not in English."""
        if (doc.part or "").startswith("attachment#"):
            return  # a file name is no sentence
        if is_not_english(doc.live):
            if self._languages == ("en",):
                first = doc.sentences[0] if doc.sentences else None
                if first:
                    yield Finding("language.not-english", first.start, first.end)
            return
        words = self._words | _known(ctx)
        for hit in language_findings(
            doc.live, grammar=self._grammar, known_words=words, dialect=self._dialect, deadline=callers_deadline()
        ):
            yield Finding(_rule(hit), hit.start, hit.end, params={"detail": hit.message}, fixes=_fixes(hit))


def _rule(hit: GrammarHit) -> str:
    return _RULES.get(hit.rule) or ("language.spelling" if hit.category == "spelling" else "language.grammar")


def _fixes(hit: GrammarHit) -> tuple[Fix, ...]:
    """The first suggestion is safe only where it is the one there is: a guess between words is the seller's."""
    if not hit.replacements:
        return ()
    safe = len(hit.replacements) == 1 and hit.category != "style"
    return (Fix(safe=safe, edits=(Edit(start=hit.start, end=hit.end, text=hit.replacements[0]),)),)


def _known(ctx: Context) -> frozenset[str]:
    """Every word that the customer, the order or the profile uses: not for the seller to misspell."""
    seller = ctx.seller
    parts = [ctx.known_text(), ctx.carrier or ""]
    if seller:
        parts += [seller.name or "", seller.address or "", *seller.emails]
    return frozenset(_WORD.findall(" ".join(parts)))
