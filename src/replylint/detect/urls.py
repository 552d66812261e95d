"""URLs, bare domains and IP addresses written openly in a text, with exact spans.

linkify-it-py finds, this module feeds it whitespace-bounded chunks (so that time stays linear) and mends its ends.
All offsets are half-open code points.
"""

# ruff: noqa: E501 - expressions are not folded
from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from replylint.detect.patterns import LazyPattern

if TYPE_CHECKING:
    from linkify_it import LinkifyIt

_CHUNK: Final = LazyPattern(r"[^\s\ufffc<>“”`|｜「」『』（）【】《》]+|<[^\s<>]+>")
_INNER_DOT: Final = LazyPattern(r"\.[^\s.]")
_INNER_COLON: Final = LazyPattern(r":[^\s\d]")
_JUST_EMAIL: Final = LazyPattern(r"[^\s@:/]+@[\w.-]+")
_LONG: Final = LazyPattern(r"(?:https?://)?(?:[a-z0-9-]{1,63}\.){1,5}(?P<tld>[a-z]{2,24})(?![\w-])(?:/[^\s/]{0,200}){0,4}", re.IGNORECASE)
_OPAQUE: Final = LazyPattern(r"(?:intent|javascript|data|file|market|itms-apps|sms|callto|vbscript):[^\s\"'<>()]{2,}", re.IGNORECASE)
_IP_HOST: Final = LazyPattern(
    r"(?:https?:)?[/\\]{2}(?:[^\s/@]{1,64}@)?(?:\[[0-9a-f:.%]{2,60}\]|(?:0x[0-9a-f]{1,12}|\d{1,12})(?:\.(?:0x[0-9a-f]{1,8}|\d{1,8})){0,3}(?![\w-]|\.\w))"
    r"(?::\d{1,5})?(?:[/?#][^\s\"'<>]*)?",
    re.IGNORECASE,
)
_BACKSLASHED: Final = LazyPattern(r"https?:[/\\]{1,4}[^\s\"'<>]+", re.IGNORECASE)
_PREFIX: Final = LazyPattern(r"(?:h(?:tt|xx)ps?\s?[:;]?\s?[/\\]{0,3}|//|\\\\)$", re.IGNORECASE)
_CJK: Final = "\u3000-\u9fff\uac00-\ud7af\uff00-\uff60"
_BESIDE_CJK: Final = LazyPattern(
    rf"(?<![\w@$#.-])(?:https?://)?(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.){{1,5}}(?P<tld>[a-z]{{2,24}})"
    rf"(?:/[!-~]*)?(?=[{_CJK}]|$)",
    re.IGNORECASE | re.ASCII,
)
_UNDERSCORED: Final = LazyPattern(
    r"(?<!\w)https?://(?:[a-z0-9](?:[\w-]{0,61}[a-z0-9])?\.){0,5}[a-z0-9][a-z0-9-]{0,61}\.[a-z]{2,24}(?![\w.-])(?::\d{6,9}(?!\w))?(?:[/?#][^\s\"'<>]*)?",
    re.IGNORECASE,
)
_BIG_PORT: Final = LazyPattern(r":\d{6}")
_GLUED: Final = LazyPattern(r"(?<=[a-z0-9])https?://(?P<rest>(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}(?:[/?#][^\s\"'<>]*)?)", re.IGNORECASE | re.ASCII)
_HAS_CJK: Final = LazyPattern(rf"[{_CJK}]")
RESERVED: Final = frozenset({"example"})
"""Kept for documents by RFC 2606: whoever writes it means an address."""
_BEFORE_SENTENCE: Final = LazyPattern(r"(?<![\w@/.-])(?:https?://)?(?:[a-z0-9-]{1,63}\.){1,4}(?:com|net|org|co|io|shop|store)(?=[.!?,](?-i:[A-Z][a-z]))", re.IGNORECASE)
_DOTTED_ROOT: Final = LazyPattern(r"https?://(?:[\w-]{1,63}\.){2,6}(?:[:/?#][^\s\"'<>]*)", re.IGNORECASE)
_LONGEST_CHUNK: Final = 2048
_TRAILING: Final = ".,;:!?'*_~"
_LOCK: Final = threading.Lock()
_FINDERS: Final[list[LinkifyIt]] = []


@dataclass(frozen=True, slots=True)
class UrlMatch:
    """A URL at `start:end`; `url` is what to parse; `schema` is "" for a bare domain, "mailto:" for an address."""

    start: int
    end: int
    url: str
    schema: str


def _finder() -> LinkifyIt:
    if not _FINDERS:
        # linkify-it compiles large expressions on first use (60 ms): only a text that may hold a link pays for them.
        from linkify_it import LinkifyIt  # noqa: PLC0415
        from linkify_it.tlds import TLDS  # noqa: PLC0415

        with _LOCK:
            if not _FINDERS:
                finder = LinkifyIt(options={"fuzzy_ip": True, "---": True})
                finder.tlds([*TLDS, "рф", *RESERVED])
                finder.test("a.com")
                _FINDERS.append(finder)
    return _FINDERS[0]


@lru_cache(maxsize=1)
def known_tlds() -> frozenset[str]:
    """Every top-level domain of the root zone, casefolded, in Unicode form."""
    from linkify_it.tlds import TLDS  # noqa: PLC0415 - see _finder

    return frozenset(tld.casefold() for tld in TLDS) | RESERVED


