"""Float network against what ships: ``python training/compare.py --base FOLDER --net FOLDER``.

Lints the dev drafts twice, with the network as it was trained (PyTorch, full vocabulary) and with the exported one (int8,
pruned), with the same calibration and thresholds, and prints on how many drafts the set of failing checks differs.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from graph import LAYERS
from report import PATIENT, SETS, cases
from tokenizers import Tokenizer
from train import Model

from replylint import Config, Linter
from replylint.detect.sentence_model import SentenceModel
from replylint.services import model_folder

Arrays = dict[str, npt.NDArray[Any]]


class FloatModel(SentenceModel):
    """The shipped model's settings over the float network: only the three sessions are others."""

    def __init__(self, base: Path, net: Path) -> None:
        super().__init__(model_folder())
        self._base = base
        self._network = Model(base)
        missing, unknown = self._network.load_state_dict(torch.load(net / "network.pt"), strict=False)
        for name in (*missing, *unknown):
            print(f"{net}: the network and today's code differ in {name}", file=sys.stderr)
        self._network.eval()

    @cached_property
    def _sessions(self) -> tuple[Any, Any, Any]:
        tokenizer = Tokenizer.from_file(str(self._base / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(max_length=int(self.settings["max_tokens"]))
        return tokenizer, Session(self._encode), Session(self._read)

    def _encode(self, feeds: Arrays) -> Arrays:
        encoder = self._network.encoder
        ids, mask = (torch.from_numpy(feeds[name]) for name in ("input_ids", "attention_mask"))
        outputs = dict(zip(("vector", "logits", "slips"), encoder(ids, mask), strict=False))
        hidden = encoder.bert(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
        likeness = torch.stack([hidden[layer + 1] for layer in LAYERS]).mean(0).mean(1)
        return {name: value.numpy() for name, value in {**outputs, "likeness": likeness}.items()}

    def _read(self, feeds: Arrays) -> Arrays:
        vectors, kinds, places, bits = (torch.from_numpy(feeds[name]) for name in ("vectors", "kinds", "places", "bits"))
        sentence, reply = self._network.reader(vectors, kinds, places, bits, torch.zeros_like(kinds, dtype=torch.bool))
        return {"sentence": sentence.numpy(), "reply": reply.numpy()}


class Session:
    """What SentenceModel uses of an onnxruntime session."""

    def __init__(self, compute: Any) -> None:
        self._compute = compute

    @torch.no_grad()
    def run(self, names: list[str] | None, feeds: Arrays) -> list[npt.NDArray[Any]]:
        """Return the outputs named, or all in order."""
        outputs: Arrays = self._compute(feeds)
        return [outputs[name] for name in names or outputs]


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="folder that base.py made")
    parser.add_argument("--net", type=Path, required=True, help="folder of the float network that was exported")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    models = FloatModel(arguments.base, arguments.net), SentenceModel(model_folder())
    linters = [Linter(Config(language=PATIENT), meaning=model, encoder=model, strict=True) for model in models]
    drafts = cases(SETS["dev"])
    differing, by_check, distance = 0, Counter[str](), []
    for entry, context in drafts:
        floating, quantized = ({v.check for v in linter.lint(entry["reply"], context).failing} for linter in linters)
        differing += floating != quantized
        by_check.update(floating ^ quantized)
        known = [sentence.strip() for sentence in entry["reply"].split("\n") if sentence.strip()]
        one, two = (np.array([list(scores.labels.values()) for scores in model.score(known)]) for model in models)
        distance += np.abs(one - two).max(1).tolist() if known else []
    share = differing / len(drafts)
    print(f"{differing} of {len(drafts)} drafts ({share:.2%}) get another set of checks from the float network; by check {dict(by_check)}")
    print(f"largest difference of a probability in a line: median {np.median(distance):.3f}, 99th percentile {np.quantile(distance, 0.99):.3f}")


if __name__ == "__main__":
    main()
