"""Telephone numbers in a text, openly written or masked, with exact spans (half-open code points)."""

# ruff: noqa: E501 - expressions are not folded; the numbers are lengths of the things themselves
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from replylint.detect.patterns import LazyPattern

_SEP: Final = r"[ .\-–—/()\u00a0\u2011\n]"
_OPEN: Final = LazyPattern(
    rf"(?<![\w$€£#@/=-])(?<!\d[.,])(?:(?:tel|sms|callto):)?(?:\+\d{{1,3}}{_SEP}{{0,2}})?\(?\d{{1,15}}(?:{_SEP}{{1,3}}\d{{2,9}}){{0,5}}"
    r"(?:\s?(?:x|ext\.?|extension)\s?\d{1,5})?(?![\w$%]|[-.,]\d|-[A-Za-z](?!\w))",
    re.IGNORECASE,
)
_VANITY: Final = LazyPattern(
    r"(?<![\w-])(?:\+?1[ .-])?\(?(?:8(?:00|33|44|55|66|77|88)|9\d\d)\)?[ .-][A-Z0-9]{2,4}[ .-]?[A-Z0-9]{2,6}(?:-[A-Z0-9]{2,4})?(?![\w-])"
)
_SPACED: Final = LazyPattern(r"(?<![\w$#.,-])\(?[\dOo](?:[ ,.()*_/\u00a0-]{1,3}[\dOo]){6,14}(?![\w%])")
_MARKED: Final = LazyPattern(r"(?<![\w*])(?:\[[2-9]\d{2}\]|[2-9]\d{2})[*_~| ]{1,2}\d{3}[*_~| .-]{1,2}\d{4}(?![\w-])")
_LETTERED: Final = LazyPattern(r"(?<![\w-])\(?[2-9][\dOIlo]{2}\)?[ .-]?[2-9][\dOIlo]{2}[ .-]?[\dOIlo]{4}(?![\w-])")
_WORDS: Final = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "naught": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "ate": "8", "nine": "9", "niner": "9", "for": "4", "to": "2", "won": "1", "too": "2",
}  # fmt: skip
_TENS: Final = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17",
    "eighteen": "18", "nineteen": "19", "twenty": "2", "thirty": "3", "forty": "4", "fifty": "5", "sixty": "6", "seventy": "7",
    "eighty": "8", "ninety": "9", "hundred": "00",
}  # fmt: skip
_TIMES: Final = {"double": 2, "triple": 3}
_FEWEST_WORDS: Final = 2
_FEWEST_DIGITS: Final = 7
_SURE_WORD: Final = "zero|one|two|three|four|five|six|seven|eight|nine|niner|oh"
_ANY_WORD: Final = _SURE_WORD + "|o|nought|naught|double|triple|" + "|".join(_TENS)
_SPOKEN: Final = LazyPattern(
    rf"(?<!\w)(?:(?:plus\s)?(?:{_ANY_WORD}|\d)[\s,.;:/()*_+–—-]{{0,4}}(?:dash\s|and\s|then\s)?){{5,16}}(?:{_ANY_WORD}|\d)(?!\w)", re.IGNORECASE
)
_TOKEN: Final = LazyPattern(rf"{_ANY_WORD}|\d", re.IGNORECASE)
_CUE: Final = LazyPattern(
    r"\b(?:t\.(?=\s)|call(?:ing)?|phones?|telephone|tel|dial|ring|text(?:ing)?|sms|whats\s?app|number is|reach(?:ed)?|contact|mobile|cell|hotline|helpline|line|fax"
    r"|ph|toll[- ]free|voicemail|message|buzz|speak|talk|signal|viber|telegram|imessage|facetime)(?!\w)",
    re.IGNORECASE,
)
_NUMBER_CUE: Final = LazyPattern(
    r"(?:\b(?:sn|serial no|order|orders|tracking|track|po|ref|reference|item|model|sku|upc|ean|gtin|asin|isbn|case|ticket|rma|invoice|serial|confirmation|part|id|usps|ups"
    r"|fedex|dhl|ontrac|shipment|parcel|package|label|batch|lot|zip|code|imei|account|claim|receipt|transaction|walmart id|purchase|return)\b"
    r"[^.!?\n\w]{0,4}(?:\b(?:number|no|num|nr|code|id|is|was|nos|numbers|of|has)\b[^!?\n\w]{0,4}){0,3}(?:(?-i:[A-Z]{1,3})[ -]?)?|#\s?)$",
    re.IGNORECASE,
)
_DATE: Final = LazyPattern(r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?:\s\d{1,2}.*)?")
_DIGITS: Final = LazyPattern(r"\d[\d\s()\[\]~|.–—,/*_OoIl-]{5}|8\d\d[ .-][A-Z]")
_NUMBER_WORDS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "oh", "double", "triple")


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number at `start:end`; `number` in E.164 where it is valid, else its digits."""

    start: int
    end: int
    number: str
    masked: bool


@lru_cache(maxsize=1024)
def e164(number: str, region: str = "US") -> str | None:
    """`number` in E.164 (region "US" where it has no country code), or None where it is no valid number."""
    # phonenumbers takes 60 ms to import; a reply without a digit run never needs it.
    import phonenumbers  # noqa: PLC0415

    try:
        parsed = phonenumbers.parse(" ".join(number.split()), region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed) or not phonenumbers.is_valid_number(parsed):
        return None
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def find_phones(text: str) -> Iterator[Phone]:
    """Yield the telephone numbers of `text`; order, tracking and item numbers, dates and prices are left alone."""
    low = text.casefold()
    if sum(low.count(word) for word in _NUMBER_WORDS) >= _FEWEST_WORDS:
        yield from _spoken(text)
    if not _DIGITS.search(text):
        return
    for match in _OPEN.finditer(text):
        found = _open_phone(text, match) if len(match.group()) >= _FEWEST_DIGITS else None
        if found:
            yield found
    for match in _VANITY.finditer(text):
        letters = sum(char.isalpha() for char in match.group())
        if letters >= 3 and (match.group().lstrip("+1-. (").startswith("8") or _cued(text, match.start(), match.end())):
            number = e164(match.group())
            if number:
                yield Phone(match.start(), match.end(), number, masked=False)
    for regex in (_SPACED, _LETTERED, _MARKED):
        for match in regex.finditer(text):
            found = _digits_phone(text, match, re.sub(r"[oO]", "0", re.sub(r"[Il]", "1", match.group())))
            if found and not _OPEN.fullmatch(match.group()):
                yield found


def _spoken(text: str) -> Iterator[Phone]:
    for match in _SPOKEN.finditer(text):
        if not any(map(str.isalpha, match.group())):
            continue
        found = _digits_phone(text, match, spoken_digits(match.group()), spoken=True)
        if found:
            yield found


def spoken_digits(text: str) -> str:
    """The digits that number words spell: "five double two oh" is "5220"."""
    out: list[str] = []
    times = 1
    for token in _TOKEN.findall(text.casefold()):
        if token in _TIMES:
            times = _TIMES[token]
            continue
        out.append((token if token.isdigit() else _WORDS.get(token) or _TENS[token]) * times)
        times = 1
    return "".join(out)


def _open_phone(text: str, match: re.Match[str]) -> Phone | None:
    written = match.group().strip(" .-–—/\u00a0\n")
    start = match.start() + match.group().index(written)
    end = start + len(written)
    plain = re.sub(r"^(?:tel|sms|callto):", "", written, flags=re.IGNORECASE)
    digits = re.sub(r"\D", "", re.split(r"(?i)\s?(?:x|ext)", plain)[0])
    if not 7 <= len(digits) <= 15 or _DATE.fullmatch(written) or len(set(digits)) == 1:
        return None
    if plain != written or plain.startswith("+"):
        number = e164(plain)
        return Phone(start, end, number or digits, masked=False) if number or len(digits) >= 10 else None
    if _NUMBER_CUE.search(text, max(0, start - 40), start):
        return None
    cued = _cued(text, start, end)
    grouped = re.fullmatch(
        r"(?:1[ .\-–—/\u00a0\n]{0,2})?(?:\(\d{3}\)[ .\-–—/\u00a0\u2011\n]{0,3}|\d{3}[ .\-–—/\u00a0\u2011\n]{1,3})\d{3}[ .\-–—/\u00a0\u2011\n]{1,3}\d{4}\D*\d*",
        plain,
    )
    if len(digits) == 10 or (len(digits) == 11 and digits[0] == "1"):
        number = e164(plain)
        if (number or digits[-10] in "23456789") and (grouped or cued):
            return Phone(start, end, number or digits, masked=False)
        return None
    if len(digits) == 7:
        local = re.fullmatch(r"[2-9]\d{2}[-.\u2011 ]\d{4}", plain)
        return Phone(start, end, digits, masked=False) if local and cued else None
    if cued and 9 <= len(digits) <= 13 and (digits.startswith("0") or digits != plain):
        return Phone(start, end, e164("+" + digits[2:]) or digits if digits.startswith("00") else digits, masked=False)
    return None


def _digits_phone(text: str, match: re.Match[str], written: str, *, spoken: bool = False) -> Phone | None:
    digits = re.sub(r"\D", "", written)
    if not _FEWEST_DIGITS <= len(digits) <= 13 or _NUMBER_CUE.search(text, max(0, match.start() - 40), match.start()):
        return None
    if (len(digits) == 11 and digits[0] == "1") or len(digits) == 10:
        number = e164(digits)
        if number or (digits[-10] in "23456789" and _cued(text, match.start(), match.end())):
            return Phone(match.start(), match.end(), number or digits, masked=True)
    if len(digits) >= 7 and len(digits) <= 13 and (spoken or len(digits) == 7) and _cued(text, match.start(), match.end()):
        return Phone(match.start(), match.end(), digits, masked=True)
    return None


def _cued(text: str, start: int, end: int) -> bool:
    return bool(_CUE.search(text, max(0, start - 50), start) or _CUE.search(text, end, end + 30))
