"""Whether a reply owes a sincere word and has none: what the rules saw and what the sentence model read, weighed together.

A logistic regression over six features; its weights are fitted with the model's calibration (``training/calibrate.py``) and
ship in ``model.json``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from replylint.checks.empathy_customer import is_given
from replylint.context import Context
from replylint.detect.meaning import Meaning
from replylint.document.document import Document
from replylint.rulebook.reading import customer_sentences, reading_of

__all__ = ["FEATURES", "features", "owed"]

FEATURES = ("missing", "sincere", "complaint", "upset", "sorry", "given")
_LEAST = 1e-4


def features(doc: Document, ctx: Context, meaning: Meaning, *, upset: bool | None, sorry: bool | None) -> dict[str, float]:
    """Return the features by name.

    ``missing`` is the log-odds that the whole reply lacks empathy; ``sincere`` and ``complaint`` are those of the reply's
    kindest and the customer's most unhappy sentence; ``upset`` and ``sorry``, the rules' verdicts, count 1, 0 where unsure,
    and -1 (a plain apology is never weighed); ``given`` is 1 where there is a message of the customer.
    """
    given = is_given(ctx)
    kind = [score.labels["empathy"] for score in meaning.score([s.text for s in doc.sentences if s.text.strip()])]
    unhappy = [score.labels["complaint"] for score in meaning.score(customer_sentences(ctx))] if given else []
    return {
        "missing": _log_odds(reading_of(doc, ctx, meaning).reply["empathy-missing"]),
        "sincere": _log_odds(max(kind, default=0.0)),
        "complaint": _log_odds(max(unhappy, default=0.0)),
        "upset": _sign(upset),
        "sorry": _sign(sorry),
        "given": float(given),
    }


def owed(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the probability that the reply owes a sincere word and has none."""
    total = weights["bias"] + sum(weights[name] * values[name] for name in FEATURES)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _log_odds(probability: float) -> float:
    held = min(1 - _LEAST, max(_LEAST, probability))
    return math.log(held / (1 - held))


def _sign(verdict: bool | None) -> float:  # noqa: FBT001 - three states of one thing
    return {True: 1.0, False: -1.0, None: 0.0}[verdict]
