"""Hosts that pose as an allowed domain: look-alike letters, typing slips, added words, sub-domain tricks."""

# ruff: noqa: C408 - a table by letter; the numbers are lengths of the things themselves
from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from replylint.detect.domains import HostLists, classify_host, registrable_domain, unicode_host
from replylint.document.confusables import LATIN_LOOKALIKES

# Letters with strokes, hooks or small-capital forms: they neither decompose nor stand in the Latin part of UTS 39.
_STROKED: Final = dict(
    a="ɑɐəαаªᴀɒ", b="ƀɓʙ", c="ƈȼɕᴄ", d="đɖɗᴅ", e="ɇɛєᴇ", f="ƒ", g="ǥɠɡɢ", h="ħɦʜ", i="ɨıɩ", k="ƙⱪ", l="łƚɫɬɭⅼʟ|ӏ",
    m="ɱᴍʍмⅿ", n="ɲɳŋɴƞꞑ", o="øɵοоᴏ", p="ƥᵽρр", r="ɍɽɾɼʀгᴦⲅ", s="ʂѕꜱ", t="ŧƫƭʈᴛтȶ", u="ʉʋᴜυ", v="νᴠⱱⱴᶌ", w="ⱳѡԝшщᴡɯωᵂ",
    x="χхҳ", y="ɏƴуγ", z="ƶʐᴢ",
)  # fmt: skip
_DIGITS: Final = {"0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "$": "s", "@": "a", "!": "i"}
_PAIRS: Final = (("rn", "m"), ("nn", "m"), ("nr", "m"), ("rr", "m"), ("vv", "w"), ("uu", "w"), ("cl", "d"))
_LETTERS: Final = {
    **{ord(char): target for char, target in LATIN_LOOKALIKES.items()},
    **{ord(char): target for target, chars in _STROKED.items() for char in chars},
}
_DIGIT_LETTERS: Final = str.maketrans(_DIGITS)
_SHORTEST_BRAND: Final = 5


def skeleton(label: str) -> str:
    """`label` as it looks: marks dropped, look-alike letters mapped to Latin ones, digits kept."""
    plain = unicodedata.normalize("NFKC", label).casefold().translate(_LETTERS)
    plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    return plain.translate(_LETTERS)


def latin(text: str) -> str:
    """`text` with each look-alike letter replaced by its Latin one; the length stays the same."""
    return text.translate(_LETTERS)


def lookalike_of(host: str, lists: HostLists) -> str | None:
    """The allowed domain that `host` poses as, or None where it is on a list itself or looks like none of them."""
    if classify_host(host, lists) in ("allowed", "walmart-other"):
        return None
    return _posed(unicode_host(host), tuple(sorted(lists.allowed)))


@lru_cache(maxsize=4096)
def _posed(host: str, allowed: tuple[str, ...]) -> str | None:
    host = host[:300]
    registrable = registrable_domain(host) or host
    name = registrable.split(".", 1)[0]
    subs = host[: -len(registrable)].rstrip(".").split(".") if host != registrable else []
    for domain in allowed:
        brand = domain.split(".", 1)[0]
        if len(brand) < _SHORTEST_BRAND:
            continue
        joined = "".join([*subs, name])
        if _poses(name, brand) or any(_poses(part, brand) for part in subs) or (subs and any(form == brand for form in _forms(joined))):
            return domain
    return None


def names_brand(text: str, lists: HostLists) -> bool:
    """True where `text` (a user name, a link's label) shows an allowed domain or something like it."""
    plain = skeleton(text)
    return any(domain in plain or any(domain.split(".", 1)[0] in form for form in _forms(plain)) for domain in lists.allowed)


def _forms(label: str) -> tuple[str, ...]:
    plain = skeleton(label).replace("-", "").replace("_", "")
    paired = plain
    for pair, letter in _PAIRS:
        paired = paired.replace(pair, letter)
    return tuple(dict.fromkeys((plain, paired, plain.translate(_DIGIT_LETTERS), paired.translate(_DIGIT_LETTERS))))


def _poses(label: str, brand: str) -> bool:
    if not label or len(label) > 63:
        return False
    return any(brand in form or _near(form, brand) for form in _forms(label)) or _near(skeleton(label), brand)


def _near(word: str, brand: str) -> bool:
    """True where one slip makes `brand` of `word`; a letter that is not ASCII stands for any letter."""
    if abs(len(word) - len(brand)) > 1:
        return False
    if len(word) == len(brand):
        wrong = [i for i, (one, other) in enumerate(zip(word, brand, strict=True)) if one != other]
        foreign = [i for i in wrong if not word[i].isascii()]
        if len(wrong) - len(foreign) <= 1 and len(foreign) <= len(brand) // 2:
            return True
        first = wrong[0]
        return len(wrong) == 2 and wrong[1] == first + 1 and word[first : first + 2] == brand[first : first + 2][::-1]
    longer, shorter = (word, brand) if len(word) > len(brand) else (brand, word)
    at = 0
    while at < len(shorter) and longer[at] == shorter[at]:
        at += 1
    return longer[at + 1 :] == shorter[at:]
