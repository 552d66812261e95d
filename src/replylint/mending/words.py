"""The words that fixes put in: hedges for promises, acknowledgements for problems, values for slots."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from replylint.context import Context

__all__ = ["CHAT_WORDS", "acknowledgement", "hedged", "is_slip", "placeholder_value"]

# Only those with one reading: "ur" is "your" or "you're", "rn" is "right now" or nothing.
CHAT_WORDS: Final[Mapping[str, str]] = {
    "u": "you", "thx": "thanks", "tnx": "thanks", "pls": "please", "plz": "please", "lmk": "let me know", "tysm": "thank you so much",
    "ty": "thank you", "asap": "as soon as possible", "btw": "by the way", "idk": "I do not know", "gonna": "going to", "wanna": "want to",
    "gotta": "have to", "cuz": "because", "tmrw": "tomorrow", "msg": "message", "ppl": "people",
}  # fmt: skip

# A promise's words and the estimate's, tried in order; each keeps what is promised and when.
_CERTAINTY: Final = re.compile(
    r"(?:,\s*)?\b(?:definitely|certainly|absolutely|surely|undoubtedly|for sure|for certain|without fail|without (?:a |any )?doubt|no doubt|"
    r"guaranteed|100\s?%(?: sure| certain)?|mark my words|you have my word|you can bank on (?:it|that)|"
    r"(?:i|we) promise(?: you)?(?!\s+(?:that|it|you|they|the|your)\b)|"
    r"no matter what)(?!\s+to\b)(?:,(?=\s+(?:will|is|are)\b))?",
    re.IGNORECASE,
)
_HEDGES: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (r"\b(is|are)\s+guaranteed\s+to\b", r"\1 expected to"),
        (r"\bguaranteed\s+to\b", "expected to"),
        (
            r"\b(?:we|i)\s+(?:can\s+)?(?:guarantee|promise)(?:\s+you)?(?:\s+that)?\s+(it|they|you|the \w+|your \w+)(?:\s+will\b|[’']ll\b)",
            r"\1 should",
        ),
        (r"\bwill\s+(?!not\b|never\b)", "should "),
        (r"(?<=\w)[’']ll\b(?!\s+(?:not|never)\b)", " should"),
        (r"\b(is|are)\s+going\s+to\b(?!\s+(?:not|never)\b)", r"\1 expected to"),
    )
)


def hedged(promise: str) -> str | None:
    """Return ``promise`` as an estimate, or ``None`` where its words give no way to."""
    plain = re.sub(r"\s{2,}", " ", _CERTAINTY.sub("", promise)).strip(" ,")
    for pattern, words in _HEDGES:
        estimate, count = pattern.subn(words, plain, count=1)
        if count:
            return _cased(promise, estimate)
    return None


def _cased(before: str, after: str) -> str:
    return after[0].upper() + after[1:] if before[:1].isupper() and after else after


_BROKEN: Final = (
    "broken|cracked|shattered|smashed|bent|torn|ripped|scratched|dented|damaged|chipped|crushed|stained|warped|defective|faulty|snapped|melted|"
    "rusty|moldy|expired|leaking|leaky"
)
_PROBLEMS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), sentence)
    for pattern, sentence in (
        (
            rf"\b(?:came|arrived|was|is|got|were|are|it'?s|already|all|box|showed up)\s+(?:\w+\s+)?({_BROKEN})\b",
            "I am sorry about the {0} item.",
        ),
        (
            r"\b(?:never|not|n[o’']t|still|nothing)\b[^.!?]{0,25}\b(?:arrived?|come|came|received?|here|delivered|showed up|shown up)\b",
            "I am sorry that your order has not reached you.",
        ),
        (
            r"\b(?:late|delay(?:ed)?|overdue|still waiting|supposed to (?:be|come|arrive)|days ago|taking so long)\b",
            "I am sorry about the delay.",
        ),
        (
            r"\b(?:missing|left out|weren[’']?t in|wasn[’']?t in|not in the box)\b",
            "I am sorry that something is missing from your order.",
        ),
        (r"\bwrong\s+(size|color|colour|model|shade|flavor|part)\b", "I am sorry that you received the wrong {0}."),
        (r"\b(?:wrong|instead of|not what i ordered)\b", "I am sorry that what you received is not what you ordered."),
        (
            r"\b(?:(?:stopped|quit|not|isn[’']?t|doesn[’']?t|won[’']?t|never)\s+(?:even\s+)?"
            r"(?:working|works?|turn(?:ing)? on|charg\w+|start\w*|heat\w*)|broke)\b",
            "I am sorry that it does not work as it should.",
        ),
        (rf"\b({_BROKEN})\b", "I am sorry about the {0} item."),
        (r"\b(?:where|waiting|still|not|never)\b[^.!?]{0,30}\brefund\b", "I am sorry about the wait for your refund."),
        (r"\btoo\s+(small|big|large|tight|short|long|loose|heavy|loud|wide|narrow)\b", "I am sorry that it is too {0}."),
    )
)


def acknowledgement(customer: str) -> str | None:
    """Return a sentence that names the problem in ``customer``'s message by its own words, or ``None`` where none is plain."""
    for pattern, sentence in _PROBLEMS:
        match = pattern.search(customer)
        if match:
            return sentence.format(*(group.casefold() for group in match.groups()))
    return None


_SLOTS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"(?:customer|buyer|client|recipient)s?(?:first)?(?:full)?name|first_?name|customer"), "customer_name"),
    (re.compile(r"order(?:id|number|no|num)"), "order_id"),
    (re.compile(r"tracking(?:id|number|no|num|code)"), "tracking"),
    (re.compile(r"carrier(?:name)?|shippingcarrier"), "carrier"),
)


def placeholder_value(slot: str, ctx: Context, *, greeting: bool) -> str | None:
    """Return the context's value for a slot such as ``{{order_id}}`` or ``[Customer Name]``, or ``None``.

    A bare "name" is the customer's in the greeting alone.
    """
    name = re.sub(r"[^a-z]", "", slot.casefold())
    for pattern, key in _SLOTS:
        if pattern.fullmatch(name) or (key == "customer_name" and greeting and name in ("name", "insertname")):
            value: str | None = getattr(ctx, key)
            if value and key == "customer_name" and "first" in name:
                return value.split()[0]
            return value or None
    return None


_LONG_WORD: Final = 6


def is_slip(written: str, meant: str) -> bool:
    """Whether ``written`` is plainly ``meant``: two letters changed places, a letter doubled or not, an apostrophe left out.

    Any other letter that differs may make another word ("chosing" is "choosing", not "chasing").
    """
    one, other = written.casefold(), meant.casefold()
    if one == other or " " in one or " " in other:
        return False
    if one.replace("'", "") == other.replace("'", "").replace("\u2019", ""):
        return True
    if len(one) == len(other):
        differ = [index for index, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        return len(differ) == 2 and differ[1] == differ[0] + 1 and one[differ[0]] == other[differ[1]] and one[differ[1]] == other[differ[0]]
    short, long = sorted((one, other), key=len)
    # In a short word one letter is too much of it: "Hallo" is "Hello", not "Halo".
    if len(long) != len(short) + 1 or len(long) < _LONG_WORD:
        return False
    return any(long[:i] + long[i + 1 :] == short and long[i] in (long[i - 1 : i], long[i + 1 : i + 2]) for i in range(len(long)))
