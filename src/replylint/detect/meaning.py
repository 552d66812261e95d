"""What meaning-based rules need of a sentence model, whatever stands behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = ["LABELS", "REPLY_LABELS", "Encoder", "Given", "Meaning", "Reading", "SentenceScores"]

LABELS = ("haggling", "promo", "overpromise", "tone", "contact", "autoreply", "links", "misleading", "empathy", "complaint")
REPLY_LABELS = ("haggling", "promo", "overpromise", "tone", "contact", "autoreply", "links", "misleading", "empathy-missing")


@dataclass(frozen=True, slots=True)
class SentenceScores:
    """Calibrated probability of each label for one sentence."""

    labels: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Given:
    """Which parts of the context are known, and what is known of the order, where ``None`` is nothing.

    A reply that asks for what is known reads differently, and so does one that says the opposite.
    """

    customer: bool = False
    order_id: bool = False
    tracking: bool = False
    preauthorized: bool = False
    seller: bool = False
    previous: bool = False
    refunded: bool | None = None
    shipped: bool | None = None
    delivered: bool | None = None
    replacement_sent: bool | None = None
    free_returns: bool | None = None

    @property
    def bits(self) -> tuple[float, ...]:
        """One number a field: 1 for true and known; 0 for unknown; -1 for known to be false."""
        known = (self.customer, self.order_id, self.tracking, self.preauthorized, self.seller, self.previous)
        facts = (self.refunded, self.shipped, self.delivered, self.replacement_sent, self.free_returns)
        return (*(float(bit) for bit in known), *(0.0 if fact is None else 1.0 if fact else -1.0 for fact in facts))


@dataclass(frozen=True, slots=True)
class Reading:
    """A reply read as a whole, after the customer's message.

    ``sentences`` holds one score a sentence of the reply, in order; ``reply`` the probability that the reply as a whole
    breaks each check (``empathy-missing`` among them).
    """

    sentences: tuple[SentenceScores, ...]
    reply: Mapping[str, float]


class Meaning(Protocol):
    """Scores sentences; the same text always gets the same scores."""

    def score(self, sentences: Sequence[str]) -> tuple[SentenceScores, ...]:
        """Return one SentenceScores for each sentence judged by itself, in order.

        Raises:
            BackendError: where the model cannot be loaded or run.
        """
        ...

    def read(self, reply: Sequence[str], customer: Sequence[str], given: Given) -> Reading:
        """Read the sentences of a reply after those of the customer's message.

        Raises:
            BackendError: as ``score``.
        """
        ...

    def weights(self, name: str) -> Mapping[str, float]:
        """Return the fitted weights by which ``name`` is decided from several features, ``bias`` and ``threshold`` among them."""
        ...

    def threshold(self, label: str, level: str) -> float:
        """Return the reply's probability from which ``level`` (high, medium, low) holds for ``label``."""
        ...


class Encoder(Protocol):
    """Turns sentences into vectors of unit length."""

    @property
    def ordinary(self) -> Sequence[Sequence[float]]:
        """The vectors of some sentences that any reply may hold."""
        ...

    def encode(self, sentences: Sequence[str]) -> Sequence[Sequence[float]]:
        """Return one vector for each sentence."""
        ...
