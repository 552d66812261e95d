"""Everything in a draft that leads the customer somewhere, with what it leads to.

Spans are half-open code points of the untouched text; each is the shortest stretch that the seller would have to change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from replylint.detect.disguises import Disguise, find_disguised, undefanged
from replylint.detect.domains import HostLists, classify_host, has_public_suffix, parse_url, redirect_target, registrable_domain, unicode_host
from replylint.detect.emails import find_emails
from replylint.detect.innocents import is_innocent_dot, is_version
from replylint.detect.lookalikes import latin, lookalike_of, names_brand
from replylint.detect.overlaps import apart
from replylint.detect.pages import find_pages
from replylint.detect.patterns import LazyPattern
from replylint.detect.urls import UrlMatch, find_urls
from replylint.document.folding import Folded, fold

DestinationKind = Literal[
    "external", "bare-domain", "obfuscated", "lookalike", "shortener", "redirect", "carrier", "marketplace", "walmart-other",
    "allowed", "ip", "social-handle", "named-page", "qr", "deceptive-anchor", "hidden-characters", "chat",
]  # fmt: skip

_MARKDOWN: Final = LazyPattern(r"!?\[(?P<label>[^\[\]\n]{1,200})\]\(\s?<?(?P<target>[^\s()<>]{3,2000})>?(?:\s+[\"'(][^\"')\n]{0,200}[\"')])?\s?\)")
_AUTHORITY: Final = LazyPattern(r"(?:[a-z]{1,8}:)?[/\\]{0,4}[^/?#\\]*", re.IGNORECASE)
_USERINFO: Final = LazyPattern(
    r"(?<![\w.@/+-])(?P<user>[\w.-]{3,80})@(?P<host>(?:[\w-]{1,63}\.){1,5}[a-z]{2,24})(?P<path>[/?#][^\s\"'<>]*)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Destination:
    """One destination at `start:end`; `host` as a browser would open it, `target` where a redirect leads or the brand posed as."""

    start: int
    end: int
    kind: DestinationKind
    host: str = ""
    registrable: str = ""
    target: str = ""


def find_destinations(text: str, lists: HostLists, innocent: frozenset[str] = frozenset()) -> tuple[Destination, ...]:
    """Find the destinations of `text`, in order, none overlapping another.

    `innocent` holds names (of products, brands) that may be written with a dot or an @ without being a destination.
    """
    folded = fold(text)
    plain = undefanged(folded.text)
    disguises = tuple(find_disguised(plain))
    found = [*_urls(folded, plain, lists), *_userinfo(folded, plain, lists), *_anchors(folded, plain, lists)]
    whole = [folded.span(one.start, one.end) for one in disguises if one.whole][:_MOST_MAILS]
    found += _disguised(folded, disguises, lists)
    if whole:
        found = [one for one in found if not any(start <= one.start and one.end <= end and one.end - one.start < end - start for start, end in whole)]
    found += [Destination(*folded.span(page.start, page.end), page.kind, target=page.name) for page in find_pages(plain)]
    if not plain.isascii():
        found += _in_other_letters(folded, plain, lists)
    if found:
        found = _without_emails(found, folded, plain)
    if innocent:
        names = frozenset(name.casefold() for name in innocent)
        found = [one for one in found if text[one.start : one.end].casefold().removeprefix("@") not in names and one.host not in names]
    return _apart(found)


def _in_other_letters(folded: Folded, plain: str, lists: HostLists) -> Iterator[Destination]:
    """Addresses whose very ending is in look-alike letters: nobody can open them, everybody reads them."""
    mapped = latin(plain)
    if mapped == plain:
        return
    for match in find_urls(mapped):
        written = plain[match.start : match.end]
        if (
            match.schema == "mailto:"
            or written.isascii()
            or written == mapped[match.start : match.end]
            or (not match.schema and _innocent_match(mapped, match))
        ):
            continue
        for one in _destination(folded, mapped, match, lists):
            kind: DestinationKind = "lookalike" if one.kind in ("allowed", "lookalike") else "obfuscated"
            yield Destination(one.start, one.end, kind, one.host, one.registrable, min(lists.allowed, default="") if kind == "lookalike" else "")


def _without_emails(found: list[Destination], folded: Folded, plain: str) -> list[Destination]:
    """The host of an e-mail address, open or masked, is a contact detail and no link."""
    mails = [folded.span(mail.start, mail.end) for mail in find_emails(plain)]
    if not mails:
        return found
    return [one for one in found if one.kind == "lookalike" or not any(start <= one.start and one.end <= end for start, end in mails[:_MOST_MAILS])]


def _urls(folded: Folded, plain: str, lists: HostLists) -> Iterator[Destination]:
    for match in find_urls(plain):
        if match.schema == "mailto:" or match.url.startswith(("mailto:", "tel:", "sms:", "callto:")):
            continue
        if not match.schema and _innocent_match(plain, match):
            continue
        yield from _destination(folded, plain, match, lists)


def _innocent_match(plain: str, match: UrlMatch) -> bool:
    written = plain[match.start : match.end]
    if written[:1].isdigit() and re.fullmatch(r"\d+(?:\.\d+){3}", written):
        return is_version(plain, match.start, match.end)
    return is_innocent_dot(plain, match.start, match.end)


def _destination(folded: Folded, plain: str, match: UrlMatch, lists: HostLists) -> Iterator[Destination]:
    span = folded.span(match.start, match.end)
    if match.schema and match.schema not in ("http:", "https:", "ftp:", "//"):
        yield Destination(*span, "external", target=match.schema)
        return
    parsed = parse_url(match.url)
    if parsed is None:
        if match.schema:
            yield Destination(*span, "external")
        return
    written = plain[match.start : match.end].casefold()
    bare = not match.schema and not written.startswith("www.")
    if bare and not parsed.is_ip and not has_public_suffix(parsed.host):
        return
    kind, target = kind_of_url(match.url, lists, bare=bare)
    authority = _AUTHORITY.match(plain, match.start, match.end)
    touched = range(*folded.span(match.start, authority.end() if authority else match.end))
    if any(at in folded.hidden for at in range(*span)) and kind in ("allowed", "external", "bare-domain"):
        kind = "hidden-characters"
    elif kind in ("external", "bare-domain") and (
        "xp" in folded.text[match.start : match.start + 4].casefold() or any(at in folded.changed for at in touched)
    ):
        kind = "obfuscated"
    yield Destination(*span, kind, parsed.host, registrable_domain(unicode_host(parsed.host)) or "", target)


def kind_of_url(url: str, lists: HostLists, *, bare: bool = False) -> tuple[DestinationKind, str]:
    """What `url` is, and the redirect's target or the brand it poses as ("" for neither)."""
    parsed = parse_url(url)
    if parsed is None:
        return "external", ""
    if parsed.userinfo and classify_host(parsed.host, lists, is_ip=parsed.is_ip) != "allowed" and names_brand(parsed.userinfo, lists):
        return "lookalike", min(lists.allowed, default="")
    kind = classify_host(parsed.host, lists, is_ip=parsed.is_ip)
    if kind == "allowed":
        target = redirect_target(parsed.href, lists)
        return ("redirect", target) if target else ("allowed", "")
    if kind == "social":
        return "social-handle", parsed.href.partition(parsed.host)[2].strip("/")
    if kind == "external":
        posed = lookalike_of(parsed.host, lists)
        if posed:
            return "lookalike", posed
    if kind == "external":
        return ("bare-domain" if bare else "external"), ""
    return kind, ""


