"""`links`: what leads the customer off Walmart.com; see rules/links/."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from replylint.checks.links_innocents import is_product_name, named_in_order
from replylint.context import Context
from replylint.detect.destinations import Destination, DestinationKind, find_destinations
from replylint.detect.html_destinations import find_html_destinations
from replylint.document.document import Document
from replylint.models import Finding
from replylint.rulebook.check import CheckInfo, Tools
from replylint.rulebook.hosts import host_lists

__all__ = ["LinksCheck"]

_RULES: Final[dict[DestinationKind, str]] = {
    "external": "links.external-url",
    "bare-domain": "links.bare-domain",
    "obfuscated": "links.obfuscated",
    "lookalike": "links.lookalike",
    "shortener": "links.shortener",
    "redirect": "links.redirect",
    "carrier": "links.carrier-site",
    "marketplace": "links.marketplace",
    "walmart-other": "links.other-walmart-site",
    "ip": "links.ip-address",
    "social-handle": "links.social-handle",
    "named-page": "links.named-page",
    "qr": "links.qr-code",
    "deceptive-anchor": "links.deceptive-anchor",
    "hidden-characters": "links.hidden-characters",
    "chat": "links.chat-link",
}
_HTML_RULE: Final = "links.html-target"
# The address of a mail or a phone is a contact detail; cid: is a picture inside the message itself.
_CONTACT_SCHEMES: Final = ("mailto:", "tel:", "sms:", "callto:", "cid:")
_UNSEEN: Final = ("tracking-pixel", "remote-image")
# A page that is only named may be denied ("we have no Etsy shop"); an address that stands there can be opened all the same.
_DENIABLE: Final = ("named-page", "qr", "social-handle")


class LinksCheck:
    """Names each destination by what it is: an address, a look-alike, a shortener, a page, a carrier's site."""

    info = CheckInfo("links", frozenset({*_RULES.values(), _HTML_RULE}))

    def __init__(self, tools: Tools) -> None:
        self._lists = host_lists(tools.pack)

    def run(self, doc: Document, ctx: Context) -> Iterator[Finding]:
        """Yield a finding for each destination of ``doc`` that is not the marketplace's own."""
        text = doc.live
        for found in find_destinations(text, self._lists, named_in_order(ctx)):
            if found.kind == "allowed" or found.target in _CONTACT_SCHEMES:
                continue
            if found.kind in _DENIABLE and not found.host and doc.scopes.holds("negated", found.start, found.end):
                continue
            if not is_product_name(found, text, ctx):
                yield self._finding(found, text[found.start : found.end])
        if doc.kind == "html":
            yield from self._attributes(doc)

    def _finding(self, found: Destination, written: str) -> Finding:
        params = {"host": found.host or written, "target": found.target}
        return Finding(_RULES[found.kind], found.start, found.end, params=params)

    def _attributes(self, doc: Document) -> Iterator[Finding]:
        """What no reader sees and a click or the mere opening of the mail follows."""
        for found in find_html_destinations(doc.source, self._lists):
            if found.kind == "allowed" or found.target in _CONTACT_SCHEMES:
                continue
            if any(start <= found.start < end for start, end in doc.quoted_source):
                continue
            hidden = found.target in _UNSEEN or (not found.host and found.target)
            rule = _HTML_RULE if hidden else _RULES[found.kind]
            params = {"host": found.host or doc.source[found.start : found.end][:40], "target": found.target}
            yield Finding(rule, found.start, found.end, params=params, in_source=True)
