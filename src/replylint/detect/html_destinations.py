"""Where the attributes of an HTML mail lead: links, images, tracking pixels, redirects, styles.

Spans are half-open code points of the HTML source; each covers the address inside its attribute, as written there.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from typing import Final

from replylint.detect.destinations import Destination, kind_of_url, shows_other_host
from replylint.detect.domains import HostLists, parse_url, registrable_domain
from replylint.detect.lookalikes import names_brand
from replylint.detect.overlaps import apart
from replylint.detect.patterns import LazyPattern

_ATTRIBUTE: Final = LazyPattern(
    r"(?<![\w-])(?P<name>href|src|srcset|imagesrcset|action|formaction|background|poster|data|cite|longdesc|ping|xlink:href|data-src|lowsrc|codebase)"
    r"\s{0,3}=\s{0,3}(?:\"(?P<double>[^\"]{0,8000})\"?|'(?P<single>[^']{0,8000})'?|(?P<bare>[^\s\"'<>]{1,4000}))",
    re.IGNORECASE,
)
_REFRESH: Final = LazyPattern(
    r"content\s{0,3}=\s{0,3}[\"']?\s{0,3}\d{0,6}\s{0,3}[;,]\s{0,3}url\s{0,3}=\s{0,3}['\"]?(?P<url>[^\"'>\s]{3,4000})", re.IGNORECASE
)
_CSS: Final = LazyPattern(
    r"(?:url\(\s{0,3}(?:[\"']|&quot;|&#39;)?|@import\s{1,3}[\"'])(?P<url>[^\"')\s&]{3,4000}(?:&amp;[^\"')\s&]{1,400}){0,20})", re.IGNORECASE
)
_CONTROL: Final = LazyPattern(r"[\t\r\n\x00-\x1f]")
_OPAQUE: Final = (
    "mailto:",
    "tel:",
    "sms:",
    "callto:",
    "intent:",
    "data:",
    "javascript:",
    "vbscript:",
    "cid:",
    "file:",
    "market:",
    "whatsapp:",
    "tg:",
    "skype:",
)
_PIXEL: Final = LazyPattern(
    r"(?:width|height)\s{0,3}[=:]\s{0,3}[\"']?[01](?:px)?(?![\d.%])|display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE
)
_LABEL_END: Final = LazyPattern(r"</a\b|<a\b", re.IGNORECASE)
_TAG: Final = LazyPattern(r"<[^<>]{0,4000}>?")
_LONGEST_TAG: Final = 4000
_LONGEST_LABEL: Final = 600


def find_html_destinations(html: str, lists: HostLists) -> tuple[Destination, ...]:
    """Find where the attributes and styles of `html` lead; relative addresses and fragments lead nowhere.

    `target` is the scheme for addresses without a host ("mailto:", "tel:", "data:"), "tracking-pixel" for an image that
    nobody can see, "remote-image" for any other that is fetched from elsewhere, else as in `Destination`.
    """
    return tuple(apart(sorted(_found(html, lists), key=lambda one: (one.start - one.end, one.start))))


def _found(html: str, lists: HostLists) -> Iterator[Destination]:
    if "=" in html:
        for match in _ATTRIBUTE.finditer(html):
            group = next(name for name in ("double", "single", "bare") if match[name] is not None)
            yield from _attribute(html, match, match.start(group), match.end(group), lists)
        if "url" in html.casefold():
            for match in _REFRESH.finditer(html):
                yield from _address(html, match.start("url"), match.end("url"), lists)
    if "url(" in html.casefold() or "@import" in html.casefold():
        for match in _CSS.finditer(html):
            yield from _address(html, match.start("url"), match.end("url"), lists)


def _attribute(html: str, match: re.Match[str], start: int, end: int, lists: HostLists) -> Iterator[Destination]:
    name = match["name"].casefold()
    if name.endswith("srcset"):
        at = start
        for candidate in html[start:end].split(","):
            words = candidate.split()
            if words:
                begin = html.index(words[0], at)
                yield from _address(html, begin, begin + len(words[0]), lists)
            at += len(candidate) + 1
        return
    for found in _address(html, start, end, lists):
        tag_start, tag = _tag_around(html, match.start(), end)
        if name == "href" and tag == "a" and found.kind not in ("allowed", "walmart-other") and found.host:
            label = _label(html, end)
            if names_brand(label, lists) or shows_other_host(label, found.host):
                yield Destination(found.start, found.end, "deceptive-anchor", found.host, found.registrable, label)
                continue
        if tag == "img" and found.kind == "external" and found.host and _PIXEL.search(html, tag_start, min(len(html), end + 300)):
            yield Destination(found.start, found.end, found.kind, found.host, found.registrable, "tracking-pixel")
            continue
        if tag == "img" and found.kind == "external" and found.host:
            yield Destination(found.start, found.end, found.kind, found.host, found.registrable, "remote-image")
            continue
        yield found


def _address(html: str, start: int, end: int, lists: HostLists) -> Iterator[Destination]:
    written = html[start:end]
    start += len(written) - len(written.lstrip())
    end = start + len(written.strip())
    url = _CONTROL.sub("", entities.unescape(html[start:end])).strip()
    low = url.casefold()
    opaque = next((scheme for scheme in _OPAQUE if low.startswith(scheme)), None)
    if opaque:
        if opaque != "cid:":
            yield Destination(start, end, "external", target=opaque)
        return
    if not (low.startswith(("http:", "https:", "ftp:", "//", "\\\\", "/\\")) or "://" in low[:24] or low.startswith("www.")):
        return
    parsed = parse_url(url)
    if parsed is None:
        yield Destination(start, end, "external")
        return
    kind, target = kind_of_url(url, lists)
    yield Destination(start, end, kind, parsed.host, registrable_domain(parsed.host) or "", target)


def _tag_around(html: str, at: int, end: int) -> tuple[int, str]:
    del end
    begin = html.rfind("<", max(0, at - _LONGEST_TAG), at)
    name = html[begin + 1 : begin + 12].split(None, 1)
    return max(begin, 0), name[0].casefold() if begin >= 0 and name else ""


def _label(html: str, end: int) -> str:
    begin = html.find(">", end, end + _LONGEST_TAG) + 1
    if not begin:
        return ""
    stop = _LABEL_END.search(html, begin, begin + _LONGEST_LABEL)
    inner = html[begin : stop.start() if stop else min(len(html), begin + _LONGEST_LABEL)]
    return entities.unescape(_TAG.sub("", inner)).strip()
