"""Dots that only look like a domain's: missing spaces, file names, sizes, abbreviations, products."""

# ruff: noqa: E501 - word lists read best as text; the numbers are lengths of the things themselves
from __future__ import annotations

import re
from typing import Final

from replylint.detect.patterns import LazyPattern

# Top-level domains that are common English words or abbreviations: a missing space makes them of any sentence.
_WORD_TLDS: Final = frozenset(
    "ac ad ai al am an as at ba be best bet bid big bio black blue boo broker build business buy buzz call cam camera care"
    " case cash cat catering center ceo chat cheap church city click coach coffee cold community company computer condos"
    " contact contractors cool country coupons courses credit cruises dad data date day deal deals delivery dental design"
    " direct discount do doctor dog domains dot download earth eat email energy engineering events exchange expert exposed"
    " express fail faith family fan fans farm fast fi finance financial fish fit fitness flights florist flowers fly foo food"
    " forsale foundation free fun fund furniture fyi gallery game games garden gift gifts gives glass global go gold golf"
    " goo good got graphics gratis green group guide guitars hair happy health help here hiking holdings holiday home"
    " horse host hot hour house how id ie im in inc ink institute insurance insure international investments is it jobs"
    " joy kids kim kitchen la land lat law lease legal life lighting like limited limo link live living loan lol love ltd"
    " management map market marketing mba me media meet meme memorial men menu mobile mom money mov movie my name navy"
    " network new news next no now one onl open or organic parts party pay pet phone photo photos pics pictures pink pizza"
    " place play plus post press prime pro productions promo properties property pub quest racing read recipes red rehab"
    " rent rentals repair report rest review reviews rich ring rocks run safe safety sale save school science search"
    " secure security select services sex shoes show silk so soccer social software solar solutions spot spreadbetting"
    " store study style such supplies supply support surf surgery systems talk tax team tech theater tickets tienda tips"
    " tires to today tools top tours town toys trade trading training travel tube uno us vacations ventures video vip"
    " vision vote voting watch watches weather wedding well win winners work works world wow yes you zero zip zone"
    " by es et hm je li mm ms mu my ne pa ps pm re si sm st".split()
)
# Of those, the ones that hardly stand alone in an English sentence: as a lower-case ending they are a shop's.
_SHOP_LIKE: Final = frozenset(
    "ai co tech store life live world tv design gg cc eu de es pro team vip group network studio media zone market inc"
    " boutique shop online site app dev xyz io me us link".split()
)
_FILE_ENDINGS: Final = frozenset(
    "md sh py pl rs zip mov cc ps so pm ml gz tar bz2 js ts doc pdf jpg jpeg png gif txt csv xls xlsx docx exe bat cfg ini"
    " mp3 mp4 avi html htm xml json yaml heic svg webp stl gcode apk dmg iso bin hex app".split()
)
_SURELY: Final = frozenset("com net org biz info edu gov shop online site xyz io ca uk jp".split())
_UNITS: Final = frozenset("in mm cm ms ml mg kg lb gb mb tb am pm st ft oz hz fl sq ga pt st no gr cc km nm mw kw id".split())
_ABBREVIATIONS: Final = frozenset(
    "mr mrs ms dr st no vs fig vol ave inc ltd approx qty tel ext ref est dept etc max min misc nos art pcs pkg amt bldg apt"
    " jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun e.g i.e p.s a.k.a".split()
)
_KNOWN: Final = frozenset("node.js will.i.am asp.net vb.net ado.net socket.io three.js next.js vue.js paper.io ph.d".split())
_PRONOUNS: Final = frozenset(
    "it this that them you me us him her here there now then today order item box again soon back and but so thanks please"
    " sorry hi hello regards sincerely yes no ok okay refund return label package day days week weeks hours time".split()
)
_FUNCTION_WORDS: Final = frozenset("to in is it no at as so am be by do go my me us".split())
_CUE: Final = LazyPattern(
    r"(?:\b(?:visit|visiting|via|website|web ?site|web ?page|site|url|link|links?|address|domain|browse|browser|homepage|online at|shop at|store at"
    r"|check out|go to|going to|head to|over to|log ?in at|type|find us at|us at|is at|type in|google|www|://|download from|see|at)"
    r"\W{0,3}(?:is\s)?)$",
    re.IGNORECASE,
)
_VERSION_CUE: Final = LazyPattern(r"\b(?:version|firmware|software|build|release|update|ver|rev|driver|model|part|code|number|no|sku|serial|item|drawing|dial|v)(?:\s(?:is|was|code|number|no|to|goes))?\W{0,3}$", re.IGNORECASE)
_LABELS_DIGITS: Final = LazyPattern(r"[\d.,x×-]+", re.IGNORECASE)


