"""Domains written so that a filter misses them and a reader does not: "shop dot com", "shop[.]com", "s h o p . c o m".

All offsets are half-open code points. Every search is for a short separator first and looks at most 160 code points
left and right of it, so time stays linear.
"""

# ruff: noqa: E501 - expressions are not folded; word lists read best as text
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from replylint.detect.patterns import LazyPattern, has_any
from replylint.detect.urls import known_tlds

_SURE: Final = r"c\s?\.?\s?o\s?\.?\s?m|c-o-m|c0m|n\s?e\s?t|o\s?r\s?g|biz|info"
_USUAL: Final = (
    _SURE + r"|io|co(?:\s?(?:\.|dot)\s?uk)?|shop|store|online|site|xyz|club|app|dev|ai|us|me|tv|ca|uk|cc|ly|gg|live|life|tech|world|website|de|eu|(?<=youtu\sdot\s)be"
)
_BRACKETED: Final = r"\s{0,2}[(\[{<]\s{0,2}(?:dot|d-o-t|d0t|\.|period|punkt|punto|point)\s{0,2}[)\]}>]\s{0,2}"
_WORDED: Final = r"\s{1,3}(?:dot|d0t|d\so\st)\s{1,3}|\s{0,2}[\"'“”‘’*_~|-]{1,3}\s?(?:dot|d0t)\s?[\"'“”‘’*_~|-]{1,3}\s{0,2}"
_SPOKEN: Final = r"\s{1,3}(?:period|point|full\sstop|punto)\s{1,3}"
_SPACED: Final = r"\s{1,3}\.\s{0,3}|\.\s{1,3}|\s?[,•·∙‧・~](?=\s?com\b)\s?"
_GLUED: Final = r"(?<=[a-z])(?:DOT|\(dot\)|_dot_|-dot-|\(dot[ ]|[\"'“”`]\.[\"'“”`]|[/\\]{1,2}\.|\.\.)(?=[a-z])"
_NEVER: Final = frozenset(
    "the a an this that every our your my of and or with plus use add just by polka for in on at to is it its from very"
    " was be are no any when if red big first last next green one yes so not".split()
)


def _joint(separator: str) -> LazyPattern:
    """What may stand between two labels further left: the same separator or a plain dot, at the end of a stretch."""
    return LazyPattern(rf"(?:{separator}|\.)$", re.IGNORECASE)