def _userinfo(folded: Folded, plain: str, lists: HostLists) -> Iterator[Destination]:
    """`walmart.com@evil.co`: the allowed domain stands as a user name before the real host."""
    if "@" not in plain:
        return
    for match in _USERINFO.finditer(plain):
        user = match["user"].casefold()
        if any(user == domain or user.endswith("." + domain) for domain in lists.allowed) and classify_host(match["host"], lists) != "allowed":
            host = match["host"].casefold()
            yield Destination(*folded.span(match.start(), match.end()), "lookalike", host, registrable_domain(host) or "", min(lists.allowed))


def _disguised(folded: Folded, disguises: tuple[Disguise, ...], lists: HostLists) -> Iterator[Destination]:
    read: dict[str, tuple[DestinationKind, str, str, str] | None] = {}
    for found in disguises:
        if found.url not in read:
            read[found.url] = _read_disguise(found.url, lists)
        what = read[found.url]
        if what is not None:
            kind, host, registrable, target = what
            yield Destination(*folded.span(found.start, found.end), kind, host, registrable, target)


def _read_disguise(url: str, lists: HostLists) -> tuple[DestinationKind, str, str, str] | None:
    """Kind, host, registrable domain and target of the address that a disguise stands for; None where it is none."""
    parsed = parse_url(url)
    if parsed is None or not (parsed.is_ip or has_public_suffix(parsed.host)):
        return None
    kind, target = kind_of_url(url, lists, bare=True)
    if kind in ("external", "bare-domain"):
        kind = "obfuscated"
    return kind, parsed.host, registrable_domain(parsed.host) or "", target


def _anchors(folded: Folded, plain: str, lists: HostLists) -> Iterator[Destination]:
    """Markdown links: the target is the destination; one whose label shows an allowed domain deceives."""
    if "](" not in plain:
        return
    for match in _MARKDOWN.finditer(plain):
        target = match["target"]
        if target.casefold().startswith(("mailto:", "tel:", "sms:", "#")):
            continue
        if "." not in target and "//" not in target:
            continue
        parsed = parse_url(target)
        if parsed is None:
            continue
        kind, detail = kind_of_url(target, lists)
        if kind not in ("allowed", "walmart-other") and (names_brand(match["label"], lists) or shows_other_host(match["label"], parsed.host)):
            kind, detail = "deceptive-anchor", match["label"]
        yield Destination(*folded.span(match.start("target"), match.end("target")), kind, parsed.host, registrable_domain(parsed.host) or "", detail)
        if kind == "deceptive-anchor":
            yield Destination(*folded.span(match.start("label"), match.end("label")), "allowed", "", "", "label")


def shows_other_host(label: str, host: str) -> bool:
    """True where a link's `label` shows an address whose registrable domain is not that of `host`."""
    shown = next((match for match in find_urls(label) if match.schema != "mailto:"), None)
    parsed = parse_url("http://" + label[shown.start : shown.end].rsplit("://", maxsplit=1)[-1]) if shown else None
    return parsed is not None and registrable_domain(parsed.host) != registrable_domain(host)


_MOST_MAILS: Final = 200
_RANK: Final[dict[str, int]] = {
    "deceptive-anchor": 0,
    "lookalike": 1,
    "hidden-characters": 2,
    "redirect": 2,
    "ip": 2,
    "social-handle": 3,
    "obfuscated": 5,
}


def _rank(one: Destination) -> int:
    """Which of two overlapping finds stays: a host without a public suffix is but the beginning of a broken one."""
    if one.kind in ("external", "obfuscated") and one.host and not has_public_suffix(one.host):
        return 6
    return _RANK.get(one.kind, 4)


def _apart(found: list[Destination]) -> tuple[Destination, ...]:
    """Drop what overlaps: the more telling kind stays, then the longer stretch."""
    return tuple(apart(sorted(found, key=lambda one: (_rank(one), one.start - one.end, one.start))))
