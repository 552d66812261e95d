"""Our own detectors of slips: doubled words, capitals, full stops, and the patterns of ``slip_patterns``.

For what backends miss and sellers write. Offsets are half-open code points.
"""


from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from replylint.detect.grammar import GrammarHit, pieces
from replylint.detect.prefilter import Prefilter
from replylint.detect.protected import Protected
from replylint.detect.slip_patterns import CLASS_PATTERNS, PATTERNS
from replylint.detect.word_classes import ClassExpressions

__all__ = ["find_slips"]

# A name or initials that sign the line: "... by noon. -Beth", "... ^JT", "... thanks ~ Ana".
_SIGNED = re.compile(
    r"(?:[-–—~^/*|\x00]\s?|\s[-–—~]\s)[A-Z][\w'’.]{0,20}(?:\s[A-Z][\w'’.]{0,20})?\s*$|\^\s?\w{1,12}\s*$"
    # A name behind the last sentence, on its line: "See you. The Skylark team", "Happy baking, Nora at Attic Games".
    r"|(?:[.!?]|\b(?:[Hh]appy|[Ee]njoy)\s[a-z]+,)\s+[A-Z][\w'’]*(?:\s(?:at|from|of|and|&|the|with|team|crew|staff|family|support|[A-Z][\w'’]*)){0,5}\s*$"
)
_DOUBLED = re.compile(r"\b(?P<one>[^\W\d_]+)(?P<gap>[ \t]+|[ \t]*\n)(?P<two>(?P=one))\b(?!['’-])", re.I)
_MAY_DOUBLE = frozenset(
    """
    had that so very bye no ha many one two three four five six seven eight nine zero ten knock walla new long
    hey oh there now well quick please more again double blah tut night choo wink ok okay
    """.split()
)
_FIRST_LOWER = re.compile(r"[\s\"“‘(*_]*(?P<word>[a-z]+(?:['’][a-z]+)?)(?=[\s,;:!?]|\.\s|\.?$)")
_INNER_LOWER = re.compile(r"(?<=[a-z\d)]{2}[.!?])[ \t]+(?P<word>[a-z]+(?:['’][a-z]+)?)(?=[\s,;:!?])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|ave|no|nr|vs|etc|e\.g|i\.e|approx|ca|inc|ltd|co|corp|fig|a\.m|p\.m|est|ext|tel|qty|max|"
    r"min|oz|lb|lbs|ct|ft|in|cm|mm|pcs|incl|excl|misc|dept|gal|hrs|jr|sr|pt|qt|sq|w\.a|vol|pkg|art|reg|calif|aug|sept|jan|feb|mar|apr|jun|jul|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|nos|pp|att|attn|ref|tbsp|tsp|yd|hr|min|sec|alt|var|"
    r"tues|thurs?|weds|bldg|blvd|rd|ln|dia|diam|temp|wt|ht|avg|std|orig|cont|resp|bros|prof|rev|esp|usu|lg|sm|sz|pc|pkt|ea|doz|mt|"
    r"univ|intl|mfg|mfr|acct|addr|deg)|\b[a-z]|\.\.)[.!?]$",
    re.I,
)
_CHAT_STARTS = frozenset(
    ["lol", "u", "ur", "thx", "pls", "plz", "omg", "hey", "hi", "yo", "hiya", "ok", "k", "haha", "xx", "btw", "w", "yw"]
)  # `tone`, not language
_BULLET = re.compile(r"\s*(?:[-*•–—>+]|\d{1,2}[.)]|[a-z][.)])\s")
_LETTER_HEAD = re.compile(r"\s*(?:hi|hello|hey|dear|good (?:day|morning|afternoon|evening)|greetings)\b[^\n.!?]{0,60}$", re.I)
# A farewell on the line of the last sentence: "Have a lovely weekend", "Thanks again for your patience".
_FAREWELL = re.compile(
    r"(?:many\s|kind\s|best\s|warm\s)?(?:thanks|thank you|regards|wishes|have an? |enjoy|happy \w+ing|take care"
    r"|stay (?:safe|well|warm)|all the best|good luck"
    r"|best of luck|see you|talk soon|yours|sincerely|cheers|with (?:love|thanks)|warmly|greetings)\b[^.!?,;:]{0,40}$",
    re.I,
)
_OPEN_END = re.compile(r"(?P<quote>[\w%°'’)+/-]+)[ \t\"”]*$")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|can|could|should|would|may|did|does|do|please|be|sent|send|shipped|ship|"
    r"refunded|left|went|arrived|apologi[sz]e|get|got|let|keep|need|goes|comes|takes|need|hope|appreciate|packed|checked|fits|works|"
    r"ships|includes|means|needs|holds|makes|uses|costs|runs|measures|weighs|it|we|they)\b"
    r"|['’](?:re|ll|ve|m|d)\b|\b(?:it|that|there|here|he|she)['’]s\b",
    re.I,
)


@functools.cache
def _prefilter() -> Prefilter:
    return Prefilter([item.pattern.pattern for item in PATTERNS])


