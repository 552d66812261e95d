"""Places off Walmart named without their address: "our Etsy page", "scan the QR code", "@shop" on Instagram.

All offsets are half-open code points.
"""

# ruff: noqa: E501 - expressions are not folded; word lists read best as text; the numbers are lengths of the things themselves
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from replylint.detect.patterns import LazyPattern, has_any

PageKind = Literal["named-page", "social-handle", "qr"]

_SOCIAL: Final = (
    r"(?:instagram|insta|\bIG|facebook|\bFB|tik\s?tok|twitter|you\s?tube|pinterest|snapchat|linkedin|reddit|discord|twitch"
    r"|tumblr|vimeo|bluesky|mastodon|threads(?!\s(?:are|on|of|in))|whatsapp|telegram|yelp|trustpilot|patreon|substack)"
)
_MARKETS: Final = r"(?:etsy|ebay|amazon|aliexpress|alibaba|temu|shopify|wayfair|mercari|poshmark|craigslist|newegg|best\s?buy|shein|depop|bonanza)"
_PLACE: Final = rf"(?:{_SOCIAL}|{_MARKETS}|google(?:\s(?:maps|business))?)"
_PAGE: Final = r"(?:page|channel|shop|store|storefront|account|profile|listing|group|feed|site|videos?|stream|community|blog|stories|story|boutique|booth|corner|outlet|counter)"
_NAME: Final = r"(?:\s?[,(:–-]?\s?(?:at|under|as|by the name(?: of)?|called|search(?:\sfor)?|name)?\s?[\"“']?(?-i:@?[A-Z]\w{3,}(?:[A-Z]\w*)?(?:\s[A-Z]\w+){0,3})[\"”']?\)?)"
_OUR: Final = r"\b(?:our|my|the shop's|the store's|the brand's)\s(?:own\s|official\s|other\s|new\s|main\s|little\s|company\s|business\s)?"
_NAMED: Final = (
    LazyPattern(rf"{_OUR}(?:[\w'’-]+\s){{0,2}}(?:{_PAGE}|board|stall|page|shop)\s(?:is\s)?(?:over\s)?on\s{_PLACE}\b(?:\sfor\s[\w ]{{3,24}})?", re.IGNORECASE),
    LazyPattern(r"\b(?:our|my)\sown\s(?:[\w-]+\s)?(?:site|page|checkout|web\s?shop|store\sonline|shop\sonline)\b", re.IGNORECASE),
    LazyPattern(r"\b(?:our|my)\s(?:[\w-]+['’]s\s)(?:blog|website|web\s?site|page)\b", re.IGNORECASE),
    LazyPattern(rf"\bfollow\s(?:along\s)?(?:with\s)?(?:us|me)\son\s(?:{_SOCIAL}|(?-i:X\b))", re.IGNORECASE),
    LazyPattern(rf"\b(?:on\s)?{_SOCIAL},?\s(?:under|channel(?=\s(?-i:[A-Z]))|\((?:search|look)[^()\n]{{2,40}}\)|(?:as|by\sthe\sname(?:\sof)?))(?:\s(?-i:[A-Za-z@][\w.]{{5,}}|[A-Z]\w+))?", re.IGNORECASE),
    LazyPattern(rf"\b(?:type|search|enter|look\sup)\s(?:for\s)?[\"'“‘]?[\w .]{{3,40}}[\"'”’]?\s(?:in|into|on)\s{_SOCIAL}\b|\bsearch\s{_SOCIAL}\sfor\s[\"'“]?[\w.]{{3,40}}", re.IGNORECASE),
    LazyPattern(rf"\b(?:the\s)?channel\s(?:called\s|named\s)?(?-i:[A-Z]\w+(?:\s[A-Z]\w+){{0,3}}),?\son\s{_SOCIAL}\b", re.IGNORECASE),
    LazyPattern(r"\b(?:just|please|or|and|can|could|simply|to)\sgoogle\s(?-i:[A-Z]\w+(?:\s[A-Z]\w+){0,3})(?:\s(?:official|store|shop|site|lamps?|online))*", re.IGNORECASE),
    LazyPattern(rf"{_OUR}{_PLACE}\s{_PAGE}\b(?:\s?\((?:search|named?|called|look)[^()\n]{{1,60}}\))?", re.IGNORECASE),
    LazyPattern(rf"{_OUR}{_PAGE}\s(?:is\s)?(?:on|over at|at)\s{_PLACE}\b(?:,\s(?-i:[A-Z]\w+))?", re.IGNORECASE),
    LazyPattern(rf"{_OUR}(?:{_SOCIAL}|etsy)\b(?:,?\s(?:under|at|as|@)\s?[\w.@]+)?(?!-\w|\s(?:order|account number|gift|adapter|cable|case|app))", re.IGNORECASE),
    LazyPattern(rf"{_OUR}(?:own\s)?(?:website|web\s(?:site|shop|store|page)|webshop|webstore|online\s(?:store|shop|catalog(?:ue)?)|home\s?page|blog)\b", re.IGNORECASE),
    LazyPattern(r"\b(?:the|its)\s(?:manufacturer|maker|brand)(?:'s|s'|’s)?\s(?:own\s|official\s)?(?:web\s?site|site|web\s?page|support\s(?:page|site))\b", re.IGNORECASE),
    LazyPattern(rf"\b(?:look(?:ing)?\sup|search(?:\sfor|ing\sfor)?|find|follow|add|like|subscribe\sto|visit|tag)\s(?:us|me|(?-i:@?[A-Z]\w+(?:\s[A-Z]\w+){{0,3}})|our\s\w+|[\"“][^\"”\n]{{2,40}}[\"”])\s(?:up\s)?(?:on|over\son|at|via)\s(?:{_PLACE}|(?-i:X\b))(?:\s(?:as|under|at)\s@?[\w.]+|,?\s@\w+)?", re.IGNORECASE),
    LazyPattern(r"\b(?:over\s)?on\s(?:the\s)?(?:photo|video|picture|short[- ]video|clip)\s(?:app|site|platform)\b(?:[^.\n]{0,40}?\b(?:go\sby|are\scalled|under|as)\s@?\w+)?", re.IGNORECASE),
    LazyPattern(rf"\bwe(?:'re|’re|\sare|\salso\ssell|\ssell|\shave)\s(?:also\s|all\s|a\s\w+\s)?(?:on|over\son|at)\s(?:{_SOCIAL}|{_MARKETS}|(?-i:X\b))(?:\s(?:as|under|at)\s@?[\w.]+|,?\s@\w+)?", re.IGNORECASE),
    LazyPattern(r"\b(?:google|search\s(?:google|online|the\sweb)\sfor)\s(?:us\b|our\s(?:name|brand|store|shop)|my\s(?:name|shop)|[\"“][^\"”\n]{2,40}[\"”])", re.IGNORECASE),
    LazyPattern(r"\b\w{3,40},?\s\(?(?:with|plus|then|and\sthen)\s(?:a\s|the\s)?[\"“']?(?:\.|dot\s)(?:com|net|org)[\"”']?\s(?:at\sthe\s(?:end|back)|after\sit|behind\sit|on\sthe\send)\)?", re.IGNORECASE),
    LazyPattern(r"\b(?:put|add|write|type|set|with)\s(?:a\s)?[\"“']?(?:\.|dot\s)(?:com|net|org)[\"”']?\s(?:behind|after|to)\s[\"“']?\w{3,40}[\"”']?", re.IGNORECASE),
    LazyPattern(r"\b(?:type|enter|put|add|key\sin|write|take)\s(?:in\s)?[^.\n]{2,40}?,?\s(?:plus|then|followed\sby|and|with)?,?\s?(?:a\s)?[\"“']?dot[\"”']?,?\s(?:then\s|and\s|plus\s)?(?:[\"“']?(?:com|co|net|org|shop|io)\b[\"”']?|the\susual\s(?:three\s)?(?:letters|ending))(?:\s(?:into|in)\syour\sbrowser)?(?:\s\([^()\n]{2,40}\))?", re.IGNORECASE),
)  # fmt: skip
_QR: Final = LazyPattern(
    r"(?:\b(?:scan(?:ning|s)?|use|using|follow|open|try|see|photograph|point\s(?:your|the|a)\s(?:phone|camera|phone's\scamera)\sat)\s)"
    r"(?:the|our|this|that|a|its)\s(?:[\w-]+\s){0,3}?(?:QR(?:[ -]?codes?)?|Q\.R\.(?:\scode)?|(?:square|pixel|matrix)[ -](?:bar)?code)\b"
    r"(?:\s(?:on|in|at|inside|under|printed\son)\s(?:the|your|our|its)\s(?:[\w-]+\s){0,2}?(?:card|box|insert|leaflet|label|flyer|manual|packag(?:e|ing)|slip|lid|sticker|back|tag|sheet|page|side|booklet|receipt|invoice))?"
    r"|\bour\sQR[ -]?code\b|\bQR[ -]?code\b(?=\s(?:[\w-]+\s){0,5}?(?:takes|leads|links|opens|goes|brings|gets)\b)",
    re.IGNORECASE,
)
_HANDLE: Final = LazyPattern(r"(?<![\w@./#-])@(?P<name>[A-Za-z_][\w.]{1,29})(?![\w@])(?!\.\w)")
# "our insta: lampworld.home", "fb/lampworldhome", "lampworld_home on IG": a handle without its @, told by the app beside it.
_APPS: Final = r"(?:instagram|insta|ig|facebook|fb|tik\s?tok|snap(?:chat)?|pinterest|you\s?tube|yt|threads|twitter)"
_DOTTED: Final = r"(?-i:@?[a-z]{2,}[a-z\d]*(?:[._][a-z\d]*[a-z][a-z\d]*)+|@?[a-z]{3,}[._]?\d{1,6}|@[\w.]{3,30})"
_LABELLED: Final = (
    LazyPattern(rf"(?<![\w.@-]){_APPS}(?:\s(?:handle|name|account|page|channel))?(?:\s?[:=→👉]\s?|\s[-–—]>?\s)(?P<name>{_DOTTED})(?![\w@-]|\.\w)", re.IGNORECASE),
    LazyPattern(rf"(?<=our\s){_APPS}(?:\s(?:handle|name|account|page|channel))?\sis\s(?P<name>{_DOTTED})(?![\w@-]|\.\w)", re.IGNORECASE),
    LazyPattern(rf"(?<![\w/.@-])(?:fb|ig|insta|tiktok|snap|yt)[/@](?!{_APPS}\b)(?P<name>(?-i:[a-z][\w.]{{4,29}}))(?<!\.)(?![\w/@-])", re.IGNORECASE),
    LazyPattern(rf"(?<![\w/.@-])(?P<name>{_DOTTED})\son\s{_APPS}\b", re.IGNORECASE),
)
_APP_BEFORE: Final = LazyPattern(rf"(?<!\w)(?:{_SOCIAL}|(?-i:X))\s$", re.IGNORECASE)
_NOT_HANDLES: Final = frozenset("gmail yahoo hotmail outlook icloud aol home work school pm am noon night once least all media import supports".split())
_HINTS: Final = tuple(
    "@|qr|q.r|e code|x code|ar code|ar-code|insta:|insta |fb/|ig/|yt/|snap|tt:| ig|.com|dot com|instagram|insta |insta,|facebook| fb|ig |ig:|ig,|tiktok|tik tok|twitter|youtube|you tube|pinterest|snapchat|linkedin|reddit"
    "|discord|twitch|tumblr|vimeo|bluesky|mastodon|threads|whatsapp|telegram|yelp|trustpilot|patreon|substack|etsy|ebay|amazon|aliexpress"
    "|alibaba|temu|shopify|wayfair|mercari|poshmark|craigslist|newegg|best buy|bestbuy|shein|depop|bonanza|google|website|web s|webs|web p"
    "|online s|online c|home page|homepage| blog|manufacturer|maker|brand'|brand’| on x|own |our |channel|stall|board|the usual|dot |dot,|\"dot| app| site|platform".split("|")
)


