"""E-mail addresses in a text, openly written or masked, with exact spans (half-open code points)."""

# ruff: noqa: E501 - expressions are not folded; word lists read best as text
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from replylint.detect.patterns import LazyPattern, has_any
from replylint.detect.urls import known_tlds

_ATOM: Final = r"[^\W_]|[_!#$%&'*+/=?^`{|}~-]"
_LEFT: Final = LazyPattern(r"(?:mailto:)?(?P<local>(?:\"[^\"\s@]{1,60}\"|[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*))$", re.IGNORECASE)
_AT_HOST: Final = LazyPattern(r"@(?:(?P<host>(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,6}[^\W\d_]{2,24})(?![\w-]|\.\w)|\[\d{1,3}(?:\.\d{1,3}){3}\])")
_QUERY: Final = LazyPattern(r"\?[^\s\"'<>()]{1,300}(?<![.,;!?])")
_RESERVED: Final = frozenset(("example", "test", "invalid", "local", "localhost"))
_AT: Final = r"(?:\s{0,2}[(\[{<*_-]\s{0,2}(?:at|@|a)\s{0,2}[)\]}>*_-]\s{0,2}|\s{1,2}@\s{0,2}|@\s{1,2}|\s{1,2}(?:at|arroba)\s{1,2}|(?-i:(?<=[a-z0-9])AT(?=[a-z]))|＠|@)"
_DOT: Final = r"(?:\s{0,2}[(\[{<*_-]\s{0,2}(?:dot|\.|period|d0t)\s{0,2}[)\]}>*_-]\s{0,2}|\s{1,2}(?:dot|period|point|punto)\s{1,2}|(?-i:(?<=[a-z0-9])DOT(?=[a-z]))|\s{1,2}\.\s{0,2}|\.\s{1,2}|\.)"
_TLD: Final = r"(?:c\s?o\s?m|n\s?e\s?t|o\s?r\s?g|io|co(?:\.uk)?|us|biz|info|shop|store|ca|uk|example|me|xyz|online)"
_PROVIDERS: Final = r"(?:g\s?mail|goo?gle\s?mail|yahoo|hotmail|outlook|icloud|aol|proton(?:\s?mail)?|gmx|live|msn|ymail|zoho|yandex|mail\.ru|qq|163)"
_LOCAL: Final = r"[\w.+-]{2,60}?(?:\s{1,2}(?:dot|underscore|dash)\s{1,2}[\w+-]{1,40}){0,3}"
_MASKED: Final = LazyPattern(
    rf"(?<![\w@.+-])(?P<local>{_LOCAL}){_AT}(?P<host>[\w-]{{1,60}}(?:{_DOT}[\w-]{{1,60}}){{0,3}}?{_DOT}{_TLD})(?![\w-])", re.IGNORECASE
)
_PROVIDER: Final = LazyPattern(
    rf"(?<![\w@.+-])(?P<local>[\w.+-]{{3,60}})(?P<at>{_AT})(?P<host>{_PROVIDERS})(?P<tail>\s?(?:{_DOT}|\s)\s?{_TLD})?(?![\w-])", re.IGNORECASE
)
# "lena.lampworld, the usual gmail ending"
_ENDING: Final = LazyPattern(
    rf"(?<![\w@.+-])(?P<local>[\w.+-]{{3,60}}),?\s(?:and\s|then\s|plus\s|with\s)?(?:the|an?)\s(?:usual\s|normal\s)?(?P<host>{_PROVIDERS})\s"
    r"(?:ending|suffix|domain|address)(?!\w)",
    re.IGNORECASE,
)
_AT_CUE: Final = LazyPattern(r"\b(?:e-?mails?|mail|write|address|inbox|reach|contact|send|gmail|yahoo|hotmail|outlook)\b", re.IGNORECASE)
_NOT_LOCAL: Final = frozenset(
    "by as on from for with and or our my us me him her them look looking available sold shop visit find it is are was online here at find order orders ordered store account".split()
)
# "more at shop dot com" is a place; before the local part of an address stands a word that leads to it.
_LEADS_TO: Final = LazyPattern(r"(?:\b(?:to|is|address|e-?mail|mail|me|us|by|via|write|contact|reach)\b\W{0,3}|[:(]\s?)$", re.IGNORECASE)
_MAIL_AFTER: Final = LazyPattern(r"[^.!?\n]{0,6}\be-?mail\b", re.IGNORECASE)
_MAILBOXES: Final = frozenset(
    "help info support sales care service hello contact orders returns parts admin office team claims billing repairs warranty service shop mail".split()
)
_SPELLED: Final = LazyPattern(r"(?<!\S)(?:[^\W_][ ]){2,40}(?:@|\(at\)|at)[ ](?:(?:(?:[^\W_]|[.-]|dot)[ ]){3,40}(?:[^\W_]|com|net)|[\w-]{3,40}[ ]?(?:\.|dot)[ ]?(?:com|net|org))(?!\w)", re.IGNORECASE)
_AT_HINTS: Final = ("@", " at ", "(at)", "[at]", "{at}", "<at>", "*at*", "-at-", "_at_", " ending", " suffix", " domain", " address", "( at", "[ at", "＠", "arroba", "(a)", "[a]", "atgmail")
_HOST_HINTS: Final = (
    "dot",
    "punto",
    "gmail",
    "g mail",
    "yahoo",
    "hotmail",
    "outlook",
    "icloud",
    "aol",
    "proton",
    "gmx",
    "live",
    "msn",
    "zoho",
    "yandex",
    "@",
    "[at",
    "(at",
)
_INNER_DOT: Final = LazyPattern(r"\.\s?[a-z]|AT[a-z]")


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address at `start:end`; `address` casefolded, without its disguise."""

    start: int
    end: int
    address: str
    masked: bool


def find_emails(text: str) -> Iterator[Email]:
    """Yield the e-mail addresses of `text`."""
    if "@" in text:
        yield from _open(text)
    low = text.casefold()
    if (has_any(low, _AT_HINTS) or "AT" in text) and (has_any(low, _HOST_HINTS) or _INNER_DOT.search(text)):
        yield from _masked(text)
        yield from _at_provider(text)


def _open(text: str) -> Iterator[Email]:
    for right in _AT_HOST.finditer(text):
        at, host = right.start(), right.group()[1:]
        if right["host"] is None or _is_tld(host.rpartition(".")[2]):
            floor = max(0, at - 80)
            window = text[floor:at]
            left = _LEFT.search(window, max(0, _last_break(window)))
            if left and not _is_host(left["local"]):
                local = left["local"].lstrip("'\"`*_|/=?#&{(") if not left["local"].startswith('"') else left["local"]
                start = at - len(local) if left.group() == left["local"] else floor + left.start()
                end = right.end()
                query = _QUERY.match(text, end, end + 300) if local.casefold() != left.group().casefold() else None
                end = query.end() if query else end
                if local:
                    yield Email(start, end, f"{local}@{host}".casefold(), masked=False)
            elif left is None and window.endswith("~"):
                yield Email(at - 1, right.end(), f"~@{host}".casefold(), masked=False)


def _is_tld(label: str) -> bool:
    return label.casefold() in _RESERVED or label.casefold() in known_tlds()


def _last_break(window: str) -> int:
    """Where the last run of non-space, non-colon characters in `window` begins."""
    at = len(window)
    while at and not (window[at - 1].isspace() or window[at - 1] in "<>(),;[]@｜（"):
        at -= 1
    tail = window[at:]
    colon = tail.rfind(":")
    if colon >= 0 and not tail[: colon + 1].casefold().endswith("mailto:"):
        return at + colon + 1
    if colon >= 0:
        return at + tail.casefold().rfind("mailto:")
    double = tail.rfind("..")
    return at + double + 2 if double >= 0 else at


def _is_host(local: str) -> bool:
    """`walmart.com@evil.co` is a link with a user name, not an address."""
    return local.casefold().endswith((".com", ".net", ".org"))


def _masked(text: str) -> Iterator[Email]:
    for match in _MASKED.finditer(text):
        written = match.group()
        if re.fullmatch(r"[\w.+-]+@[\w.-]+", written) or match["local"].casefold() in _NOT_LOCAL:
            continue
        joint = written[len(match["local"]) : match.start("host") - match.start()]
        plain_at = joint[:1].isspace() and joint.strip().casefold() in ("at", "arroba")
        host = written[match.start("host") - match.start() :]
        if plain_at and re.fullmatch(r"[\w.-]+", host) and not _AT_CUE.search(text, max(0, match.start() - 40), match.start()):
            continue
        if (
            plain_at
            and not re.search(r"dot|period|[(\[{]|DOT", host)
            and "." in host
            and not re.search(r"[.\d_]", match["local"])
            and not _AT_CUE.search(text, max(0, match.start() - 40), match.start())
        ):
            continue
        if (plain_at or re.fullmatch(r"\s+@", joint)) and not _is_mailbox(text, match.start(), match.end(), match["local"]):
            continue
        yield Email(match.start(), match.end(), f"{_joined(match['local'])}@{_joined(match['host'])}", masked=True)


def _at_provider(text: str) -> Iterator[Email]:
    """An address whose host is the name of a well-known mail provider, or one spelled out letter by letter."""
    for match in _PROVIDER.finditer(text):
        if match["local"].casefold() in _NOT_LOCAL or (match["tail"] is None and not _AT_CUE.search(text, max(0, match.start() - 40), match.start())):
            continue
        if match["tail"] is not None and re.fullmatch(r"[\w.+-]+@[\w.-]+", match.group()):
            continue
        if match["host"].casefold() in ("live", "aol", "qq", "msn", "163") and match["tail"] is None:
            continue
        yield Email(match.start(), match.end(), f"{_joined(match['local'])}@{_joined(match['host'])}.com", masked=True)
    for match in _ENDING.finditer(text):
        if re.search(r"[._\d]", match["local"]) or match["local"].casefold() in _MAILBOXES:
            yield Email(match.start(), match.end(), f"{match['local'].casefold()}@{_joined(match['host'])}.com", masked=True)
    for match in _SPELLED.finditer(text):
        joined = re.sub(r"(?i)dot", ".", re.sub(r"\s", "", re.sub(r"(?i) (?:\(at\)|at) ", "@", match.group())))
        if re.fullmatch(r"(?i)[\w.+-]+@[\w-]+(?:\.[\w-]+)+", joined):
            yield Email(match.start(), match.end(), joined.casefold(), masked=True)


def _is_mailbox(text: str, start: int, end: int, local: str) -> bool:
    """True where `local` is written or led up to as a mailbox, not as the last word before a place."""
    if re.search(r"[._+\d]|\s", local) or local.casefold() in _MAILBOXES:
        return True
    return bool(_LEADS_TO.search(text, max(0, start - 16), start) or _MAIL_AFTER.match(text, end))


def _joined(part: str) -> str:
    part = re.sub(r"(?i)\s+underscore\s+", "_", part)
    part = re.sub(r"(?i)\s+dash\s+", "-", part)
    return re.sub(r"\s", "", re.sub(rf"(?i){_DOT}", ".", part)).casefold()
