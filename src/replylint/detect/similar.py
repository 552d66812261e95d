"""A rule by examples alone: ridge logistic regression over the sentence encoder, fitted when the rule is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from replylint.detect.meaning import Encoder

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["SimilarModel", "doubtful_examples", "fit_similar"]

# Weight of one example's loss against the ridge.
_TRUST = 30.0
# A seller's ``unlike`` are near misses, so the fit would else know nothing of what is far from both sides. The encoder's
# ordinary sentences together weigh a quarter of a side; one that is all but a ``like`` of the rule is left out.
_ORDINARY_WEIGHT = 0.25
_SAME = 0.85  # cosine
_PARTNERS = 10  # examples of the other side that one is left out with
_STEPS = 50
_CONVERGED = 1e-6  # of a logit


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
    vectors, target = _arrays(encoder, like, unlike)
    weights, bias = _fit(vectors, target, _ordinary(encoder, vectors[target == 1.0]))
    return SimilarModel(encoder, weights, bias)


def doubtful_examples(encoder: Encoder, like: Sequence[str], unlike: Sequence[str]) -> tuple[str, ...]:
    """Return the examples that mostly fall on the wrong side where the head is fitted without them.

    What the head says of a sentence that it was fitted on tells nothing: twenty points in 384 dimensions can always be
    parted. So each is judged without it, and without one of the other side each time, so that neither side is the larger.
    """
    import numpy as np  # noqa: PLC0415 - as above

    vectors, target = _arrays(encoder, like, unlike)
    ordinary = _ordinary(encoder, vectors[target == 1.0])
    wrong, tries = np.zeros(len(target)), np.zeros(len(target))
    ours, theirs = len(like), len(unlike)
    larger = max(ours, theirs)
    for shift, index in product(range(min(_PARTNERS, larger)), range(larger)):
        pair = [index % ours, ours + (index + shift) % theirs]
        weights, bias = _fit(np.delete(vectors, pair, 0), np.delete(target, pair), ordinary)
        wrong[pair] += (vectors[pair] @ weights + bias >= 0) != (target[pair] == 1.0)
        tries[pair] += 1
    return tuple(sentence for sentence, share in zip((*like, *unlike), wrong / tries, strict=True) if share > 0.5)


def _arrays(encoder: Encoder, like: Sequence[str], unlike: Sequence[str]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    import numpy as np  # noqa: PLC0415 - as above

    vectors = np.asarray(encoder.encode([*like, *unlike]), dtype=np.float64)
    return vectors, np.array([1.0] * len(like) + [0.0] * len(unlike))


def _ordinary(encoder: Encoder, like: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    import numpy as np  # noqa: PLC0415 - as above

    vectors: npt.NDArray[np.float64] = np.asarray(encoder.ordinary, dtype=np.float64).reshape(-1, like.shape[1])
    far: npt.NDArray[np.float64] = vectors[(vectors @ like.T).max(1) < _SAME]
    return far


def _fit(
    vectors: npt.NDArray[np.float64], target: npt.NDArray[np.float64], ordinary: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], float]:
    """Return weights and bias by Newton's method, in the span of the few examples rather than over all dimensions."""
    import numpy as np  # noqa: PLC0415 - as above

    positive, side = target.sum(), len(target) / 2
    trust = _TRUST * side * np.where(target == 1.0, 1 / positive, 1 / (len(target) - positive))
    trust = np.concatenate([trust, np.full(len(ordinary), _TRUST * side * _ORDINARY_WEIGHT / max(1, len(ordinary)))])
    middle = vectors.mean(0)  # from where the bias is counted
    centred = np.concatenate([vectors, ordinary]) - middle
    target = np.concatenate([target, np.zeros(len(ordinary))])
    kernel = centred @ centred.T + 1.0
    score = np.zeros(len(target))
    for _ in range(_STEPS):
        probability = 1.0 / (1.0 + np.exp(-score))
        slope = np.maximum(probability * (1.0 - probability), 1e-6)
        dual = np.linalg.solve(kernel + np.diag(1.0 / (trust * slope)), score + (target - probability) / slope)
        before, score = score, kernel @ dual
        if np.abs(score - before).max() < _CONVERGED:
            break
    weights = centred.T @ dual
    return weights, float(dual.sum() - middle @ weights)
