"""What of a draft no spelling check may touch: names, brands, codes, links, placeholders, known words.

Pure functions of the text. Two kinds of stretch come out: *closed* ones, where nothing of language is checked
(links, mark-up, quoted history, placeholders), and *names*, whose spelling is their owner's affair but whose grammar
counts. Offsets are half-open code points.
"""


from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Protected", "protect", "signoff_start"]

Range = tuple[int, int]

_CLOSED = (
    re.compile(r"(?:https?|hxxps?|ftp)://\S+|\bwww\.\S+", re.I),
    re.compile(r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,64}(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w-]{1,64}){0,6}", re.I),
    re.compile(r"(?<!\w)[@#]\w+"),
    re.compile(r"(?<![\w-])[\w-]{1,64}(?:\.[\w-]{1,64}){0,6}\.[a-z]{2,7}\b(?:/\S*)?"),  # domains and file names
    re.compile(r"(?<![\w-])[\w-]{2,64}(?:\s?[\[(]\s?(?:dot|\.)\s?[\])]\s?[\w-]{2,64})+", re.I),  # disguised
    re.compile(r"(?<![\w-])[\w-]{2,64}(?:\s+dot\s+[\w-]{2,64})+", re.I),
    re.compile(r"(?<![\w-])[\w-]{2,64}\s?\.\s(?:com|net|org|shop|io|co)\b(?!\s[A-Z])"),
    re.compile(r"</?[A-Za-z!][^<>\n]{0,300}>|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,10});", re.I),
    re.compile(r"\{\{[^{}\n]{0,80}\}\}|\$?\{[^{}\n]{0,80}\}|\[[^\[\]\n]{1,60}\]|<<?[^<>\n]{1,60}>>?|%\w+%|%[sd]\b"),
    re.compile(r"`[^`\n]{1,200}`"),
    re.compile(r"^[ \t]*>.*$", re.M),  # the customer's words, quoted
    re.compile(r"^On .{5,120} wrote:\s*$", re.M),
    re.compile(r"(?<![\w'’])(?:\w[ .-]){4,}\w(?![\w'’])"),  # spelt out letter by letter
    re.compile(r"(?<!\w)[^\W\d_]{0,24}\d[\w/.-]{0,80}(?:[ -]?(?:mm|cm|m|km|in|ft|oz|lb|lbs|kg|g|ml|l|w|v|hz|gb|mb|tb|mah|k|x|a)\b)?", re.I),
    re.compile(r"\b(?:[a-z]{1,30}[A-Z]|[A-Z]{1,9}[a-z]{1,30}[A-Z])\w*"),  # iMessage, MyPorchSwing
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_GREETING = re.compile(
    r"^[ \t]*(?:(?:hi|hello|hey|dear|greetings|good (?:day|morning|afternoon|evening)|bonjour|hola)\b(?P<name>[^\n.!?]{0,60}))",
    re.I | re.M,
)
_SIGNOFF = re.compile(
    r"^[ \t]*(?:(?:with )?(?:kind(?:est)?|best|warm(?:est)?|many)?[ ]?(?:regards|wishes|thanks)|sincerely(?: yours)?|yours"
    r"(?: \w+)?|respectfully|warmly|cordially|cheers|best|all the best|thank you|thanks(?: again| so much)?|take care"
    r"|greetings(?: from [\w ]+)?|gratefully"
    r"|beste groeten|met vriendelijke groet(?:en)?|mit freundlichen gr[uü](?:ß|ss)en|viele gr[uü](?:ß|ss)e"
    r"|saludos(?: cordiales)?|atentamente|cordialement|bien à vous|cordiali saluti"
    r"|(?:have a \w+ (?:day|one|weekend|week|evening)))[ \t]*[,.!:–—-]*[ \t]*(?=\n|$)",
    re.I | re.M,
)
_INLINE_SIGNOFF = re.compile(
    r"(?:(?:kind|best|warm|many)[ ]?(?:regards|wishes|thanks)|regards|sincerely|yours(?: truly)?|love|cheers|best|warmly|xx+),?[ ]"
    r"+[A-Z][^\n.!?]{0,40}$|\bxx+\b[ ]*\w*$",
    re.I | re.M,
)
_NAME_AND_TRADE = re.compile(r"(?:[A-Z][\w.'’-]*[ ]){0,3}[A-Z][\w.'’-]*,[ ]+(?:(?!is|are|was|were|will|we|you|it|your|the)[a-z-]+[ ]?){1,4}$")
_DASH_SIGNATURE = re.compile(r"^[ \t]*(?:--+|—|–|__+)[ \t]?.{0,60}$", re.M)
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|St|Sr|Sra)\.\s$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…][\"'”’)\]]*\s|\n)[\s\"'“‘(\[*•>-]*$")
@dataclass(frozen=True, slots=True)
class Protected:
    """The protected stretches of one text.

    Attributes:
        closed: Where nothing is checked, in order, not overlapping.
        names: Where spelling is not checked.
        body_end: Where the sign-off starts, or the length of the text.
    """

    closed: tuple[Range, ...]
    names: tuple[Range, ...]
    body_end: int

    def is_closed(self, start: int, end: int) -> bool:
        """Tell whether the range touches a closed stretch."""
        return _touches(self.closed, start, end)

    def is_name(self, start: int, end: int) -> bool:
        """Tell whether the range touches a name or a closed stretch."""
        return _touches(self.names, start, end) or self.is_closed(start, end)


