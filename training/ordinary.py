"""Vectors of ordinary sentences, shipped beside the model: what any reply says, for rules by examples alone.

The ``unlike`` of such a rule are near misses. Fitted on them alone, the rules of ``examples/lampshop`` fire on 2 to 31 of
a hundred sentences of clean drafts, which are like neither side; with these as a third side on 1 to 4.
"""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
from corpus import load

from replylint.detect.sentence_model import ORDINARY, SentenceModel

COUNT = 64
SEED = 20261123


def write_ordinary(out: Path) -> None:
    """Write the vectors [64, 384] of sentences of clean drafts of the training part, drawn at random."""
    train, _ = load()
    clean = [e for e in train if not e.single and e.reply and not any(e.reply_labels)]
    sentences = sorted({sentence for example in clean for sentence in example.reply})
    drawn = random.Random(SEED).sample(sentences, COUNT)
    np.save(out / ORDINARY, np.array(SentenceModel(out).encode(drawn), dtype=np.float16))
