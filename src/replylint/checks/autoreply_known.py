"""What a reply asks for although the customer, the thread or the order gave it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from replylint.context import Context
from replylint.detect.patterns import LazyPattern
from replylint.document.document import Document
from replylint.document.views import fold
from replylint.models import Evidence, Finding
from replylint.rulebook.clause import clause_around

__all__ = ["asked_again"]

_ASK = LazyPattern(
    r"(?i)\b(?:please|kindly|could you|can you|would you|may (?:we|i) (?:have|ask)|might we|we(?:'ll| will)? need|i(?:'ll| will)? need"
    r"|we require|what(?:'s| is| was)|which|tell (?:us|me)|send (?:us|me|over|in|along)|"
    r"provide|give (?:us|me)|confirm|include|share|let (?:us|me) know|state|supply|upload|resend|reply with|needs)\b"
)
_NO_ASK = LazyPattern(
    r"(?i)\b(?:no need|need not|needn't|not (?:need|necessary|required|have to)|don't (?:need|have to)|without|thank(?:s| you) for|you (?:sent"
    r"|gave|attached|shared|provided)|already (?:have|got)|we (?:now |do )?have (?:your|the) [^.!?]{0,40}(?:on file|here|already|now)"
    r"|i have (?:your|the)|(?:another|one more|closer|second|different|clearer|new) (?:photo|picture|image))\b"
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"


@dataclass(frozen=True, slots=True)
class _Detail:
    """One kind of detail: how it is asked for, how the customer gives it, and the field of the order that holds it."""

    name: str
    asked: LazyPattern
    given: LazyPattern | None
    field: str | None = None
    unless: LazyPattern | None = None


_DETAILS = (
    _Detail("order number", LazyPattern(r"(?i)\border (?:number|no\b|#|id)|\bnumber of (?:your|the) order"), LazyPattern(r"(?i)\border\s?(?:number|no\.?|id)?(?: is|:)?\s?#?\s?\d[\d-]{4,}|\b\d{12,15}\b|\b\d{7}-\d{7,8}\b"), "order_id"),  # noqa: E501 - an expression reads best whole
    _Detail("tracking number", LazyPattern(r"(?i)\btracking (?:number|no\b|id)"), LazyPattern(r"\b1Z[0-9A-Z]{8,}\b|\b9[2-5]\d{18,20}\b"), "tracking", LazyPattern(r"(?i)\breturn\b")),  # noqa: E501 - an expression reads best whole
    _Detail(
        "photo",
        LazyPattern(r"(?i)\b(?:photo(?:graph)?s?|pictures?|images?|pics?|videos?)\b"),
        LazyPattern(
            r"(?i)\b(?:photos?|pictures?|pics?|images?|videos?|photographs?)\b[^.!?\n]{0,30}\b(?:attached|enclosed|below|here|included|uploaded"
            r"|sent)\b|\b(?:attached|attach(?:ing)?|sent|here(?:'s| is| are)|see|enclosed|uploaded|sending"
            r"|wrote [^.!?]{0,20} with)\b[^.!?\n]{0,30}\b(?:photos?|pictures?|pics?|images?|videos?|photographs?)\b"
            r"|\bsent (?:two|three|four|them|it)\b[^.!?\n]{0,20}|\b(?:won't|can't|cannot|not) (?:send|take) (?:you )?(?:any )?(?:photos?"
            r"|pictures?|pics?)\b"
        ),
        None,
        LazyPattern(r"(?i)\b(?:photos?|pictures?|images?)\b[^.!?\n]{0,20}\b(?:label|box|carton|packag\w+|sticker|serial|receipt|invoice)\b|\b(?:in|on|from|with|of) (?:the|your) (?:photos?|pictures?|images?)\b"),  # noqa: E501 - an expression reads best whole
    ),
    _Detail(
        "address",
        LazyPattern(r"(?i)\b(?:new |delivery |shipping |full |correct |postal |street )?address\b|\bthe new street\b"),
        LazyPattern(r"(?i)\b(?:to|is|at|:)\s*\d{1,5} [A-Z][\w.]+|\b\d{1,5} (?:[A-Z][\w.]+ ){1,3}(?:st|street|ave|avenue|rd|road|dr|drive|ln|lane|blvd|way|ct|court|pl|suite|apt)\b|\b[A-Z]{2} \d{5}\b"),  # noqa: E501 - an expression reads best whole
        None,
        LazyPattern(r"(?i)\be-?mail address\b|\baddress (?:on|in|of) (?:the|your) (?:order|account)\b"),
    ),
    _Detail("company name", LazyPattern(r"(?i)\b(?:company|business) name\b"), LazyPattern(r"\b(?:LLC|Inc|Ltd|Corp|GmbH|Co)\b\.?|(?i:\b(?:company|business) name(?: is|:|,| should))")),  # noqa: E501 - an expression reads best whole
    _Detail("name", LazyPattern(r"(?i)\b(?:your (?:full )?name|spelling of (?:the|your) name|along with your name)\b"), None, "customer_name"),
    _Detail("serial number", LazyPattern(r"(?i)\bserial (?:number|no\b)"), LazyPattern(r"(?i)\bserial\b[^.!?\n]{0,40}?\b(?=[\w-]*\d)[\w-]{4,}")),
    _Detail("VIN", LazyPattern(r"\bVIN\b"), LazyPattern(r"\b[A-HJ-NPR-Z0-9]{17}\b")),
    _Detail("model", LazyPattern(r"(?i)\bmodel (?:number|no\b|name)|\bwhich model\b"), LazyPattern(r"(?i)\bmodel(?: number| no\.?| name)?(?: is|:)?\s#?(?=[\w-]*\d)[A-Z0-9][\w-]{2,}")),  # noqa: E501 - an expression reads best whole
    _Detail("purchase date", LazyPattern(r"(?i)\b(?:date of (?:the )?(?:purchase|order)|(?:purchase|order) date|when (?:did )?you (?:bought|ordered|order|buy|purchase))\b"), LazyPattern(rf"(?i)\b(?:bought|ordered|purchased)\b[^.!?\n]{{0,30}}\b(?:{_MONTH} \d{{1,2}}|\d{{1,2}}/\d{{1,2}})"), "ordered_at"),  # noqa: E501 - an expression reads best whole
    _Detail("item", LazyPattern(r"(?i)\b(?:which (?:item|product) (?:is it|are you|do you|did you|you)|(?:product|item) in question|name of the (?:item|product)|what (?:item|product) did you)\b"), None, "items"),  # noqa: E501 - an expression reads best whole
)  # fmt: skip


def asked_again(doc: Document, ctx: Context) -> Iterator[Finding]:
    """Yield each request for a detail that stands in the customer's messages or in the order."""
    sources = [("customer", ctx.customer or "")] + [("previous", m.text) for m in ctx.previous if m.sender == "customer"]
    if not doc.may(_ASK):
        return
    for sentence in doc.sentences:
        view = fold(sentence.text)
        text = view.text
        if not _ASK.search(text) or _NO_ASK.search(text):
            continue
        for detail in _DETAILS:
            match = detail.asked.search(text)
            ask = _ASK.search(text, 0, match.end()) if match else None
            if match is None or ask is None or (detail.unless and detail.unless.search(text)):
                continue
            # "Please confirm that order number 123 is yours" repeats what is known and asks for nothing.
            if re.match(r"[\s:#]*\d{4,}", text[match.end() :]):
                continue
            evidence = _given(detail, ctx, sources)
            if evidence is None:
                continue
            begin, _ = clause_around(text, ask.start(), match.end())
            end = _end(text, match.end())
            first, last = view.origin(max(begin, 0), end)
            yield Finding(
                "autoreply.asks-known-info", sentence.start + first, sentence.start + last, params={"detail": detail.name}, evidence=(evidence,)
            )
            break


def _end(text: str, position: int) -> int:
    """Return where the request that names a detail at ``position`` ends: with its clause, a question mark included."""
    stop = re.search(r"[;:]|,? so that | so (?:we|i) | to (?:look|help|move|find)|[.!?]\s*\Z", text[position:])
    end = position + stop.start() if stop else len(text.rstrip())
    return end + 1 if text[end : end + 1] == "?" else end


def _given(detail: _Detail, ctx: Context, sources: list[tuple[str, str]]) -> Evidence | None:
    if detail.field is not None:
        value = getattr(ctx, detail.field)
        if detail.field == "items":
            value = value[0].title if len(value) == 1 else None
        if value:
            shown = str(value)
            return Evidence(source="order", start=0, end=len(shown), excerpt=shown)
    if detail.given is not None:
        for source, text in sources:
            match = detail.given.search(text)
            if match:
                return Evidence(source=source, start=match.start(), end=match.end(), excerpt=match.group())  # type: ignore[arg-type]
    return None
