"""Values of the order that a reply states (numbers, carrier, date, colour, size, amount) against the order itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from replylint.context import Context
from replylint.detect.patterns import LazyPattern
from replylint.document.document import Document
from replylint.document.sentences import Sentence
from replylint.document.views import View, fold
from replylint.models import Evidence, Finding
from replylint.rulebook.clause import clause_around

__all__ = ["wrong_order_values"]

_CODE = LazyPattern(r"(?<![\w$.,-])[A-Z]{0,3}\d[A-Z0-9]*(?:[ -][A-Z0-9]*\d[A-Z0-9]*)*(?![\w%])")
_ORDER_CUE = LazyPattern(r"(?i)\border(?:\s(?:number|no\.?|id))?(?:\s(?:that\s)?end(?:s|ing)\s(?:in|with|on))?(?:\s?is)?\s?[#:]?\s?\Z")
_TRACK_CUE = LazyPattern(r"(?i)\b(?:track\w*|under|label number|parcel number|usps|ups|fedex|ontrac|dhl|lasership)\b")
_PHONE = LazyPattern(r"\A(?:1[ -]?)?\d{3}-\d{3}-\d{4}\Z")
_CARRIERS = {
    "UPS": r"UPS|United Parcel Service", "USPS": r"USPS|(?:U\.?S\.? |United States )?Postal Service", "FedEx": r"[Ff]ed ?[Ee]x|FEDEX", "DHL": r"DHL",
    "OnTrac": r"[Oo]n[Tt]rac", "LaserShip": r"[Ll]aser[Ss]hip", "XPO": r"XPO", "Purolator": r"Purolator", "Canada Post": r"Canada Post",
    "Amazon": r"Amazon Logistics", "GLS": r"GLS", "Yanwen": r"Yanwen", "YunExpress": r"YunExpress",
}  # fmt: skip
_CARRIER = LazyPattern("|".join(f"(?P<c{i}>\\b(?:{pattern})\\b)" for i, pattern in enumerate(_CARRIERS.values())))
_CARRIER_NAMES = tuple(_CARRIERS)
_CARRIER_OTHER = LazyPattern(
    r"(?i)\b(?:store|drop(?:[ -]?off|ped? (?:it|them|off))|return|label|claim|sen[dt] (?:it|them) back|bring|hand it|or|not|switch(?:ed)?"
    r"|instead|any|pick(?:s|ed)? (?:it|them) up from you|collect)\b"
)
_MONTHS = {name: i for i, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)}
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = (
    rf"(?:(?P<month>{_MONTH})[a-z]*\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month2>{_MONTH})[a-z]*)"
)
_ORDERED = LazyPattern(
    rf"(?i)\b(?:(?:you\s|was\s|were\s|it\s)?(?:bought|ordered|purchased|placed)(?:\s(?:it|this|that|them|(?:the|your|this)\s\w+))?\s(?:back\s)?on"
    rf"|(?:your|this|the)\s(?:order|purchase)\s(?:dates\s(?:from|back\sto)|is\s(?:from|dated)|was\s(?:placed|made)\son|of|from|dated)"
    rf"|order(?:ed)?\sdate:?(?:\sis)?)\s{_DATE}"
)
_COLORS = frozenset((
    "red", "blue", "green", "yellow", "black", "white", "gray", "grey", "silver", "gold", "pink", "purple", "orange", "brown", "beige",
    "navy", "teal", "mint", "lilac", "bronze", "ivory", "cream", "natural", "turquoise", "burgundy", "charcoal", "tan", "copper", "rose",
    "coral", "olive", "maroon", "lavender", "khaki", "peach", "oat", "sage", "plum", "mustard", "rust", "aqua", "indigo", "violet",
    "crimson", "emerald", "taupe", "pewter", "champagne", "lemon",
))  # fmt: skip
_CHOSEN = LazyPattern(
    r"""(?ix)\b(?:your\sorder\s(?:was\s(?:placed\s)?for|is\sfor|says|shows|reads|lists|has)|(?:the|this)\sorder\s(?:on\s\w+\s\w+\s|itself\s|here\s)?(?:was\s(?:placed\s)?for|is\sfor|says|shows|reads|lists)|what\syou\s(?:ordered|bought|chose)\s(?:was|is)|you\s(?:did\s|had\s|have\s)?(?:order(?:ed)?
        |cho(?:ose|se|sen)|pick(?:ed)?|select(?:ed)?|bought)|
        (?:our\s)?(?:records|system|invoice)\s(?:do\s|does\s)?shows?|your\s\w+\s(?:is|comes)\s(?:in\s)?(?:the\s)?(?=[A-Z]))\b"""
)
_CUT = LazyPattern(r"(?i)\b(?:not|instead|rather|but|so|while|and not|whereas|which)\b|[.;,]\s(?:but|not|so)\b")
_UNIT = LazyPattern(r"(?i)(?<![\w.])(\d+(?:\.\d+)?)[\s-]?(count|ct|pack|piece|pc|inch|in|oz|ounce|qt|quart|ft|foot|lb|ml|gallon|cm|mm)\b")
_SIZE = LazyPattern(r"(?i)\bsize\s(\d{1,2}(?:\.5)?|x{0,3}[sml]|small|medium|large)\b")
_MODEL = LazyPattern(r"\b((?:[A-Z][a-z]+|[a-z]+[A-Z])[A-Za-z]*)\s(\d{1,3})(?![\w.-])")
_UNIT_NAMES = {"ct": "count", "in": "inch", "oz": "ounce", "qt": "quart", "ft": "foot", "pc": "piece"}
_COUNT_WORDS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
_COUNTED = LazyPattern(
    r"(?i)\b(?:you (?:have |had )?(?:ordered|bought|chose|purchased)|(?:your|the|this) order (?:is|was) (?:placed )?for|(?:order|invoice|receipt"
    r"|records?) (?:lists?|shows?|says?|has|reads?)"
    r"|read it out:?)\s(?:exactly |only |just )?(?P<n>\d{1,2}|" + "|".join(_COUNT_WORDS) + r") (?!of\b|more\b"
    r"|missing\b)(?P<thing>[a-z]+(?: [a-z]+){0,3})"
)
_AMOUNT = LazyPattern(r"[$] ?(\d[\d,]*(?:\.\d{2})?)|(?<![\w.])(\d+\.\d{2})(?![\w.])")
_PAID = LazyPattern(r"(?i)\byou (?:have |had )?paid [$]?\d|\byou were charged [$]?\d|\bwas [$]?\d[\d.]* when you ordered")
_TAX_APART = LazyPattern(r"(?i)\b(?:plus|before|without|excluding) (?:sales )?tax\b")
_TAX = 1.15


def wrong_order_values(doc: Document, ctx: Context) -> Iterator[Finding]:
    """Yield each value of the reply that the order in ``ctx`` contradicts."""
    for sentence in doc.sentences:
        view = fold(sentence.text)
        yield from _numbers(sentence, view, ctx)
        yield from _carrier(doc, sentence, view, ctx)
        yield from _date(sentence, view, ctx)
        yield from _variant(sentence, view, ctx)
        yield from _amounts(sentence, view, ctx)
        yield from _quantity(sentence, view, ctx)


def _finding(rule: str, sentence: Sentence, view: View, span: tuple[int, int], known: str) -> Finding:
    first, last = view.origin(*span)
    evidence = Evidence(source="order", start=0, end=len(known), excerpt=known)
    return Finding(rule, sentence.start + first, sentence.start + last, params={"known": known}, evidence=(evidence,))


def _plain(code: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", code).upper()


def _numbers(sentence: Sentence, view: View, ctx: Context) -> Iterator[Finding]:
    order, tracking = _plain(ctx.order_id or ""), _plain(ctx.tracking or "")
    if not order and not tracking:
        return
    said = _plain(" ".join([ctx.customer or "", *(message.text for message in ctx.previous)]))
    text = view.text
    for match in _CODE.finditer(text):
        code = _plain(match.group())
        digits = sum(char.isdigit() for char in code)
        if digits < 4 or code in (order, tracking) or code in said or _PHONE.match(match.group()):
            continue
        if (order and order.endswith(code)) or (tracking and tracking.endswith(code)):
            continue
        before = text[max(0, match.start() - 32) : match.start()]
        if order and (_ORDER_CUE.search(before) or _near(code, order)):
            yield _finding("misleading.wrong-order-number", sentence, view, match.span(), ctx.order_id or "")
        elif tracking and (_near(code, tracking) or (digits >= 10 and not _near_length(code, order) and _TRACK_CUE.search(text))):
            yield _finding("misleading.wrong-tracking-number", sentence, view, match.span(), ctx.tracking or "")


def _near_length(code: str, other: str) -> bool:
    return bool(other) and len(code) == len(other)


def _near(code: str, other: str) -> bool:
    """Return whether ``code`` is ``other`` mistyped: as long, give or take one, and alike but for a few characters."""
    if abs(len(code) - len(other)) > 1 or len(other) < 6:
        return False
    same = 0
    for a, b in zip(code, other, strict=False):
        if a != b:
            break
        same += 1
    tail = 0
    for a, b in zip(reversed(code), reversed(other), strict=False):
        if a != b:
            break
        tail += 1
    return same + tail >= len(other) * 0.6


def _carrier(doc: Document, sentence: Sentence, view: View, ctx: Context) -> Iterator[Finding]:
    known = _carrier_name(ctx.carrier or "")
    if known is None or not doc.may(_CARRIER) or _names(doc.folded.text) & {known}:
        return
    asked = _names(ctx.customer or "")
    for match in _CARRIER.finditer(view.text):
        name = _CARRIER_NAMES[int((match.lastgroup or "c0")[1:])]
        if name != known and name not in asked and not _CARRIER_OTHER.search(view.text):
            yield _finding("misleading.wrong-carrier", sentence, view, match.span(), ctx.carrier or "")


def _names(text: str) -> set[str]:
    return {_CARRIER_NAMES[int((match.lastgroup or "c0")[1:])] for match in _CARRIER.finditer(text)}


def _carrier_name(text: str) -> str | None:
    found = _names(text)
    return next(iter(found)) if len(found) == 1 else None


def _date(sentence: Sentence, view: View, ctx: Context) -> Iterator[Finding]:
    if ctx.ordered_at is None:
        return
    for match in _ORDERED.finditer(view.text):
        month, day = _MONTHS[(match["month"] or match["month2"]).lower()], int(match["day"] or match["day2"])
        try:
            said = datetime(ctx.ordered_at.year, month, day, tzinfo=ctx.ordered_at.tzinfo)
        except ValueError:
            continue
        # A day of grace: the order's instant falls on another date in the customer's zone.
        if abs(said - ctx.ordered_at.replace(hour=0, minute=0, second=0, microsecond=0)) > timedelta(days=1):
            yield _finding("misleading.wrong-order-date", sentence, view, match.span(), ctx.ordered_at.date().isoformat())


def _variant(sentence: Sentence, view: View, ctx: Context) -> Iterator[Finding]:
    titles = " ".join(item.title for item in ctx.items)
    if not titles:
        return
    text = view.text
    for match in _CHOSEN.finditer(text):
        rest = text[match.end() : match.end() + 60]
        cut = _CUT.search(rest)
        said = rest[: cut.start()] if cut else rest
        for theirs, ours in ((_colors(said), _colors(titles)), (_units(said), _units(titles))):
            shared = {unit for unit, _ in theirs} & {unit for unit, _ in ours}
            if shared and not theirs & ours:
                span = clause_around(text, match.start(), match.end())
                yield _finding("misleading.wrong-item", sentence, view, span, titles)
                return


def _quantity(sentence: Sentence, view: View, ctx: Context) -> Iterator[Finding]:
    if not ctx.items:
        return
    for match in _COUNTED.finditer(view.text):
        said = _COUNT_WORDS.get(match["n"].lower()) or (int(match["n"]) if match["n"].isdigit() else 0)
        words = {word.lower()[:4] for word in re.findall(r"[A-Za-z]{3,}", match["thing"])}
        items = [item for item in ctx.items if words & {word.lower()[:4] for word in re.findall(r"[A-Za-z]{3,}", item.title)}]
        # A pack's title has a count of its own, which the reply may mean.
        if len(items) != 1 or items[0].quantity is None or re.search(r"(?i)\d\s?-?(?:pack|pc|piece|count|ct)|\bset\b|\bpack\b", items[0].title):
            continue
        if said and said != items[0].quantity:
            span = clause_around(view.text, match.start("n"), match.end())
            yield _finding("misleading.wrong-item", sentence, view, span, f"quantity: {items[0].quantity}")
            return


def _colors(text: str) -> set[tuple[str, str]]:
    return {("color", "gray" if word == "grey" else word) for word in re.findall(r"[a-z]+", text.lower()) if word in _COLORS}


def _units(text: str) -> set[tuple[str, str]]:
    found = ((match[1], match[2].lower()) for match in _UNIT.finditer(text))
    values = {(_UNIT_NAMES.get(unit, unit), number) for number, unit in found}
    values |= {("size", match[1].lower()) for match in _SIZE.finditer(text)}
    return values | {(match[1].lower(), match[2]) for match in _MODEL.finditer(text) if match[1].lower() != "size"}


def _amounts(sentence: Sentence, view: View, ctx: Context) -> Iterator[Finding]:
    known = _known_amounts(ctx)
    if not known:
        return
    text = view.text
    paid, most = _PAID.search(text), 1.0 if _TAX_APART.search(text) else _TAX
    for match in _AMOUNT.finditer(text):
        cents = round(float((match[1] or match[2]).replace(",", "")) * 100)
        if cents in known:
            continue
        shown = ", ".join(f"{value / 100:.2f}" for value in sorted(known))
        mistyped = any(_swapped(f"{cents}", f"{value}") for value in known)
        misstated = (
            paid is not None
            and paid.start() <= match.start() <= paid.end() + 2
            and not any(value <= cents <= value * most for value in known)
        )
        if mistyped or misstated:
            yield _finding("misleading.wrong-amount", sentence, view, match.span(), shown)


def _known_amounts(ctx: Context) -> set[int]:
    """Return, in cents, what the order's amounts may be: prices, lines and their sum."""
    out, total = set(), 0
    for item in ctx.items:
        written = _AMOUNT.search(item.title)
        price = item.price if item.price is not None else float((written[1] or written[2]).replace(",", "")) if written else None
        if price is None:
            continue
        for quantity in range(1, (item.quantity or 1) + 1):
            out.add(round(price * quantity * 100))
        total += round(price * (item.quantity or 1) * 100)
    return out | {total} if out else out


def _swapped(said: str, known: str) -> bool:
    """Return whether ``said`` is ``known`` with two neighbouring digits of its whole amount the wrong way round."""
    if len(said) != len(known) or said == known or len(known) < 4:
        return False
    wrong = [i for i, (a, b) in enumerate(zip(said, known, strict=True)) if a != b]
    return len(wrong) == 2 and wrong[1] == wrong[0] + 1 and said[wrong[0]] == known[wrong[1]] and said[wrong[1]] == known[wrong[0]]