def find_urls(text: str) -> Iterator[UrlMatch]:
    """Yield the URLs of `text` in order of chunk; spans of one chunk may overlap where readings differ."""
    if not _worth(text):
        return
    seen: dict[str, tuple[UrlMatch, ...]] = {}
    for chunk in _CHUNK.finditer(text):
        word = chunk.group()
        if not _worth(word) or _JUST_EMAIL.fullmatch(word):
            continue
        base = chunk.start()
        marks = len(word) - len(word.lstrip("_*"))
        if marks and word[-1:] in "_*.,!?;:)":
            # Markdown's emphasis is no part of an address.
            word, base = word[marks:].rstrip("_*.,!?;:)"), base + marks
        if word.startswith("<") and word.endswith(">"):
            word, base = word[1:-1], base + 1
        found = seen.get(word)
        if found is None:
            found = tuple(_in_chunk(word) if len(word) <= _LONGEST_CHUNK else _in_long_chunk(word))
            seen[word] = found
        for match in found:
            yield UrlMatch(base + match.start, base + match.end, match.url, match.schema)


def _worth(text: str) -> bool:
    return "//" in text or "@" in text or "\\" in text or ("." in text and bool(_INNER_DOT.search(text))) or (":" in text and bool(_INNER_COLON.search(text)))


def _in_long_chunk(word: str) -> Iterator[UrlMatch]:
    """A run of thousands of characters is no sentence: a plain expression finds its domains in linear time."""
    for match in _LONG.finditer(word):
        if match["tld"].casefold() in known_tlds():
            yield UrlMatch(match.start(), match.end(), match.group(), "http:" if "//" in match.group()[:8] else "")


def _in_chunk(piece: str) -> Iterator[UrlMatch]:
    own = [*_beside_cjk(piece), *_opaque_or_ip(piece), *_odd(piece)]
    yield from own
    for match in _linkified(piece):
        if not any(match.start < other.end and other.start < match.end for other in own):
            yield match


def _beside_cjk(piece: str) -> Iterator[UrlMatch]:
    """Chinese and Japanese write no spaces, so a domain may end where their letters begin."""
    if _HAS_CJK.search(piece):
        for match in _BESIDE_CJK.finditer(piece):
            if match["tld"].casefold() in known_tlds():
                yield UrlMatch(match.start(), match.end(), match.group(), "http:" if "//" in match.group() else "")


def _opaque_or_ip(piece: str) -> Iterator[UrlMatch]:
    for regex in (_OPAQUE, _IP_HOST):
        for match in regex.finditer(piece):
            start = match.start()
            if piece.startswith("//", start) and start and piece[start - 1] in ":/\\":
                continue
            end = _trimmed(piece, start, match.end())
            schema = match.group().partition(":")[0].casefold() + ":" if regex is _OPAQUE else "http:"
            yield UrlMatch(start, end, piece[start:end], schema)


def _odd(piece: str) -> Iterator[UrlMatch]:
    """What linkify refuses and a browser opens: backslashes, underscores, a scheme glued to a word."""
    for match in _BACKSLASHED.finditer(piece) if "\\" in piece else ():
        end = _trimmed(piece, match.start(), match.end())
        yield UrlMatch(match.start(), end, piece[match.start() : end], "http:")
    for match in _BEFORE_SENTENCE.finditer(piece):
        yield UrlMatch(match.start(), match.end(), match.group(), "http:" if "//" in match.group() else "")
    if "//" not in piece:
        return
    for match in _DOTTED_ROOT.finditer(piece):
        yield UrlMatch(match.start(), _trimmed(piece, match.start(), match.end()), match.group(), "http:")
    for match in _UNDERSCORED.finditer(piece):
        if "_" in match.group().split("/")[2] or _BIG_PORT.search(match.group()):
            yield UrlMatch(match.start(), match.end(), match.group(), "http:")
    for match in _GLUED.finditer(piece):
        yield UrlMatch(match.start("rest"), match.end(), match["rest"], "http:")


def _linkified(piece: str) -> Iterator[UrlMatch]:
    for found in _finder().match(piece) or ():
        start, end = found.index, _end(piece, found.index, found.last_index)
        if found.schema in ("", "//") and start:
            prefix = _PREFIX.search(piece, max(0, start - 10), start)
            if prefix and (prefix.start() == 0 or not piece[prefix.start() - 1].isalnum()):
                start = prefix.start()
        schema = found.schema
        if schema not in ("", "mailto:") and not schema.endswith(":"):
            schema = "http:"
        url = found.url if schema != "http:" or start == found.index else "http://" + piece[found.index : end]
        yield UrlMatch(start, end, url[: len(url) - (found.last_index - end)] if end < found.last_index else url, schema)


def _end(piece: str, start: int, end: int) -> int:
    """Cut what sentence punctuation linkify leaves on."""
    if piece[end - 2 : end] in ("'s", "’s"):
        end -= 2
    return _trimmed(piece, start, end) if piece[end - 1] in ".,;:!?*" else end


def _trimmed(piece: str, start: int, end: int) -> int:
    while end > start and piece[end - 1] in _TRAILING:
        end -= 1
    for close, opener in (")(", "][", "}{"):
        while end > start and piece[end - 1] == close and piece.count(opener, start, end) < piece.count(close, start, end):
            end -= 1
    return end
