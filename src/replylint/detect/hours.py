"""Opening hours and street addresses in a text, and whether two ways of writing them say the same.

Spans are half-open code points.
"""

# ruff: noqa: E501 - expressions are not folded; the numbers are lengths of the things themselves
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from replylint.detect.patterns import LazyPattern

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY: Final = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\.?"
_TIME: Final = r"(?:2[0-4]|[01]?\d)(?:[:.h][0-5]\d)?\s?(?:[ap]\.?\s?m\b\.?|[ap](?![a-z])|(?:o'clock\s)?(?:in the (?:morning|afternoon|evening)|at night))?|noon|midnight|midday"
_TO: Final = r"\s?(?:-|–|—|to|until|till|through|and)\s?"
_ZONE: Final = r"(?:[ECMP][SD]?T|eastern|central|mountain|pacific|GMT|UTC|BST|AKST|HST)(?:\s(?:time|standard time))?"
_DAYSET: Final = rf"(?:{_DAY}{_TO}{_DAY}(?:\s?(?:,|and|&)\s?{_DAY})*|{_DAY}(?:\s?(?:,|and|&)\s?{_DAY})*|weekdays|week\s?days|weekends|every\s?day|daily|7 days(?: a week)?|24/7)"
_RANGE: Final = rf"(?:from\s)?(?:{_TIME}){_TO}(?:{_TIME})(?:,?\s?\(?{_ZONE}\)?)?"
HOURS: Final = LazyPattern(
    rf"(?<!\w)(?:{_DAYSET}[\s,:;]{{0,3}}(?:between\s)?{_RANGE}|{_RANGE}[\s,;]{{0,3}}(?:on\s)?\(?{_DAYSET}\)?|(?:from\s)?(?:{_TIME}){_TO}(?:{_TIME})\s?\(?{_ZONE}\)?)(?![\w])",
    re.IGNORECASE,
)
_PARTS: Final = LazyPattern(rf"(?P<from>{_TIME}){_TO}(?P<to>{_TIME})", re.IGNORECASE)
_ZONED: Final = LazyPattern(rf"\b{_ZONE}\b", re.IGNORECASE)
_OFFSETS: Final = {"e": -300, "c": -360, "m": -420, "p": -480, "g": 0, "u": 0, "b": 0, "a": -540, "h": -600}
_DAYWORD: Final = LazyPattern(rf"\b({_DAY})(?:{_TO}({_DAY}))?", re.IGNORECASE)
_ANY_DIGIT: Final = LazyPattern(r"\d")
_DELIVERY: Final = LazyPattern(r"\b(?:arriv\w*|deliver\w*|ship\w*|picked up|due|expected|scheduled|window|land|reach\w* you|parcel|package|courier|carrier|driver|scanned)\b[^.!?\n]*$", re.IGNORECASE)
_HOURS_HINT: Final = LazyPattern(r"\d\s?(?:[ap]\.?\s?m\b|-|–|to\b|in the|o.clock|:\d)|noon|24/7", re.IGNORECASE)

_STREET: Final = r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|way|place|pl|parkway|pkwy|highway|hwy|circle|cir|terrace|ter|square|sq|trail|trl|plaza|pike|row|turnpike|expressway)"
ADDRESS: Final = LazyPattern(
    rf"(?<![\w$#-])\d{{1,6}}(?:-\d{{1,4}})?[A-Za-z]?\s(?:(?:[NSEW]|North|South|East|West|NE|NW|SE|SW)\.?\s)?(?:(?-i:[A-Z0-9])[\w'’.-]{{1,24}}\s){{1,4}}{_STREET}\b\.?"
    r"(?:,?\s(?:suite|ste|unit|apt|bldg|floor|fl|#)\.?\s?#?[\w-]{1,8})?(?:,?\s(?-i:[A-Z])[\w'’.]{1,24}(?:\s(?-i:[A-Z])[\w'’.]{1,24}){0,2})?(?:,?\s(?-i:[A-Z]{2})\b\.?)?(?:\s\d{5}(?:-\d{4})?)?"
    r"|\bP\.?\s?O\.?\sBox\s\d{1,6}(?:,?\s(?-i:[A-Z])[\w'’.]{1,24}(?:\s(?-i:[A-Z])[\w'’.]{1,24}){0,2})?(?:,?\s(?-i:[A-Z]{2})\b)?(?:\s\d{5}(?:-\d{4})?)?",
    re.IGNORECASE,
)
_ENDS_IN_STREET: Final = LazyPattern(rf"\s{_STREET}\.?$", re.IGNORECASE)
# "the 12 Oak Street sign", "50 Blue Way bags": the street names a thing.
_THING_AFTER: Final = LazyPattern(
    r"\s(?!(?:in|on|at|for|and|or|is|was|to|by|from|with|near|if|when|where|which|that|so|but|as|any|we|before|after|until|between|during|has|will|can|the|our|attn)\b)(?-i:[a-z])[a-z-]{2,}",
    re.IGNORECASE,
)
_STREET_WORD: Final = LazyPattern(rf"\b(?:{_STREET}\b|P\.?\s?O\.?\sBox)", re.IGNORECASE)
_ADDRESS_HINT: Final = LazyPattern(rf"(?<![\w-])\d[\w-]{{0,8}}\s(?:[^\s]{{1,30}}\s){{1,5}}{_STREET}\b|\bP\.?\s?O\.?\sBox", re.IGNORECASE)
_SHORT: Final = {
    "street": "st", "avenue": "ave", "road": "rd", "boulevard": "blvd", "lane": "ln", "drive": "dr", "court": "ct", "place": "pl",
    "parkway": "pkwy", "highway": "hwy", "circle": "cir", "terrace": "ter", "square": "sq", "trail": "trl", "suite": "ste", "north": "n",
    "south": "s", "east": "e", "west": "w", "apartment": "apt", "building": "bldg", "floor": "fl", "turnpike": "tpke",
}  # fmt: skip