_SEPARATED: Final = (
    (LazyPattern(rf"(?:{_BRACKETED})(?P<tld>[a-z]{{2,14}})(?![\w])", re.IGNORECASE), _joint(_BRACKETED), True),
    (LazyPattern(rf"(?:{_WORDED})(?P<tld>{_USUAL})(?![\w-])", re.IGNORECASE), _joint(_WORDED), False),
    (LazyPattern(rf"(?:{_SPOKEN})(?P<tld>{_SURE}|io|co|shop)(?![\w-])", re.IGNORECASE), _joint(_SPOKEN), False),
    (LazyPattern(r"\.(?P<tld>c0m|c\so\sm|c-o-m)(?![\w-])", re.IGNORECASE), _joint(r"\."), True),
    (LazyPattern(r"(?:(?<=[a-z\d]{4})[*|^](?P<tld>com|net|org)|(?<=[a-z\d]{4})_(?P<tld2>com))(?![\w.|*^=-])"), _joint(r"[*|^]"), False),
    (LazyPattern(rf"(?:{_GLUED})(?P<tld>com|net|org|co|io|shop|COM|NET)(?![\w-])\)?"), _joint(r"DOT|\(dot\)|_dot_|-dot-"), True),
    (LazyPattern(rf"(?:{_SPACED})(?P<tld>com|net|org|biz|c o m|c \. o \. m)(?![\w-])|\s{{1,3}}\.\s{{0,3}}(?P<tld2>shop|store|online|co|io|info|site|xyz)(?![\w-])", re.IGNORECASE),
     _joint(r"\s{1,3}\.\s{1,3}"), False),
)  # fmt: skip
_DASH_BEFORE: Final = LazyPattern(r"\s{1,2}(?:dash|hyphen|minus)\s{1,2}$", re.IGNORECASE)
_SCHEME_BEFORE: Final = LazyPattern(
    r"(?:h\s?(?:t\s?t|x\s?x)\s?p(?:\s?s)?\s?(?:[:;]|\[:\]|\(:\))\s?[/\\]\s?[/\\]\s?|\bw\sw\s)$", re.IGNORECASE
)
_LONGEST_LABEL: Final = 64
_MOST_LABELS: Final = 4
_LONGEST_JOINT: Final = 14
_PATH: Final = LazyPattern(r"(?:\s?/\s?(?=[\w%~])[\w%~.?=&#-]*|\s{1,2}(?:forward\s)?slash\s{1,2}[\w%~-]{1,40}|[/?#][^\s\"'<>]*){1,6}", re.IGNORECASE)
_SPELLED: Final = LazyPattern(r"(?<!\S)(?:(?:[^\W_]|[./:-]|dot)[ \u00a0]){4,60}(?:[^\W_]|dot)(?![^\s.,!?;])", re.IGNORECASE)
_PLAIN_HOST: Final = LazyPattern(r"(?:https?://)?(?:[\w-]{1,63}\.){1,4}(?P<tld>[a-z]{2,14})(?:/.*)?", re.IGNORECASE)
_BROKEN: Final = LazyPattern(
    r"(?:https?\s?:\s?/\s?/\s{0,3}|\bwww\s?\.\s{0,3})(?P<rest>[\w-]{1,63}(?:\s{0,2}\.\s{0,2}[\w-]{1,63}){1,4}(?:/\S*)?)", re.IGNORECASE
)
_SLOPPY: Final = LazyPattern(
    r"\bh(?:tt|xx)ps?(?:[;:]{0,2}[/\\]{1,9}|[;:]{1,2}\s?)(?P<rest>(?:[\w-]{1,63}\.){1,5}[a-z]{2,14}(?:/[^\s\"'<>]*)?)"
    r"|\bwww[\s,;](?P<words>[\w-]{2,40}[\s,;](?:com|net|org))\b"
    r"|\b(?P<short>(?:bit|ow|cutt|rb)\s(?:ly|gy)\s?(?:/|slash)\s?[\w-]{3,40})"
    r"|\bh\st\st\sp\s(?:s\s)?:\s/\s/\s(?P<spaced>(?:[\w-]{1,63}\.){1,5}[a-z]{2,14}(?:/[^\s\"'<>]*)?)"
    r"|(?<!\w)(?!\w{0,12}https?:)[a-z]{2,12}://(?P<other>(?:[\w-]{1,63}\.){1,5}[a-z]{2,14}(?:/[^\s\"'<>]*)?)",
    re.IGNORECASE,
)
_SCHEMEISH: Final = LazyPattern(r"\bh(?:xx|\*\*|tx|xt|\+\+)p(?=s?\s?:)", re.IGNORECASE)
# "l a m p w o r l d dot com", "L.A.M.P. dot com": the letters before the last one.
_INITIALS_BEFORE: Final = LazyPattern(r"(?<![\w.-])(?:[^\W_]\.){3,40}$")
_NUMBERS: Final = LazyPattern(r"(?<![\w.])\d{1,3}(?:(?:\s{0,2}[(\[{]\s?(?:dot|\.)\s?[)\]}]\s{0,2}|\sdot\s)\d{1,3}){3}(?![\w.])", re.IGNORECASE)
_LETTERS_BEFORE: Final = LazyPattern(r"(?<![\w.-])(?:(?:[^\W_][ ]){2,40}|(?:[^\W_]\.){2,40}|(?:[^\W_]-){2,40})$")
_WINDOW: Final = 130
_HINTS: Final = (
    *"dot|d0t|d-o-t|://|..com|..net|/.com|\\.com|\".\"|'.'|`.`|“.”|c . o|c0m|c-o-m|•|·|∙|‧|・|~com|period|point|full stop|punto|punkt| .|. com|. net|. org|. biz|.\n|[.|(.|{.|<.|[ .|( .|,com|http|www|hxx|h t t|bit ly|ow ly|cutt ly|rb gy|*com|^com|_com|*net|*org|c o m|n e t|o r g|d o t".split("|"),
    "|com", "|net", "|org",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Disguise:
    """A disguised domain at `start:end` and the URL that a reader would type."""

    start: int
    end: int
    url: str
    whole: bool = False
    """True where it is spelled out or broken, so that what others find inside it are but pieces."""


def undefanged(text: str) -> str:
    """`text` with hxxp written as http; the length stays the same."""
    if not _SCHEMEISH.search(text):
        return text
    return _SCHEMEISH.sub("http", text)


def find_disguised(text: str) -> Iterator[Disguise]:
    """Yield the disguised domains of `text`; they may overlap each other and openly written ones."""
    if not has_any(text.casefold(), _HINTS):
        return
    for regex, joint, strong in _SEPARATED:
        last, row = -1, 0
        for match in regex.finditer(text):
            # A host has at most four labels: what goes on and on ("x . com . com . com ...") is no longer one.
            row = row + 1 if match.start() == last else 0
            last = match.end()
            if row > _MOST_LABELS:
                continue
            found = _around(text, match, joint, strong=strong)
            if found:
                yield found
    for match in _SPELLED.finditer(text):
        joined = re.sub(r"(?i:dot)", ".", re.sub(r"\s", "", match.group()))
        plain = _PLAIN_HOST.fullmatch(joined)
        if plain and plain["tld"].casefold() in known_tlds():
            yield Disguise(match.start(), match.end(), joined, whole=True)
    for match in _NUMBERS.finditer(text):
        yield Disguise(match.start(), match.end(), ".".join(re.findall(r"\d+", match.group())))
    yield from _sloppy(text)
    for match in _BROKEN.finditer(text):
        rest = re.sub(r"\s+", "", match["rest"])
        host = rest.split("/", 1)[0]
        if re.search(r"\s", match.group()) and _tld(host) in known_tlds() and "\n\n" not in match.group():
            end = match.end() - (len(rest) - len(rest.rstrip(".,;:!?)")))
            yield Disguise(match.start(), end, rest.rstrip(".,;:!?)"), whole="\n" in match.group())


def _sloppy(text: str) -> Iterator[Disguise]:
    """Addresses with a slip or an odd scheme: "http//shop.com", "www shop com", "meow://shop.com"."""
    for match in _SLOPPY.finditer(text):
        group = next(name for name in ("rest", "words", "short", "spaced", "other") if match[name])
        if group == "short":
            yield Disguise(match.start(), match.end(), re.sub(r"\s", "", re.sub(r"^(\w+)\s", r"\1.", match[group]).replace("slash", "/")))
            continue
        rest = re.sub(r"[\s,;]", ".", match[group]) if group == "words" else match[group].rstrip(".,;:!?)")
        end = match.start(group) + len(rest)
        if group == "other" and (match.group().casefold().startswith(("http:", "https:", "ftp:")) or _tld(rest.partition("/")[0]) not in known_tlds()):
            continue
        before = match.group()[: match.start(group) - match.start()]
        if group != "rest" or "://" not in before or before.endswith("////"):  # browsers take any number of slashes for two
            yield Disguise(match.start(), end, rest, whole=True)


def _label_start(text: str, end: int) -> int | None:
    """Where the host label that ends at `end` begins, with its spoken hyphens ("lamp dash world"); None where none does."""
    start = _word_start(text, end)
    for _ in range(3):
        dash = _DASH_BEFORE.search(text[max(0, start - 12) : start]) if start is not None else None
        if start is None or dash is None:
            break
        further = _word_start(text, start - len(dash.group()))
        if further is None:
            break
        start = further
    return start


def _word_start(text: str, end: int) -> int | None:
    start = end
    while start and end - start <= _LONGEST_LABEL and (text[start - 1].isalnum() or text[start - 1] in "_-"):
        start -= 1
    while start < end and text[start] in "_-":
        start += 1
    return start if 0 < end - start <= _LONGEST_LABEL and text[end - 1].isalnum() else None


def _host_before(text: str, end: int, joint: LazyPattern) -> tuple[int, str] | None:
    """Walk back from `end` over up to four labels joined by `joint` and a scheme; where they begin and the last label."""
    start = _label_start(text, end)
    if start is None:
        return None
    label = text[start:end]
    for _ in range(3):
        joined = joint.search(text[max(0, start - _LONGEST_JOINT) : start])
        further = _label_start(text, start - len(joined.group())) if joined else None
        if further is None:
            break
        start = further
    if start and text[start - 1] == "@":
        return None
    scheme = _SCHEME_BEFORE.search(text[max(0, start - 20) : start])
    return start - (len(scheme.group()) if scheme else 0), label


def _around(text: str, match: re.Match[str], joint: LazyPattern, *, strong: bool) -> Disguise | None:
    tld = re.sub(r"[\s.-]" if " . " in match.group() else r"[\s-]", "", match.groupdict().get("tld") or match["tld2"]).casefold().replace("0", "o").replace("dot", ".")
    if tld.rpartition(".")[2] not in known_tlds():
        return None
    before = _host_before(text, match.start(), joint)
    if before is None:
        return _of_initials(text, match, tld)
    start, label = before
    head = text[start : match.start()]
    if label.casefold() in _NEVER and head[:4].casefold() != "http":
        return None
    floor = max(0, start - _WINDOW)
    letters = _LETTERS_BEFORE.search(text[floor:start]) if len(label) == 1 and start > 1 and text[start - 1] in " .-" else None
    if not strong and not _plausible(label, match, tld):
        return None
    path = _PATH.match(text, match.end(), match.end() + _WINDOW)
    end = path.end() if path else match.end()
    while end > match.end() and text[end - 1] in ".,;:!?)'":
        end -= 1
    head = re.sub(r"(?i)^h[^/\\]*[\[(]:[\])]\s?[/\\]\s?[/\\]\s?", "", head)
    head = re.sub(rf"(?i:{_BRACKETED}|{_WORDED}|{_SPOKEN}|\s+\.\s*|\.\s+)", ".", head)
    head = re.sub(r"(?i:\s+(?:dash|hyphen|minus)\s+)", "-", head)
    tail = re.sub(r"(?i:\s*(?:forward\s)?slash\s+)", "/", text[match.end() : end])
    if letters:
        start, head = floor + letters.start(), re.sub(r"[\s.-]", "", letters.group()) + head
    return Disguise(start, end, re.sub(r"\s", "", f"{head}.{tld}{tail}"), whole=letters is not None)


def _of_initials(text: str, match: re.Match[str], tld: str) -> Disguise | None:
    """"L.A.M.P. dot com": a name of three letters or more, each with its full stop."""
    floor = max(0, match.start() - _WINDOW)
    initials = _INITIALS_BEFORE.search(text[floor : match.start()])
    if initials is None or not _plausible(initials.group(), match, tld):
        return None
    return Disguise(floor + initials.start(), match.end(), initials.group().replace(".", "") + "." + tld, whole=True)


def _plausible(label: str, match: re.Match[str], tld: str) -> bool:
    """False for sentences that only happen to hold the words: "thank you . Shop", "at this point in"."""
    separator = match.group()[: match.group().casefold().rfind(tld[:1])]
    if "." in separator or "," in separator:
        written = match.group()[-len(tld) :]
        if "\n" in separator and tld not in ("com", "net", "org"):
            return False
        return not (written[:1].isupper() and not written.isupper()) and not label.isdigit()
    if label.isdigit():
        return False
    return not (tld in ("me", "us", "live", "life", "world", "online", "site", "app", "store") and match.group().casefold().startswith(" point"))


def _tld(host: str) -> str:
    return host.rpartition(".")[2].casefold()
