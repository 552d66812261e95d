"""`tone`: what is counted or looked up rather than matched: capitals, marks, emoji, chat spelling; see rules/tone/."""

from __future__ import annotations

import re
from collections.abc import Iterator

from replylint.checks.tone_words import CHAT_WORDS, PLAIN_WORDS, SHOUTED_WORDS
from replylint.context import Context
from replylint.detect.patterns import LazyPattern
from replylint.document.document import Document
from replylint.models import Finding
from replylint.rulebook.check import CheckInfo, Tools

__all__ = ["ToneCheck"]

_WORD = LazyPattern(r"(?<![\w@#/.&-])[A-Za-z][A-Za-z'’]*(?![\w@/&]|[-.]\w)")
_GAP = LazyPattern(r"[\s,;:'\"“”’-]*")
_LABELLED = LazyPattern(
    r"(?i)\b(?:reads?|says?|said|saying|marked|labell?ed|named|called|titled|printed|stamped|shows?|showing|states?"
    r"|switch(?:ed)? to|press|button|mode|position|setting|sticker|engraved?|lettering|imprint|spelled|scan)\b"
)
_MARKS = LazyPattern(r"[!?]*(?:!\s?){3,}[!?]*|[!?]*(?:!\?|\?!)[!?]*|\?{3,}")
_DOUBLE = LazyPattern(r"(?<![!?])!!(?![!?])")
_EMOJI = LazyPattern(
    "[\U0001f300-\U0001f5ff\U0001f600-\U0001f64f\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7eb\U0001f900-\U0001faff\u2600-\u26ff\u2702-\u27b0\u2b50\u2b55\u2764]"
    "(?:[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]|\u200d[\u2640\u2642\u2600-\u27bf\U0001f300-\U0001faff])*|[\U0001f1e6-\U0001f1ff]{2}"
)
_EMOJI_GAP = LazyPattern(r"[ \t]*\Z")
# Ballot boxes, check marks, stars and copyright signs are typography.
_TYPOGRAPHY = frozenset("☐☑☒✓✔✗✘☎★☆♪♫⚠✉✂✏☰")
_FINE_EMOJI = 2
_CHAT = LazyPattern(
    r"(?<![\w@#/.$&'’-])(?:" + "|".join(sorted(map(re.escape, CHAT_WORDS), key=len, reverse=True)) + r")(?![\w@/&'’]|[-.]\w)",
    re.IGNORECASE,
)
# Every word that the two expressions can match, so that most replies need neither.
_CHAT_WORDS = frozenset(word.lower() for word in CHAT_WORDS) | {"u", "r", "ur", "c", "2", "4"}
_WORD_OR_DIGITS = re.compile(r"[\w']+")
_LETTER_CHAT = LazyPattern(
    r"(?i)(?<![\w@#/.$&'’-])(?:"
    r"u(?= (?:can|will|are|r|have|got|get|want|need|know|like|could|should|did|do|don'?t|swim|just|may|must|were|guys|for"
    r"|the|to|all|back|2|so|again|rock|and|with|in|when|what|w/)\b)"
    r"|(?<=\bsee )u|(?<=\bthank )u|(?<=\bmail )u|(?<=\bsend )u|(?<=\bfor )u(?!-)|(?<=\bto )u(?!-)|(?<=\bif )u|(?<=\bdo )u"
    r"|(?<=\bcan )u|(?<=\bwhat )u|(?<=\bwhen )u|(?<=\bthx )u|(?<=\blet )u|(?<=\bship )u|(?<=\bgive )u|(?<=\bget )u"
    r"|(?<=\byou )r|(?<=\bu )r|(?<=\bwe )r|(?<=\bthey )r|r(?= (?:u|you)\b)|(?<=\bthx )4|(?<=\bthanks )4|(?<=\bsorry )4"
    r"|(?<=\bwait )4|(?<=\bgood )2 go|(?<=\bwant )2|(?<=\bu )2|(?<=\bu )c|ur(?= \w)"
    r")(?![\w@/&'’]|[-.]\w)"
)
_RULES = ("tone.shouting", "tone.exclamation-row", "tone.emoji-row", "tone.chat-spelling")