def find_slips(text: str, protected: Protected) -> tuple[GrammarHit, ...]:
    """Return our own hits in ``text``, sorted; none touches a closed stretch or the sign-off."""
    view = _blanked(text, protected)
    found = [*_doubled(view), *_capitals(text, view, protected), *_ends(text, view, protected)]
    candidates = [PATTERNS[index] for index in _prefilter().candidates(view)]
    for start, end in pieces(view) if candidates else ():
        piece = view[start:end]
        for item in candidates:
            for match in item.pattern.finditer(piece):
                a, b = _marked(match)
                a, b = a + start, b + start
                if a < b and "\x00" not in view[a:b]:
                    found.append(_hit(a, b, item.rule, item.message, (item.fix,) if item.fix else ()))
    found += _by_classes(view)
    return tuple(
        sorted(
            (hit for hit in found if hit.end <= protected.body_end),
            key=lambda hit: (hit.start, hit.end, hit.rule),
        )
    )


@functools.cache
def _class_expressions() -> ClassExpressions:
    return ClassExpressions([item.expression for item in CLASS_PATTERNS])


def _by_classes(view: str) -> Iterator[GrammarHit]:
    for index, start, end in _class_expressions().matches(view):
        if start < end and "\x00" not in view[start:end]:
            yield _hit(start, end, CLASS_PATTERNS[index].rule, CLASS_PATTERNS[index].message)


def _hit(start: int, end: int, rule: str, message: str, replacements: tuple[str, ...] = ()) -> GrammarHit:
    return GrammarHit(start, end, rule, "grammar", message, replacements, "replylint")


def _blanked(text: str, protected: Protected) -> str:
    """Return ``text`` at the same length with closed stretches as NULs, which no pattern matches."""
    parts, at = [], 0
    for start, end in protected.closed:
        parts += [text[at:start], "\x00" * (end - start)]
        at = end
    return "".join(parts) + text[at:]


def _marked(match: re.Match[str]) -> tuple[int, int]:
    for name in match.re.groupindex:
        if match.group(name) is not None:
            return match.span(name)
    return match.span()


def _doubled(view: str) -> Iterator[GrammarHit]:
    for match in _DOUBLED.finditer(view):
        word = match.group("one")
        same_case = match.group("two").islower() or word.isupper()
        if len(word) > 1 and word.lower() not in _MAY_DOUBLE and same_case:
            yield _hit(*match.span(), "doubled-word", f"“{word}” stands here twice.", (word,))


def _capitals(text: str, view: str, protected: Protected) -> Iterator[GrammarHit]:
    message = "A sentence starts with a capital."
    at = 0
    before = ""  # the paragraph's last line that was not blank
    for line in view.split("\n"):
        starts_here = not before or (before.rstrip()[-1:] in ".!?" and not _BULLET.match(before))
        match = _FIRST_LOWER.match(line)
        if match and starts_here and line.strip() and not _BULLET.match(line):
            start, end = at + match.start("word"), at + match.end("word")
            chat = match.group("word") in _CHAT_STARTS
            if not chat and not protected.is_name(start, end) and len(line.split()) > 1 and not _LETTER_HEAD.match(line):
                yield _hit(start, end, "sentence-capital", message, (text[start:end].capitalize(),))
        if line.strip():
            before = line
        for inner in _INNER_LOWER.finditer(line):
            start, end = at + inner.start("word"), at + inner.end("word")
            if not _ABBREVIATED.search(line[max(0, inner.start() - 8) : inner.start()]) and not protected.is_name(start, end):
                yield _hit(start, end, "sentence-capital", message, (text[start:end].capitalize(),))
        at += len(line) + 1


def _ends(text: str, view: str, protected: Protected) -> Iterator[GrammarHit]:
    """Look at the end of each paragraph of the body that reads like prose."""
    for match in re.finditer(r"[^\n].*?(?=\n[ \t]*\n|\Z)", view[: protected.body_end], re.S):
        lines = match.group().rstrip().split("\n")
        last = lines[-1]
        prose = last if len(lines) == 1 or lines[-2].rstrip()[-1:] in ".!?:," else " ".join(lines[-2:])
        if _SIGNED.search(last) or _BULLET.match(last) or _LETTER_HEAD.match(last) or len(prose.split()) < 4 or last.rstrip().endswith("\x00"):
            continue
        cut = max(0, len(last) - 120)
        end = _OPEN_END.search(last, cut)
        sentence = re.split(r"[.!?]\s+", prose)[-1]
        if not end or not (_VERB.search(sentence) or re.search(r"[.!?]\s", prose)) or len(sentence.split()) < 2:
            continue
        if sentence != prose and _FAREWELL.match(sentence):
            continue
        start = match.start() + match.group().rstrip().rfind("\n") + 1
        a, b = start + end.start("quote"), start + end.end("quote")
        if last.split()[-1].lower() in _CHAT_STARTS or last.split()[0].lower() in _CHAT_STARTS:
            continue
        if text[a:b].strip(" \t)") and not re.search(r"[.!?][)\"”]*$", text[a:b]) and "\x00" not in view[a:b]:
            yield _hit(a, b, "sentence-end", "The sentence has no end: a full stop is missing.", (text[a:b] + ".",))
