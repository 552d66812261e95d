"""A rule by examples alone: a small logistic head over the sentence encoder, fitted when the rule is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from replylint.detect.meaning import Encoder

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["SimilarModel", "fit_similar"]

_STEPS = 200
_RATE = 1.0
_RIDGE = 1e-3
# Brings unit vectors to a range where the head learns in few steps.
_SCALE = 5.0


@dataclass(frozen=True, slots=True)
class SimilarModel:
    """Weights over unit sentence vectors; a sentence matches from probability one half."""

    encoder: Encoder
    weights: npt.NDArray[np.float64]
    bias: float

    def probability(self, sentence: str) -> float:
        """Return the probability that ``sentence`` belongs with the ``like`` examples."""
        import numpy as np  # noqa: PLC0415 - a fifth of a second, for rules by example alone

        vector = np.asarray(self.encoder.encode([sentence])[0], dtype=np.float64)
        return float(1.0 / (1.0 + np.exp(-(vector @ self.weights + self.bias))))

    def matches(self, sentence: str) -> bool:
        """Return whether ``sentence`` is more like ``like`` than ``unlike``."""
        return self.probability(sentence) >= 0.5


def fit_similar(encoder: Encoder, like: Sequence[str], unlike: Sequence[str]) -> SimilarModel:
    """Fit a head that tells ``like`` from ``unlike``; both sides weigh the same, whatever their counts."""
    import numpy as np  # noqa: PLC0415 - as above

    vectors = np.asarray(encoder.encode([*like, *unlike]), dtype=np.float64) * _SCALE
    target = np.array([1.0] * len(like) + [0.0] * len(unlike))
    weight = np.where(target == 1.0, 0.5 / len(like), 0.5 / len(unlike))
    weights, bias = np.zeros(vectors.shape[1]), 0.0
    for _ in range(_STEPS):
        error = (1.0 / (1.0 + np.exp(-(vectors @ weights + bias))) - target) * weight
        weights -= _RATE * (vectors.T @ error + _RIDGE * weights)
        bias -= _RATE * float(error.sum())
    return SimilarModel(encoder, weights * _SCALE, bias)
