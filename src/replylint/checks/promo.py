"""`promo`: slogans in the signature; see rules/promo/ for all else."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.context import Context
from replylint.detect.patterns import LazyPattern
from replylint.document.document import Document
from replylint.models import Edit, Finding, Fix
from replylint.rulebook.check import CheckInfo, Tools

__all__ = ["PromoCheck"]

_MAX_WORDS = 14
_MIN_WORDS = 3
_LINE = LazyPattern(r"[^\n]+")
_QUOTED = LazyPattern(r"""^\s*["“'](?P<slogan>[^"”]{12,})["”']\s*$""")
_NAMED = LazyPattern(r"^\s*(?:(?P<name>[\w&'’. -]{2,40}?)(?:: | [-–—|~] |, )|[-–—~*]\s*)?(?P<slogan>.+?)\s*$")
_TAGLINE = LazyPattern(
    r"(?i)^[\"“'*_]*(?:where (?:the|every|your|all|good|quality)\b|home of\b|(?:forged|crafted|born|hand-?made|brewed|pressed|baked|made|built|grown|"
    r"woven) "
    r"(?:for|with|to|at)\b|because (?:every|you|your|life|nobody)\b|bringing\b|(?:softer|better|happier|smarter|brighter|cleaner) \w+, \w+"
    r"|quality (?:you can|without|since|first)|your (?:trusted|number one|favou?rite|one-stop|partner in|home for|first choice)\b"
    r"|never miss\b|think \w+, think\b|happy \w+, happy\b|(?:simply )?the best in\b|serving (?:happy|families)\b)"
    r"|\bwith (?:love|pride|passion)\W*$|\bevery \w+ is an? \w+\W*$|\byou can (?:trust|feel|count on|rely on)\W*$"
    r"|\b(?:love|trust|choose) (?:most|best)\b|\bcomes? home\W*$|\bwithout compromise\W*$"
)


class PromoCheck:
    """Finds the line of a signature that advertises rather than names."""

    info = CheckInfo("promo", frozenset({"promo.signature-slogan"}))

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:  # noqa: ARG002 - no context decides a slogan
        """Yield the slogans below the body; the safe fix deletes the whole line."""
        for start, end in _closing_lines(doc):
            slogan = _slogan(doc.text[start:end])
            if slogan is not None:
                whole = Edit(start=start - 1 if start and doc.text[start - 1] == "\n" else start, end=end, text="")
                fixes = (Fix(safe=True, edits=(whole,)),) if doc.kind == "text" else ()
                yield Finding("promo.signature-slogan", start + slogan[0], start + slogan[1], fixes=fixes)


def _closing_lines(doc: Document) -> Iterator[tuple[int, int]]:
    """Yield the range of each line of the signature, and of the reply's last two lines where the first is not among them."""
    lines = [match.span() for match in _LINE.finditer(doc.live) if match.group().strip()]
    for index, (start, end) in enumerate(lines):
        if doc.segment_at(start) == "signature" or (index >= max(1, len(lines) - 2) and doc.segment_at(start) == "body"):
            yield start, end


def _slogan(line: str) -> tuple[int, int] | None:
    """Return the half-open range of the slogan in ``line``, or ``None``."""
    if not _MIN_WORDS <= len(line.split()) <= _MAX_WORDS:
        return None
    quoted = _QUOTED.match(line)
    if quoted and len(quoted.group("slogan").split()) > _MIN_WORDS:
        return len(line) - len(line.lstrip()), len(line.rstrip())
    named = _NAMED.match(line)
    if named and _TAGLINE.search(named.group("slogan")):
        return named.span("slogan")
    plain = line.strip()
    if _TAGLINE.match(plain):
        return line.find(plain), line.find(plain) + len(plain)
    return None
