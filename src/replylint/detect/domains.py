"""What a host is: its registrable domain, and which of the caller's lists it is on.

Knows no policy: the lists come in as a value. Hosts are read as browsers read them (WHATWG, by ada-url) and cut by the
public suffix list that tldextract carries; nothing here opens a connection or writes a file.
"""


from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import parse_qsl, unquote

from replylint.detect.patterns import LazyPattern

if TYPE_CHECKING:
    import tldextract

HostKind = Literal["allowed", "walmart-other", "carrier", "shortener", "social", "marketplace", "chat", "ip", "external"]

_LOCK: Final = threading.Lock()
_EXTRACTORS: Final[list[tldextract.TLDExtract]] = []
_IPV4: Final = LazyPattern(r"\d{1,3}(?:\.\d{1,3}){3}")
_ABSOLUTE: Final = LazyPattern(r"(?:https?:)?[/\\]{2,}|https?:(?=[^/\\])", re.IGNORECASE)
_SCHEMED: Final = LazyPattern(r"(?:https?:[/\\]?|ftps?:|wss?:|[a-z][a-z0-9+.-]{1,20}://)", re.IGNORECASE)
_IGNORED: Final = LazyPattern(r"[\t\r\n]")
_C0: Final = "".join(map(chr, range(33)))
_EMBEDDED: Final = LazyPattern(r"https?:/{1,2}[^/\s]", re.IGNORECASE)
_BARE: Final = LazyPattern(r"(?:[\w-]{1,63}\.){1,6}[a-z]{2,24}(?:[/?#]\S*)?", re.IGNORECASE)
_REDIRECT_NAMES: Final = frozenset(
    "url u uri to target dest destination goto go link redirect redirect_url redirecturl redirect_uri redir rurl return"
    " returnurl return_url returnto return_to next continue out forward href".split()
)


@dataclass(frozen=True, slots=True)
class HostLists:
    """Registrable domains (or whole hosts, such as `wa.me`) by what they are; all casefolded ASCII or Unicode."""

    allowed: frozenset[str] = frozenset()
    other_own: frozenset[str] = frozenset()
    carriers: frozenset[str] = frozenset()
    shorteners: frozenset[str] = frozenset()
    social: frozenset[str] = frozenset()
    marketplaces: frozenset[str] = frozenset()
    chat: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ParsedUrl:
    """A URL as a browser would open it: `host` without brackets or trailing dot, `userinfo` as written."""

    href: str
    host: str
    is_ip: bool
    userinfo: str


def parse_url(url: str) -> ParsedUrl | None:
    """Parse `url` as browsers do (`http://` is assumed where no scheme stands); None where a browser refuses."""
    # ada-url costs some 10 ms to import and most replies hold no link, so it waits until one does.
    import ada_url  # noqa: PLC0415

    url = _IGNORED.sub("", url.strip(_C0))
    if not _SCHEMED.match(url):
        url = "http://" + url.lstrip("/\\")
    try:
        parsed = ada_url.URL(url)
    except ValueError:
        return None
    host = parsed.hostname
    bracketed = host.startswith("[")
    host = host.strip("[]").rstrip(".")
    userinfo = parsed.username + (f":{parsed.password}" if parsed.password else "")
    return ParsedUrl(parsed.href, host, bracketed or bool(_IPV4.fullmatch(host)), userinfo)


def unicode_host(host: str) -> str:
    """`host` with its punycode labels decoded, casefolded."""
    if "xn--" not in host.casefold():
        return host.casefold()
    import ada_url  # noqa: PLC0415 - see parse_url

    decoded: str = ada_url.idna.decode(host.encode("ascii", "ignore"))
    return decoded.casefold() or host.casefold()


def _extract() -> Callable[[str], tldextract.tldextract.ExtractResult]:
    if not _EXTRACTORS:
        # tldextract takes 130 ms to import and builds its trie on first use: only a text with a host pays for that.
        import tldextract  # noqa: PLC0415

        with _LOCK:
            if not _EXTRACTORS:
                _EXTRACTORS.append(tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True))
    extract: Callable[[str], tldextract.tldextract.ExtractResult] = _EXTRACTORS[0].extract_str
    return extract


@lru_cache(maxsize=4096)
def has_public_suffix(host: str) -> bool:
    """True where `host` ends in a suffix of the public list and has a label before it."""
    found = _extract()(host)
    return bool(found.suffix and found.domain) or (host.endswith(".example") and len(host) > len(".example"))


@lru_cache(maxsize=4096)
def registrable_domain(host: str) -> str | None:
    """The registrable domain of `host` by the public suffix algorithm (`*` for unlisted suffixes), or None."""
    host = host.casefold().rstrip(".")
    if not host or host.startswith(".") or ".." in host:
        return None
    found = _extract()(host)
    if found.suffix:
        return f"{found.domain}.{found.suffix}" if found.domain else None
    labels = host.split(".")
    return ".".join(labels[-2:]) if len(labels) > 1 else None


def classify_host(host: str, lists: HostLists, *, is_ip: bool = False) -> HostKind:
    """What `host` is by the lists; a look-alike is `external` here (see lookalikes.py)."""
    if is_ip:
        return "ip"
    host = host.casefold().rstrip(".")
    labels = host.split(".")[-8:]
    parents = {".".join(labels[at:]) for at in range(len(labels) - 1)} | {host}
    for names, kind in _ordered(lists):
        if not names.isdisjoint(parents):
            return kind
    return "external"


def _ordered(lists: HostLists) -> tuple[tuple[frozenset[str], HostKind], ...]:
    return (
        (lists.allowed, "allowed"),
        (lists.other_own, "walmart-other"),
        (lists.chat, "chat"),
        (lists.shorteners, "shortener"),
        (lists.social, "social"),
        (lists.marketplaces, "marketplace"),
        (lists.carriers, "carrier"),
    )


def redirect_target(url: str, lists: HostLists) -> str | None:
    """Where a link on an allowed host leads on to when that is off the allowed domains, or None."""
    rest = url.split("://", 1)[-1][:4096]
    _, _, tail = rest.partition("/") if "/" in rest else rest.partition("?")
    if not tail:
        return None
    path, _, query = ("", "", tail) if "/" not in rest else tail.partition("?")
    query, _, fragment = query.partition("#")
    values = [(name.casefold(), value) for name, value in parse_qsl(query.replace(";", "&"))]
    for _, _, after in (path.partition("?"), fragment.partition("?")):
        values += [(name.casefold(), value) for name, value in parse_qsl(after)]
    values += [("", found) for found in _embedded(path) + _embedded(fragment)]
    for name, raw in values[:64]:
        value = raw
        for _ in range(3):
            value = unquote(value).strip()
        absolute = _ABSOLUTE.match(value)
        if not absolute and not (name in _REDIRECT_NAMES and _BARE.fullmatch(value)):
            continue
        tail_of = value[absolute.end() :] if absolute else value
        parsed = parse_url("http://" + tail_of)
        if parsed and parsed.host and "." in parsed.host and classify_host(parsed.host, lists) != "allowed":
            return parsed.host
    return None


def _embedded(part: str) -> list[str]:
    text = unquote(unquote(part))
    return [text[match.start() :] for match in _EMBEDDED.finditer(text)][:4]
