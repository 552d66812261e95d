"""Put one mistake of the kinds that hurried and non-native writers make into a correct sentence, and say where.

What the token head learns from, beside the labelled mistakes of the drafts. Each way returns the text with the mistake and
the half-open span of the words that a reader would have to change, or None where the sentence offers no place for it.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable

Mistake = tuple[str, tuple[int, int]]
Way = Callable[[str, random.Random], "Mistake | None"]

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_NEAR = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "k": "jl", "l": "k", "m": "n",
    "n": "bm", "o": "ip", "p": "o", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "y": "tu",
}  # fmt: skip
# Words taken for one another, in both directions where both happen.
_CONFUSED = {
    "your": ["you", "you're", "yours"], "you're": ["your"], "you": ["your", "yo"], "its": ["it's"], "it's": ["its"],
    "their": ["there", "they"], "there": ["their"], "they're": ["their"], "then": ["than"], "than": ["then"], "to": ["too", "the"],
    "too": ["to"], "lose": ["loose"], "loose": ["lose"], "form": ["from"], "from": ["form"], "were": ["where", "was"], "where": ["were"],
    "we're": ["were"], "affect": ["effect"], "effect": ["affect"], "accept": ["except"], "except": ["accept"], "quite": ["quiet"],
    "quiet": ["quite"], "weather": ["whether"], "whether": ["weather"], "brake": ["break"], "break": ["brake"], "sale": ["sell"],
    "sell": ["sale"], "of": ["off"], "off": ["of"], "our": ["are", "or"], "are": ["our", "is"], "is": ["are", "it"], "was": ["were"],
    "has": ["have"], "have": ["has"], "an": ["a", "and"], "and": ["an"], "a": ["an"], "advice": ["advise"], "advise": ["advice"],
    "who's": ["whose"], "whose": ["who's"], "buy": ["by"], "by": ["buy"], "know": ["now"], "now": ["know"], "hear": ["here"],
    "here": ["hear"], "write": ["right"], "right": ["write"], "week": ["weak"], "piece": ["peace"], "fill": ["feel"], "feel": ["fill"],
    "leave": ["live"], "receipt": ["receive"], "receive": ["receipt"], "personal": ["personnel"], "bought": ["brought"],
    "brought": ["bought"], "this": ["these"], "these": ["this"], "those": ["that"], "much": ["many"], "many": ["much"], "do": ["does"],
    "does": ["do"], "don't": ["doesn't"], "doesn't": ["don't"], "for": ["fro"], "not": ["no"], "any": ["an"], "them": ["then"],
    "us": ["as"], "if": ["of"], "it": ["is", "in"], "passed": ["past"], "past": ["passed"], "lead": ["led"], "led": ["lead"],
    "fewer": ["less"], "sent": ["send", "sended"], "send": ["sent"], "been": ["being", "be"], "apologize": ["apology"],
    "happy": ["happily"], "quickly": ["quick"], "well": ["good"], "properly": ["proper"], "correctly": ["correct"],
}  # fmt: skip
_PAST = {
    "sent": "send", "received": "receive", "shipped": "ship", "arrived": "arrive", "made": "make", "given": "give", "taken": "take", "got": "get",
    "found": "find", "checked": "check", "packed": "pack", "refunded": "refund", "ordered": "order", "replaced": "replace", "issued": "issue",
    "cancelled": "cancel", "canceled": "cancel", "delivered": "deliver", "damaged": "damage", "asked": "ask", "opened": "open", "written": "write",
    "seen": "see", "come": "came", "gone": "go", "bought": "buy", "paid": "pay", "told": "tell", "left": "leave", "kept": "keep", "put": "putted",
    "processed": "process", "returned": "return", "tested": "test", "tried": "try", "confirmed": "confirm", "noticed": "notice", "missed": "miss",
}  # fmt: skip
_BASE = {base: past for past, base in _PAST.items() if past not in {"come", "put"}}
_SUBJECT_S = re.compile(
    r"\b((?:it|he|she|this|that|order|package|parcel|item|refund|carrier|warehouse|team|replacement|box|label|tracking)) "
    r"(arrives|ships|takes|comes|looks|shows|goes|needs|works|fits|makes|says|gets|means|seems|has|is|was|does|runs|holds|lasts|leaves|starts|turns)\b"
)
_PLURAL_V = re.compile(
    r"\b(I|we|you|they|We|You|They) (have|are|were|do|ship|need|want|see|know|understand|hope|appreciate|apologize"
    r"|check|send|use|take|make|get|keep|think|find|sell|offer)\b"
)
_THIRD = {"have": "has", "are": "is", "were": "was", "do": "does"}
_AFTER_MODAL = re.compile(r"\b(will|can|could|would|should|must|may|to|did not|didn't|do not|don't|does not|please) ([a-z]{3,})\b")
_PERFECT = re.compile(r"\b(have|has|had|was|were|been|be|is|are) (" + "|".join(_PAST) + r")\b")
_COUNTED = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|many|several|few|both|these|those|all|\d+) ((?:[a-z]+ )?)"
    r"(days|hours|boxes|items|pieces|photos|pictures|units|packs|weeks|orders|parts|screws|bottles|pairs|sizes|colors|colours|minutes|sets|steps|cups|lids|bags|filters|inches)\b"
)
_ARTICLE = re.compile(r"\b(a|an|the|The|A) (?=[a-z])")
_SMALL = re.compile(r"\b(to|of|for|in|on|at|with|is|are|be|been|it|we|you|have|will)\b ")
_DOUBLED = re.compile(r"\b(the|to|is|and|a|of|for|you|we|in|that|it|have|will|on|your|be|with)\b")
_OTHER = {
    "in": ["on", "at"], "on": ["in", "at"], "at": ["in", "to"], "for": ["to", "of"], "to": ["for"], "with": ["by", "for"], "of": ["from", "for"],
    "about": ["of", "for"], "from": ["of", "off"],
}  # fmt: skip


def _pick(pattern: re.Pattern[str], text: str, rng: random.Random) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return rng.choice(found) if found else None


def _put(text: str, start: int, end: int, new: str) -> Mistake:
    return text[:start] + new + text[end:], (start, start + len(new))


def misspell(text: str, rng: random.Random) -> Mistake | None:
    """A slip of the keys in a plain word: swapped, dropped, doubled or neighbouring letter."""
    words = [m for m in _WORD.finditer(text) if len(m[0]) >= 4 and m[0][1:].islower() and (m[0][0].islower() or m.start() == 0)]
    if not words:
        return None
    match = rng.choice(words)
    word = match[0]
    at = rng.randrange(1, len(word) - 1)
    way = rng.random()
    if way < 0.35 and word[at] != word[at + 1]:
        new = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    elif way < 0.65:
        new = word[:at] + word[at + 1 :]
    elif way < 0.82:
        new = word[:at] + word[at] + word[at:]
    elif word[at] in _NEAR:
        new = word[:at] + rng.choice(_NEAR[word[at]]) + word[at + 1 :]
    else:
        return None
    return _put(text, match.start(), match.end(), new) if new != word else None


def confuse(text: str, rng: random.Random) -> Mistake | None:
    """A real word where another belongs."""
    words = [m for m in _WORD.finditer(text) if m[0].lower().replace("’", "'") in _CONFUSED]
    if not words:
        return None
    match = rng.choice(words)
    new = rng.choice(_CONFUSED[match[0].lower().replace("’", "'")])
    if new in {"a", "an"}:
        after = text[match.end() :].lstrip()[:1].lower()
        if (after in "aeiouh") == (new == "an"):
            return None
    if match[0][0].isupper():
        new = new[0].upper() + new[1:]
    return _put(text, match.start(), match.end(), new)


def disagree(text: str, rng: random.Random) -> Mistake | None:
    """Subject and verb of different number."""
    match = _pick(_SUBJECT_S, text, rng)
    if match and rng.random() < 0.6:
        verb = match[2]
        new = {"has": "have", "is": "are", "was": "were", "does": "do", "goes": "go"}.get(verb, verb[:-1])
        return _put(text, match.start(2), match.end(2), new)
    match = _pick(_PLURAL_V, text, rng)
    if match is None or (match[1] == "I" and match[2] in {"were"}):
        return None
    new = _THIRD.get(match[2], match[2] + "s")
    return _put(text, match.start(2), match.end(2), new)


def misinflect(text: str, rng: random.Random) -> Mistake | None:
    """A wrong verb form after an auxiliary or an infinitive's "to"."""
    if rng.random() < 0.5 and (match := _pick(_PERFECT, text, rng)):
        base = _PAST[match[2]]
        new = rng.choice([base, base.rstrip("e") + "ing", base]) if match[1] in {"have", "has", "had"} else base
        return _put(text, match.start(2), match.end(2), new)
    match = _pick(_AFTER_MODAL, text, rng)
    if match is None:
        return None
    verb = match[2]
    if verb not in _BASE and verb not in {"be", "have", "check", "help", "look", "keep", "make", "use", "contact", "reply", "arrive", "wait", "fit"}:
        return None
    forms = [verb.rstrip("e") + "ing", verb + "s"]
    if verb in _BASE:
        forms += [_BASE[verb], _BASE[verb]]
    new = {"be": "been", "have": "had"}.get(verb) or rng.choice(forms)
    return _put(text, match.start(2), match.end(2), new)