def find_hours(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of opening hours: days with times, or times with a zone."""
    if _ANY_DIGIT.search(text) and _HOURS_HINT.search(text):
        for match in HOURS.finditer(text):
            if parsed_hours(match.group()) is not None and not _DELIVERY.search(text, max(0, match.start() - 40), match.start()):
                end = match.end()
                if text[end - 1] == "." and not re.search(r"\.\s?m\.$", text[match.start() : end], re.IGNORECASE):
                    end -= 1
                yield match.start(), end


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of street addresses and post-office boxes in American style."""
    if _ANY_DIGIT.search(text) and _STREET_WORD.search(text) and _ADDRESS_HINT.search(text):
        for match in ADDRESS.finditer(text):
            if _THING_AFTER.match(text, match.end()) and _ENDS_IN_STREET.search(match.group()):
                continue
            yield match.start(), match.end() - (len(match.group()) - len(match.group().rstrip(" ,.")))


def parsed_hours(text: str) -> frozenset[tuple[int, int, int]] | None:
    """Hours as (day 0-6, first minute, last minute) in UTC; day -1 where none is named; None where no time is found.

    The last minute is past 1440 where the hours end on the next day.
    """
    match = _PARTS.search(text)
    if match is None:
        return frozenset((day, 0, 1440) for day in range(7)) if "24/7" in text else None
    last = _minutes(match["to"])
    first = _minutes(match["from"]) % 1440  # who opens at midnight opens as the day begins
    first_half, last_half = _half(match["from"]), _half(match["to"])
    if not last_half and last <= 12 * 60 and (last <= first or not first_half) and last < 8 * 60 + 1:
        last += 720
    if not last_half and last <= first:
        last += 720
    if not first_half and last_half == "p" and first + 720 < last and first < 6 * 60:
        first += 720
    if last <= first:
        last += 1440
    zone = _ZONED.search(text)
    shift = -_OFFSETS[zone.group()[0].casefold()] if zone else 0
    days = _days(text[: match.start()] + " " + text[match.end() :])
    return frozenset((day, first + shift, last + shift) for day in days)


def _half(written: str) -> str:
    low = written.strip().casefold()
    if "morning" in low:
        return "a"
    if low.endswith(("noon", "evening", "night")) and written[0].isdigit():
        return "p"
    found = re.search(r"([ap])\.?\s?m?\.?$", low)
    return found[1] if found and written[0].isdigit() else ""


def _minutes(written: str) -> int:
    word = written.strip().casefold()
    if word in ("noon", "midday"):
        return 720
    if word == "midnight":
        return 1440
    hour, *minute = map(int, re.findall(r"\d+", word))
    half = _half(written)
    if hour == 12 and (half == "a" or "night" in word):
        hour = 0 if half == "a" else 24
    elif half == "p" and hour < 12:
        hour += 12
    return hour * 60 + sum(minute)


def _days(text: str) -> frozenset[int]:
    low = text.casefold()
    days: set[int] = set()
    if re.search(r"week\s?days", low):
        days |= set(range(5))
    if "weekend" in low:
        days |= {5, 6}
    if re.search(r"every\s?day|daily|7 days|24/7", low):
        days |= set(range(7))
    for match in _DAYWORD.finditer(low):
        first = _DAYS.index(match[1][:3])
        last = _DAYS.index(match[2][:3]) if match[2] else first
        days |= {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    return frozenset(days or {-1})


def normalized_hours(text: str) -> str:
    """Hours in one spelling: "0-4 1260-1860" (days, minutes in UTC), or the text itself where it is no range."""
    parsed = parsed_hours(text)
    if not parsed:
        return " ".join(text.casefold().split())
    return " ".join(f"{day}:{first}-{last}" for day, first, last in sorted(parsed))


def normalized_address(text: str) -> str:
    """An address in one spelling: casefolded, street words shortened, punctuation gone."""
    words = re.findall(r"\w+", text.casefold().replace("p.o.", "po").replace("p. o.", "po"))
    return " ".join(_SHORT.get(word, word) for word in words)


def has_zone(text: str) -> bool:
    """True where a time zone is named."""
    return _ZONED.search(text) is not None
