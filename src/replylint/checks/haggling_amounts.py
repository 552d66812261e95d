"""Amounts in a sentence of a reply: percentages, fractions of a price, money and bare numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from replylint.detect.patterns import LazyPattern, has_any

__all__ = ["Amount", "amounts", "bare_number", "names_whole_sum"]

_NUMBERS = {
    "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15,
    "twenty": 20, "twenty-five": 25, "thirty": 30, "thirty-five": 35, "forty": 40, "forty-five": 45, "fifty": 50,
    "fifty-five": 55, "sixty": 60, "seventy": 70, "seventy-five": 75, "eighty": 80, "ninety": 90, "hundred": 100, "a hundred": 100,
}  # fmt: skip
_FRACTIONS = {
    "half": 50.0, "a half": 50.0, "one half": 50.0, "a third": 100 / 3, "one third": 100 / 3, "one-third": 100 / 3,
    "two thirds": 200 / 3, "two-thirds": 200 / 3, "a quarter": 25.0, "one quarter": 25.0, "three quarters": 75.0,
    "a fifth": 20.0, "a fourth": 25.0, "a tenth": 10.0,
}  # fmt: skip


def _choice(words: dict[str, int] | dict[str, float]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_PERCENT = LazyPattern(rf"(?i)\b(\d{{1,3}}(?:\.\d+)?|{_choice(_NUMBERS)})(?: ?%| ?percent\b| ?per cent\b)")
_MONEY = LazyPattern(
    rf"(?i)(?:us ?)?\$ ?(\d[\d,]*(?:\.\d{{1,2}})?)|\b(\d+(?:\.\d{{1,2}})?|{_choice(_NUMBERS)}) ?(?:dollars?|bucks|usd)\b"
    rf"|\b(\d{{1,3}}|{_choice(_NUMBERS)})(?= (?:off|back)\b)|(?<=knock off )({_choice(_NUMBERS)})\b"
)
# "half" is a part of the money only beside words of money: half of a set may be missing.
_FRACTION = LazyPattern(
    rf"(?i)\b({_choice(_FRACTIONS)})\b(?=(?: [\w'-]+){{0,2}} (?:price|money|cost|amount|back|off|refund|credit|bill|comes?|paid|is yours)\b"
    r"|(?: of)?(?: the| your| what you)? (?:price|money|paid|\$ ?\d)|-back\b|, which has been booked)"
    rf"|\b(?:refund|receive|returns?|gives?(?: you)? back|pay) ({_choice(_FRACTIONS)})\b"
)
_BARE = LazyPattern(
    rf"(?i)(?<![\w$.-])(\d{{1,3}}|{_choice(_NUMBERS)})"
    r"(?![\w%]|[.:,]\d|-inch|-pound| ?(?:%|percent|inch|feet|pounds?|days?|weeks?|hours?|minutes?))"
)
_PERCENT_HINTS = ("%", "percent", "per cent")
_FRACTION_HINTS = ("half", "third", "quarter", "fifth", "fourth", "tenth")
_MONEY_HINTS = ("$", "dollar", "buck", "usd", "off", "back")
_WHOLE = LazyPattern(
    r"(?i)\b(?:full|fully|entire|entirely|whole|complete(?:ly)?|everything|every cent|all (?:of it|of your|your|the) ?money"
    r"|all \$ ?\d|all that you paid|all of it|total)\b|\b100 ?%"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount: its half-open range in the sentence and its value (per cent of the price, or dollars)."""

    kind: Literal["percent", "money"]
    value: float
    start: int
    end: int


def _value(text: str) -> float:
    word = text.lower()
    return float(_NUMBERS[word]) if word in _NUMBERS else float(word.replace(",", ""))


def _found(sentence: str) -> Iterator[Amount]:
    # The expressions are slow where there is nothing to find, so a plain look for their words goes first.
    low = sentence.lower()
    for match in _PERCENT.finditer(sentence) if has_any(low, _PERCENT_HINTS) else ():
        value = _value(match.group(1))
        if value < 100:  # the whole is no part
            yield Amount("percent", value, match.start(), match.end())
    for match in _FRACTION.finditer(sentence) if has_any(low, _FRACTION_HINTS) else ():
        group = 1 if match.group(1) else 2
        yield Amount("percent", _FRACTIONS[match.group(group).lower()], match.start(group), match.end(group))
    for match in _MONEY.finditer(sentence) if has_any(low, _MONEY_HINTS) else ():
        yield Amount("money", _value(next(group for group in match.groups() if group)), match.start(), match.end())


def amounts(sentence: str) -> tuple[Amount, ...]:
    """Return the percentages, fractions of a price and sums of money in ``sentence``, in order."""
    return tuple(sorted(_found(sentence), key=lambda amount: amount.start))


def bare_number(sentence: str) -> bool:
    """Return whether ``sentence`` holds a number without a unit, as bargaining has it ("make it thirty")."""
    return _BARE.search(sentence) is not None


def names_whole_sum(sentence: str) -> bool:
    """Return whether ``sentence`` speaks of the full sum."""
    return _WHOLE.search(sentence) is not None
