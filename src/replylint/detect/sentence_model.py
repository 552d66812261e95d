"""The shipped sentence model: an int8 encoder over single sentences, a small reader over all of them.

Everything loads at the first use, from local files alone. Sentences run one at a time, since dynamic int8 makes scores
depend on what shares a batch; that also lets a memo keep them, so an edited draft costs only its new sentences.
"""

from __future__ import annotations

import json
import math
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from replylint.detect.meaning import Given, Reading, SentenceScores
from replylint.errors import BackendUnavailable

__all__ = ["ORDINARY", "SentenceModel"]

Vector = npt.NDArray[np.float32]
ORDINARY = "ordinary.npy"
_MEMO = 4096
_BY_FACTS = frozenset({"misleading"})  # what misleads is seen against the order, which a sentence by itself does not know


class SentenceModel:
    """Meaning and Encoder in one, from a model folder; thread-safe.

    Args:
        folder: Holds ``encoder.onnx``, ``reader.onnx``, ``tokenizer.json``, ``model.json`` and ``ordinary.npy``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._load = threading.Lock()
        self._memo: OrderedDict[str, tuple[Vector, Vector, Vector]] = OrderedDict()

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What ``model.json`` holds: labels, calibration, levels."""
        try:
            data: dict[str, Any] = json.loads((self._folder / "model.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise BackendUnavailable(f"the sentence model in {self._folder} cannot be read: {error}", hint="reinstall replylint") from None
        return data

    @cached_property
    def _sessions(self) -> tuple[Any, Any, Any]:
        """Tokenizer, encoder and reader."""
        import onnxruntime  # noqa: PLC0415 - 0.2 s to import, only where meaning is asked for
        from tokenizers import Tokenizer  # noqa: PLC0415 - as above

        with self._load:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 3
            try:
                tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
                tokenizer.no_padding()
                tokenizer.enable_truncation(max_length=int(self.settings["max_tokens"]))
                sessions = [
                    onnxruntime.InferenceSession(str(self._folder / name), options, providers=["CPUExecutionProvider"])
                    for name in ("encoder.onnx", "reader.onnx")
                ]
            except Exception as error:  # noqa: BLE001 - onnxruntime and tokenizers raise classes of their own, some bare
                raise BackendUnavailable(f"the sentence model in {self._folder} cannot be loaded: {error}", hint="reinstall replylint") from None
            return tokenizer, sessions[0], sessions[1]

    def _one(self, sentence: str) -> tuple[Vector, Vector, Vector]:
        """Return vector [384], logits [labels] and likeness [384] of one sentence, out of the memo where it was seen."""
        with self._lock:
            known = self._memo.get(sentence)
            if known is not None:
                self._memo.move_to_end(sentence)
                return known
        tokenizer, encoder, _ = self._sessions
        encoding = tokenizer.encode(sentence)
        ids = np.array([encoding.ids], dtype=np.int64)
        vector, logits, likeness = encoder.run(["vector", "logits", "likeness"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        fresh = (vector[0], logits[0], likeness[0])
        with self._lock:
            self._memo[sentence] = fresh
            if len(self._memo) > _MEMO:
                self._memo.popitem(last=False)
        return fresh

    def alone(self, sentence: str) -> Vector:
        """Return the raw logits [labels] of one sentence judged by itself."""
        return self._one(sentence)[1]

    def encode(self, sentences: Sequence[str]) -> list[list[float]]:
        """Return one vector of unit length for each sentence, of the encoder's middle layers: what it is like, whatever it is scored."""
        out = []
        for sentence in sentences:
            vector = self._one(sentence)[2]
            out.append((vector / max(1e-9, float(np.linalg.norm(vector)))).tolist())
        return out

    @cached_property
    def ordinary(self) -> list[list[float]]:
        """Unit vectors, as ``encode`` makes them, of sentences of clean replies."""
        try:
            vectors: list[list[float]] = np.load(self._folder / ORDINARY, allow_pickle=False).astype(np.float64).tolist()
        except (OSError, ValueError) as error:
            raise BackendUnavailable(f"the sentence model in {self._folder} cannot be read: {error}", hint="reinstall replylint") from None
        return vectors

    def score(self, sentences: Sequence[str]) -> tuple[SentenceScores, ...]:
        """Return the scores of each sentence by itself."""
        labels = self.settings["labels"]
        return tuple(SentenceScores(self._calibrated("alone", labels, self._one(sentence)[1])) for sentence in sentences)

    def read(self, reply: Sequence[str], customer: Sequence[str], given: Given) -> Reading:
        """Read a reply after the customer's message; see ``Meaning.read``."""
        sentence_logits, reply_logits = self.logits(reply, customer, given)
        settings = self.settings
        scores = tuple(SentenceScores(self._calibrated("sentence", settings["labels"][:-1], row)) for row in sentence_logits)
        return Reading(scores, self._calibrated("reply", settings["reply_labels"], self.combined(reply, sentence_logits, reply_logits)))

    def logits(self, reply: Sequence[str], customer: Sequence[str], given: Given) -> tuple[Vector, Vector]:
        """Return raw logits [n, labels] of the reply's sentences and [reply labels] of the reply."""
        own = list(reply)[: self.settings["max_reply"]]
        others = list(customer)[: self.settings["max_customer"]]
        if not own:
            return np.zeros((0, len(self.settings["labels"]) - 1), np.float32), np.full(len(self.settings["reply_labels"]), -9.0, np.float32)
        vectors = np.stack([self._one(sentence)[0] for sentence in (*own, *others)])[None]
        kinds = np.array([[1] * len(own) + [2] * len(others)], dtype=np.int64)
        places = np.array([[*range(len(own)), *(self.settings["max_reply"] + i for i in range(len(others)))]], dtype=np.int64)
        bits = np.array([given.bits], dtype=np.float32)
        reader = self._sessions[2]
        sentence, whole = reader.run(None, {"vectors": vectors, "kinds": kinds, "places": places, "bits": bits})
        rows = sentence[0, : len(own)]
        if len(reply) > len(own):
            quiet = np.full((len(reply) - len(own), rows.shape[1]), -9.0, np.float32)
            rows = np.concatenate([rows, quiet])
        return rows, whole[0]

    def combined(self, reply: Sequence[str], sentence_logits: Vector, reply_logits: Vector) -> Vector:
        """Return one logit for each reply label.

        It is the mean of three: the whole reply's, its most suspicious sentence's among the others, and the most suspicious
        sentence's by itself; the whole reply's alone where the facts of the order decide.
        """
        out = reply_logits.astype(np.float32).copy()
        if len(sentence_logits):
            alone = np.stack([self.alone(sentence) for sentence in list(reply)[: self.settings["max_reply"]]]).max(0)
            for i, label in enumerate(self.settings["reply_labels"][:-1]):
                if label not in _BY_FACTS:
                    out[i] = (out[i] + sentence_logits[:, i].max() + alone[i]) / 3
        return out

    def _calibrated(self, kind: str, labels: Sequence[str], logits: Vector) -> Mapping[str, float]:
        scale = self.settings["calibration"][kind]
        return {label: _sigmoid(scale[label][0] * float(logit) + scale[label][1]) for label, logit in zip(labels, logits, strict=True)}

    def weights(self, name: str) -> Mapping[str, float]:
        """Return the fitted weights by which ``name`` is decided from several features; see ``Meaning.weights``."""
        weights: Mapping[str, float] = self.settings["weights"][name]
        return weights

    def threshold(self, label: str, level: str) -> float:
        """Return the reply's probability from which ``level`` holds for ``label``."""
        return float(self.settings["levels"][label][level]["threshold"])


def _sigmoid(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value)) if value >= 0 else math.exp(value) / (1.0 + math.exp(value))