def miscount(text: str, rng: random.Random) -> Mistake | None:
    """A singular after a number or "many"."""
    match = _pick(_COUNTED, text, rng)
    if match is None or match[1] == "1":
        return None
    noun = match[3]
    return _put(text, match.start(3), match.end(3), noun[:-2] if noun.endswith("xes") else noun[:-1])


def drop_article(text: str, rng: random.Random) -> Mistake | None:
    """A missing article: the word after it is where the reader stumbles."""
    match = _pick(_ARTICLE, text, rng)
    if match is None:
        return None
    after = _WORD.match(text, match.end())
    if after is None:
        return None
    new = after[0] if match[1].islower() else after[0][0].upper() + after[0][1:]
    return _put(text, match.start(), after.end(), new)


def drop_word(text: str, rng: random.Random) -> Mistake | None:
    """A missing small word: the word after it is where the reader stumbles."""
    match = _pick(_SMALL, text, rng)
    if match is None or match.start() == 0:
        return None
    after = _WORD.match(text, match.end())
    return _put(text, match.start(), after.end(), after[0]) if after else None


def double(text: str, rng: random.Random) -> Mistake | None:
    """A small word written twice."""
    match = _pick(_DOUBLED, text, rng)
    return _put(text, match.start(), match.end(), f"{match[0]} {match[0]}") if match and match[0] != "that" else None