def is_innocent_dot(text: str, start: int, end: int) -> bool:
    """True where the bare domain at `start:end` (no scheme) is rather a missing space, file, size or abbreviation."""
    written = text[start:end]
    host, slash, _ = written.partition("/")
    host = host.split("?", 1)[0].split("#", 1)[0].split(":", 1)[0]
    labels = host.split(".")
    folded = host.casefold()
    tld, left = labels[-1].casefold(), labels[:-1]
    if folded in _KNOWN or (len(labels) > 1 and all(len(label) == 1 for label in labels)):
        return True
    if len(left) > 1 and tld in _WORD_TLDS and all(len(label) == 1 for label in left) and not slash:
        return True
    if folded.startswith("www."):
        return False
    if start and text[start - 1] in "@$#&":
        return True
    if labels[0].casefold() in _ABBREVIATIONS and not slash and tld not in _SURELY:
        return True
    if not slash and tld not in _SURELY and all(label.isdigit() for label in left) and not _cued(text, start):
        return True
    if _is_size(left, tld) or _is_file(text, start, labels, slash):
        return True
    if slash and written[len(host) + 1 : len(host) + 2].isalnum():
        return tld in _WORD_TLDS and labels[-1][:1].isupper() and not _cued(text, start)
    return _is_missing_space(text, start, end, labels)


def is_version(text: str, start: int, end: int) -> bool:
    """True where the four bare numbers at `start:end` are a version, a part code or a private address, not a place to go."""
    parts = [int(part) for part in text[start:end].split(".")]
    private = parts[0] in (0, 10, 127) or parts[:2] == [192, 168] or (parts[0] == 172 and 16 <= parts[1] <= 31)
    if private or max(parts) > 255 or max(parts) < 10:
        return True
    return bool(_VERSION_CUE.search(text, max(0, start - 24), start))


def _cued(text: str, start: int) -> bool:
    return bool(_CUE.search(text[max(0, start - 24) : start]))


def _is_size(left: list[str], tld: str) -> bool:
    return tld in _UNITS and bool(_LABELS_DIGITS.fullmatch(".".join(left)))


def _is_file(text: str, start: int, labels: list[str], slash: str) -> bool:
    ending = labels[-1].casefold()
    if slash or ending not in _FILE_ENDINGS:
        return False
    if ending in ("so", "cc", "app", "ml"):
        return bool(re.search(r"(?:file|open|run|attached|the)\W+$", text[max(0, start - 12) : start], re.IGNORECASE))
    return labels[0].casefold() != "www"


def _is_missing_space(text: str, start: int, end: int, labels: list[str]) -> bool:
    tld, before = labels[-1], labels[-2] if len(labels) > 1 else ""
    word = tld.casefold()
    if word in _SURELY:
        return before.casefold() in _PRONOUNS and tld[:1].isupper() and not tld.isupper() and word not in ("com", "net", "org")
    if word in ("co", "tv"):
        return (tld.isupper() and before.isupper()) or tld.istitle()
    if word not in _WORD_TLDS:
        return False
    alone = (start == 0 or text[start - 1] == "\n") and text[end : end + 1] in ("", "\n")
    if alone and tld.islower():
        return False
    if before.casefold() in _PRONOUNS:
        return True
    if before.isupper() and before.isalpha() and len(before) > 1 and tld.islower():
        return False
    if any(char.isdigit() for char in before) or "-" in before:
        if word in _FUNCTION_WORDS and not _cued(text, start):
            return True
        return tld[:1].isupper() and not tld.isupper() and not _cued(text, start)
    camel = before[1:] != before[1:].lower() and not before.isupper()
    if tld[:1].isupper() and not tld.isupper():
        return not (camel or _cued(text, start))
    if _cued(text, start) or (len(labels) > 2 and len(before) > 2):
        return False
    if word in _SHOP_LIKE and (len(before) > 7 or camel):
        return False
    after = text[end : end + 2]
    return word not in _SHOP_LIKE or (after[:1] == " " and after[1:2].islower() and len(before) < 6)