class ToneCheck:
    """Finds what a count or a word list decides; rudeness itself is declared in the rule files."""

    info = CheckInfo("tone", frozenset(_RULES))

    def __init__(self, tools: Tools) -> None:
        self._names = frozenset(word.lower() for word in tools.pack.words)

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield capitals that shout, rows of marks and emoji, and chat spelling."""
        known = self._names | {word.lower() for word in re.findall(r"\w+", ctx.known_text())}
        yield from _shouting(doc)
        yield from _marks(doc.live)
        yield from _emoji(doc.live)
        yield from _chat(doc, known)


def _shouting(doc: Document) -> Iterator[Finding]:
    """Yield runs of words in capitals that hold plain English; a heading, a label's words and acronyms shout nothing."""
    for sentence in doc.sentences:
        for start, end, words in _capital_runs(sentence.text):
            before = sentence.text[max(0, start - 40) : start]
            if _LABELLED.search(before) or before.rstrip().endswith(('"', "“", "'", "‘", "[", "<", "{")):
                continue
            plain = sum(word in PLAIN_WORDS for word in words)
            several = len(words) >= 3 and plain >= 2
            if several or (len(words) <= 2 and any(word in SHOUTED_WORDS for word in words)):
                yield Finding("tone.shouting", sentence.start + start, sentence.start + end)


def _capital_runs(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield runs of capital words in ``text``: half-open range and the words."""
    start = end = -1
    words: list[str] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word.isupper() and (len(word) > 1 or word in "AI"):
            if words and _GAP.fullmatch(text, end, match.start()):
                words.append(word)
            else:
                if words:
                    yield start, end, words
                start, words = match.start(), [word]
            end = match.end()
    if words:
        yield start, end, words


def _marks(text: str) -> Iterator[Finding]:
    """Yield rows of three marks or mixed ones, and rows of two where there are several."""
    for match in _MARKS.finditer(text):
        yield Finding("tone.exclamation-row", match.start(), match.start() + len(match.group().rstrip()))
    doubles = list(_DOUBLE.finditer(text))
    if len(doubles) > 1:
        for match in doubles:
            yield Finding("tone.exclamation-row", match.start(), match.end())


def _emoji(text: str) -> Iterator[Finding]:
    """Yield every row of emoji where the reply has three or more in all."""
    if text.isascii():
        return
    found = [match for match in _EMOJI.finditer(text) if match.group()[0] not in _TYPOGRAPHY]
    if len(found) <= _FINE_EMOJI:
        return
    start, end = found[0].span()
    for match in found[1:]:
        if not _EMOJI_GAP.fullmatch(text, end, match.start()):
            yield Finding("tone.emoji-row", start, end)
            start = match.start()
        end = match.end()
    yield Finding("tone.emoji-row", start, end)


def _chat(doc: Document, known: frozenset[str]) -> Iterator[Finding]:
    """Yield chat words, unless customer, order or profile use the same word, as a name may be."""
    text = doc.live
    if _CHAT_WORDS.isdisjoint(_WORD_OR_DIGITS.findall(text.lower())):
        return
    for pattern in (_CHAT, _LETTER_CHAT):
        for match in pattern.finditer(text):
            word = match.group()
            # "THX", "BRB-2" are codes more often than chat; "LOL" and "OMG" never are.
            if word.isupper() and word not in ("LOL", "OMG", "LMAO", "ROFL", "SMH", "WTF") and len(word) > 1:
                continue
            if word.lower() in known and word.lower() not in ("u", "r", "lol", "omg"):
                continue
            # FedEx 2Day is a service, Ty a signature, LOL Surprise a toy.
            named = re.match(r" [A-Z]", text[match.end() : match.end() + 2]) and not word.islower()
            if word in ("2Day", "Ty") or named or _LABELLED.search(text[max(0, match.start() - 40) : match.start()]):
                continue
            if not doc.scopes.holds("quoted", match.start(), match.end()):
                yield Finding("tone.chat-spelling", match.start(), match.end())