def protect(text: str, *, known_words: frozenset[str] = frozenset()) -> Protected:
    """Find the protected stretches of ``text``.

    Args:
        text: The draft, as it stands.
        known_words: Words and phrases that stand in the order, profile, item titles, customer's message or the
            seller's dictionary; compared whole, by ``casefold``, never by prefix.
    """
    body_end = signoff_start(text)
    closed = _joined(match.span() for pattern in _CLOSED for match in pattern.finditer(text) if match.group())
    words = list(_WORD.finditer(text))
    known = {word.casefold() for word in known_words}
    names = [*_known_phrases(text, known), *_greeting_names(text), (body_end, len(text))]
    capitals = Counter(match.group() for match in words if match.group()[0].isupper() and not _starts_sentence(text, match.start()))
    for match in words:
        word = match.group()
        bare = re.sub(r"['’]s$", "", word)
        if (
            word.casefold() in known
            or bare.casefold() in known
            or not word.isascii()  # sauté, Oddný: no dictionary knows them all
            or (len(bare) > 1 and bare.isupper())
            or (bare[0].isupper() and (word in capitals or not _starts_sentence(text, match.start())))
        ):
            names.append(match.span())
    return Protected(closed, _joined(names), body_end)


def signoff_start(text: str) -> int:
    """Return where the sign-off of ``text`` starts (code points), its length where there is none."""
    starts = [match.start() for match in (*_SIGNOFF.finditer(text), *_INLINE_SIGNOFF.finditer(text), *_DASH_SIGNATURE.finditer(text))]
    # A sign-off stands low and is short; "Thanks!" on top of a long text is none.
    low = [start for start in starts if start > 0 and len(text) - start <= 400]
    if low:
        return min(low)
    last = text.rstrip().rfind("\n")
    tail = text[last + 1 :].strip()
    if last > 0 and 0 < len(tail) <= 50 and not re.search(r"[.!?:…]$", tail):
        words = tail.split()
        if len(words) <= 6 and all(not word[0].islower() or word in {"and", "the", "of", "at", "from"} for word in words):
            return last + 1
        # A name and what its owner does: "Mr. Takeda, pearl stringer".
        if text[:last].endswith("\n") and _NAME_AND_TRADE.match(tail):
            return last + 1
    return len(text)


def _known_phrases(text: str, known: set[str]) -> Iterable[Range]:
    low = text.casefold()
    if len(low) != len(text):  # a letter that folds to two would shift the offsets
        low = text.lower() if len(text.lower()) == len(text) else text
    for phrase in known:
        if not re.search(r"\W", phrase):
            continue
        at = low.find(phrase)
        while at >= 0:
            end = at + len(phrase)
            if not (at and low[at - 1].isalnum()) and not (end < len(low) and low[end].isalnum()):
                yield at, end
            at = low.find(phrase, at + 1)


def _greeting_names(text: str) -> Iterable[Range]:
    for match in _GREETING.finditer(text):
        if match.start() <= 40 or not text[: match.start()].strip():
            line_end = text.find("\n", match.start())
            comma = re.search(r"[,\n]", text[match.start() : match.start() + 80])
            end = match.start() + comma.start() if comma else match.end()
            yield match.start(), min(end, line_end if line_end >= 0 else len(text))


def _starts_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 24) : at]
    return bool(_SENTENCE_START.search(before)) and not _TITLE.search(before)


def _joined(ranges: Iterable[Range]) -> tuple[Range, ...]:
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _touches(ranges: tuple[Range, ...], start: int, end: int) -> bool:
    index = bisect_right(ranges, (start, len(ranges) and ranges[-1][1] + 1))
    before = index and ranges[index - 1][1] > start
    return bool(before or (index < len(ranges) and ranges[index][0] < end))