@dataclass(frozen=True, slots=True)
class NamedPage:
    """A place named at `start:end`; `name` is the handle without its @, or "" where none is given."""

    start: int
    end: int
    kind: PageKind
    name: str


def find_pages(text: str) -> Iterator[NamedPage]:
    """Yield the pages, handles and QR codes that `text` names; they may overlap."""
    low = text.casefold()
    if not has_any(low, _HINTS):
        return
    for regex in _NAMED:
        for match in regex.finditer(text):
            yield NamedPage(match.start(), match.end() - (len(match.group()) - len(match.group().rstrip(".,"))), "named-page", "")
    if "qr" in low or "q.r" in low or "code" in low:
        for match in _QR.finditer(text):
            yield NamedPage(match.start(), match.end(), "qr", "")
    for regex in _LABELLED:
        for match in regex.finditer(text):
            yield NamedPage(match.start(), match.end(), "social-handle", match["name"].removeprefix("@"))
    if "@" in text:
        yield from _handles(text)


def _handles(text: str) -> Iterator[NamedPage]:
    greeting = re.match(r"(?:\s*@\w+\b)+(?!\w|\s(?:on|over)\b)", text[:200])
    opened = greeting.end() if greeting else 0
    for match in _HANDLE.finditer(text):
        name = match["name"].rstrip(".")
        end = match.start() + 1 + len(name)
        if match.start() < opened or name.casefold() in _NOT_HANDLES or (name.isupper() and len(name) < 3) or len(name) < 3:
            continue
        if "." in name and name.rpartition(".")[2].casefold() in ("com", "net", "org"):
            continue
        before = _APP_BEFORE.search(text, max(0, match.start() - 16), match.start())
        start = before.start() if before else match.start()
        yield NamedPage(start, end, "social-handle", name)
