"""What is known around a draft: the customer's message, the order, the seller's profile.

Every field is optional and an unknown key is an error: a misspelt key would silently switch a rule off.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from replylint.errors import InputError, nearest

__all__ = [
    "Context",
    "EarlierMessage",
    "Facts",
    "Item",
    "PreAuthorized",
    "Returns",
    "SellerProfile",
    "Topic",
    "parse_context",
]

Topic = Literal[
    "damaged", "defective", "late", "lost", "wrong-item", "missing-parts", "not-as-described", "return",
    "refund", "cancel", "product-question", "order-question", "invoice", "thanks", "other",
]  # fmt: skip


def _no_surrogates(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(
            f"lone surrogate at character {error.start}; decode the text as UTF-8 first"
        ) from None
    return text


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time needs an offset, such as 2026-03-01T09:30:00-05:00")
    return moment


Text = Annotated[str, AfterValidator(_no_surrogates)]
Instant = Annotated[datetime, AfterValidator(_aware)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class EarlierMessage(_Model):
    """One earlier message of the thread."""

    sender: Literal["customer", "seller"] = Field(alias="from")
    text: Text
    at: Instant | None = None


class Item(_Model):
    """One line of the order."""

    title: Text
    sku: Text | None = None
    price: float | None = None
    quantity: int | None = None


class SellerProfile(_Model):
    """What the seller's Seller Center profile shows to customers."""

    name: Text | None = None
    emails: tuple[Text, ...] = ()
    phones: tuple[Text, ...] = ()
    hours: Text | None = None
    address: Text | None = None


class PreAuthorized(_Model):
    """A resolution settled before the purchase."""

    kind: Literal["partial-keep-it", "keep-it", "refund", "replacement"]
    refund_percent: float | None = None
    max_price: float | None = None
    department: Text | None = None
    return_reason: Text | None = None
    set_at: datetime | None = None


class Facts(_Model):
    """What really happened to the order; ``None`` is unknown."""

    refunded: bool | None = None
    shipped: bool | None = None
    delivered: bool | None = None
    replacement_sent: bool | None = None


class Returns(_Model):
    """The seller's return settings."""

    window_days: int | None = None
    free: bool | None = None


class Context(_Model):
    """All that is known around a draft.

    Every field is optional; a rule whose need is missing is reported as skipped. Times are ISO 8601 with an
    offset (``ordered_at`` and ``set_at`` may be plain dates).
    """

    customer: Text | None = None
    previous: tuple[EarlierMessage, ...] = ()
    topic: Topic | None = None
    order_id: Text | None = None
    tracking: Text | None = None
    carrier: Text | None = None
    customer_name: Text | None = None
    ordered_at: datetime | None = None
    items: tuple[Item, ...] = ()
    seller: SellerProfile | None = None
    preauthorized: tuple[PreAuthorized, ...] | None = None
    facts: Facts | None = None
    returns: Returns | None = None
    fulfilment: Literal["seller", "wfs"] | None = None
    received_at: Instant | None = None
    now: Instant | None = None
    market: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, data: object) -> object:
        if isinstance(data, dict):
            for key in data:
                if key not in cls.model_fields:
                    hint = nearest(str(key), cls.model_fields)
                    raise ValueError(f"unknown key {key!r}" + (f": {hint}" if hint else ""))
        return data

    @model_validator(mode="after")
    def _order_of_times(self) -> Self:
        if self.received_at and self.now and self.now < self.received_at:
            raise ValueError("now lies before received_at")
        return self

    def known_text(self) -> str:
        """Return all that the customer and the order already gave, one string, for "was it said?" questions."""
        parts = [self.customer or "", self.order_id or "", self.tracking or "", self.customer_name or ""]
        parts += [message.text for message in self.previous if message.sender == "customer"]
        parts += [f"{item.title} {item.sku or ''}" for item in self.items]
        return "\n".join(part for part in parts if part)


def parse_context(data: object, *, place: str = "context") -> Context:
    """Validate ``data`` (a mapping, or a Context, or ``None``) into a Context.

    Raises:
        InputError: naming ``place``, the key and the remedy.
    """
    if isinstance(data, Context):
        return data
    if data is None:
        return Context()
    try:
        return Context.model_validate(data)
    except ValidationError as error:
        raise InputError(f"{place}: {first_problem(error)}", code="C103") from None


def first_problem(error: ValidationError) -> str:
    """Return the first problem of a pydantic ValidationError as ``key.path: what is wrong``."""
    problem = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in problem["loc"])
    message = problem["msg"].removeprefix("Value error, ")
    if problem["type"] == "extra_forbidden":
        message = "unknown key"
    return f"{where}: {message}" if where else message
