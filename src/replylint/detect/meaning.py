"""What meaning-based rules need of a sentence model, whatever stands behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = ["LABELS", "Encoder", "Meaning", "SentenceScores"]

LABELS = ("haggling", "promo", "overpromise", "tone", "contact", "autoreply", "empathy", "complaint")


@dataclass(frozen=True, slots=True)
class SentenceScores:
    """Calibrated probability of each label for one sentence."""

    labels: Mapping[str, float]


class Meaning(Protocol):
    """Scores sentences; the same sentence always gets the same scores."""

    def score(self, sentences: Sequence[str]) -> tuple[SentenceScores, ...]:
        """Return one SentenceScores for each sentence, in order.

        Raises:
            BackendError: where the model cannot be loaded or run.
        """
        ...

    def threshold(self, label: str, level: str) -> float:
        """Return the probability from which ``level`` (high, medium, low) holds for ``label``."""
        ...


class Encoder(Protocol):
    """Turns sentences into unit vectors."""

    def encode(self, sentences: Sequence[str]) -> Sequence[Sequence[float]]:
        """Return one vector for each sentence."""
        ...