def misplace(text: str, rng: random.Random) -> Mistake | None:
    """A wrong preposition."""
    words = [m for m in _WORD.finditer(text) if m[0] in _OTHER]
    if not words:
        return None
    match = rng.choice(words)
    return _put(text, match.start(), match.end(), rng.choice(_OTHER[match[0]]))


def swap(text: str, rng: random.Random) -> Mistake | None:
    """Two neighbouring words in the wrong order."""
    words = [m for m in _WORD.finditer(text) if m[0].islower()]
    pairs = [(a, b) for a, b in itertools.pairwise(words) if b.start() == a.end() + 1 and text[a.end()] == " "]
    if not pairs:
        return None
    first, second = rng.choice(pairs)
    return _put(text, first.start(), second.end(), f"{second[0]} {first[0]}")


def unapostrophe(text: str, rng: random.Random) -> Mistake | None:
    """A contraction without its apostrophe."""
    match = _pick(re.compile(r"\b(?:[a-z]+n['’]t|[Ww]e['’]ve|[Ii]t['’]s|[Yy]ou['’]ve|[Tt]hat['’]s|[Ii]['’](?:m|ve))\b"), text, rng)
    return _put(text, match.start(), match.end(), re.sub("['’]", "", match[0])) if match else None


WAYS: list[tuple[Way, int]] = [
    (misspell, 5), (confuse, 5), (disagree, 4), (misinflect, 5), (miscount, 2), (drop_article, 4), (drop_word, 3), (double, 1), (misplace, 2),
    (swap, 1), (unapostrophe, 1),
]  # fmt: skip


def corrupt(text: str, rng: random.Random) -> Mistake | None:
    """Return the sentence with one mistake and the mistake's span, or None where four tries found no place for one."""
    for _ in range(4):
        way = rng.choices([w for w, _ in WAYS], [n for _, n in WAYS])[0]
        made = way(text, rng)
        if made is not None and made[0] != text:
            return made
    return None
