"""Turn the float network into what ships: ``python training/export.py --base FOLDER --net FOLDER --out FOLDER``.

Prunes the vocabulary to what English replies use, exports to ONNX, quantizes the encoder to int8 (with reduced range:
without it 8-bit sums saturate on processors that lack VNNI), then calibrates probabilities on the validation part with
the quantized model itself and chooses thresholds there.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from calibrate import MAX_TOKENS, calibrate
from corpus import load
from graph import add_likeness, ease, optimize
from network import MAX_REPLY
from onnxruntime.quantization import QuantType, quantize_dynamic
from ordinary import write_ordinary
from tokenizers import Tokenizer
from torch import nn
from train import Model

from replylint.detect.meaning import Given

SEEN = 300  # sentences to see the ranges of activations on


def pruned_vocabulary(base: Path) -> tuple[list[int], dict[str, int]]:
    """Return the kept token ids, in order, and the new vocabulary."""
    vocabulary = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    tokens = sorted(vocabulary, key=vocabulary.get)
    kept = [
        t for t in tokens
        if not t.startswith("[unused") and all(ord(c) < 0x180 or 0x2000 <= ord(c) < 0x20D0 for c in t)
    ]  # fmt: skip
    return [vocabulary[token] for token in kept], {token: i for i, token in enumerate(kept)}


def write_tokenizer(base: Path, out: Path, vocabulary: dict[str, int]) -> None:
    """Write the tokenizer with the pruned vocabulary."""
    data = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    data["model"]["vocab"] = vocabulary
    data["padding"] = data["truncation"] = None
    for token in data["added_tokens"]:
        token["id"] = vocabulary[token["content"]]
    for special in data["post_processor"].get("special_tokens", {}).values():
        special["ids"] = [vocabulary[token] for token in special["tokens"]]
    for name in ("sep", "cls"):
        if name in data["post_processor"]:
            data["post_processor"][name][1] = vocabulary[data["post_processor"][name][0]]
    (out / "tokenizer.json").write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def attend(attention: nn.MultiheadAttention, x: torch.Tensor) -> torch.Tensor:
    """Return self-attention over ``x`` [1, n, width], spelled out since the exporter fixes n in PyTorch's own."""
    heads, width = attention.num_heads, attention.embed_dim
    projected = nn.functional.linear(x, attention.in_proj_weight, attention.in_proj_bias)
    q, k, v = (part.view(1, -1, heads, width // heads).transpose(1, 2) for part in projected.chunk(3, -1))
    weights = torch.softmax(q @ k.transpose(2, 3) / (width // heads) ** 0.5, -1)
    return attention.out_proj((weights @ v).transpose(1, 2).reshape(1, -1, width))


class Sentence(nn.Module):
    """The encoder without the head of mistakes, which served to train it and is not shipped."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """As ``network.Encoder``: vectors and logits."""
        vector, logits, _ = self.encoder(input_ids, attention_mask)
        return vector, logits


class Reader(nn.Module):
    """The reader for one unpadded reply."""

    def __init__(self, reader: nn.Module) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, vectors: torch.Tensor, kinds: torch.Tensor, places: torch.Tensor, bits: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """As ``network.Reader`` without padding."""
        r = self.reader
        tokens = r.project(vectors) + r.kind(kinds) + r.place(places)
        whole = (r.whole + r.bits(bits)).unsqueeze(1)
        read = r.norm(torch.cat([whole, tokens], 1))
        for layer in r.layers.layers:
            read = layer.norm1(read + attend(layer.self_attn, read))
            read = layer.norm2(read + layer.linear2(nn.functional.gelu(layer.linear1(read))))
        return r.sentence(torch.cat([read[:, 1:], vectors], -1)), r.reply(read[:, 0])


def feeds(out: Path) -> Iterator[dict[str, np.ndarray]]:
    """Yield the encoder's inputs for some sentences of the training part."""
    tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
    tokenizer.enable_truncation(max_length=MAX_TOKENS)
    train, _ = load()
    for example in train[:: max(1, len(train) // SEEN)]:
        for sentence in example.reply[:1]:
            ids = np.array([tokenizer.encode(sentence).ids], dtype=np.int64)
            yield {"input_ids": ids, "attention_mask": np.ones_like(ids)}


def export(model: Model, base: Path, out: Path) -> None:
    """Write tokenizer, encoder (int8) and reader."""
    out.mkdir(parents=True, exist_ok=True)
    kept, vocabulary = pruned_vocabulary(base)
    write_tokenizer(base, out, vocabulary)
    embeddings = model.encoder.bert.embeddings
    embeddings.word_embeddings = nn.Embedding.from_pretrained(embeddings.word_embeddings.weight.detach()[kept].clone())
    model.eval()
    torch.backends.mha.set_fastpath_enabled(False)
    model.encoder.bert.set_attn_implementation("eager")
    float_path = out / "encoder.float.onnx"
    ids = torch.tensor([[1, 5, 9, 2]])
    torch.onnx.export(
        Sentence(model.encoder), (ids, torch.ones_like(ids)), str(float_path), dynamo=False, opset_version=17,
        input_names=["input_ids", "attention_mask"], output_names=["vector", "logits"],
        dynamic_axes={"input_ids": {0: "b", 1: "t"}, "attention_mask": {0: "b", 1: "t"}},
    )  # fmt: skip
    shutil.copy(float_path, out / "encoder.eased.onnx")
    ease(out / "encoder.eased.onnx", feeds(out))
    quantize_dynamic(out / "encoder.eased.onnx", out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    (out / "encoder.eased.onnx").unlink()
    add_likeness(out / "encoder.onnx", feeds(out))
    optimize(out / "encoder.onnx")
    vectors = torch.randn(1, 5, 384)
    kinds = torch.tensor([[1, 1, 1, 2, 2]])
    places = torch.tensor([[0, 1, 2, MAX_REPLY, MAX_REPLY + 1]])
    torch.onnx.export(
        Reader(model.reader), (vectors, kinds, places, torch.zeros(1, len(Given().bits))), str(out / "reader.onnx"), dynamo=False, opset_version=17,
        input_names=["vectors", "kinds", "places", "bits"], output_names=["sentence", "reply"],
        dynamic_axes={"vectors": {1: "n"}, "kinds": {1: "n"}, "places": {1: "n"}},
    )  # fmt: skip
    optimize(out / "reader.onnx")


def main() -> None:
    """Export, quantize, calibrate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--net", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--calibrate-only", action="store_true", help="keep the exported files, fit calibration and thresholds again")
    arguments = parser.parse_args()
    if not arguments.calibrate_only:
        model = Model(arguments.base)
        model.load_state_dict(torch.load(arguments.net / "network.pt"))
        export(model, arguments.base, arguments.out)
        (arguments.out / "encoder.float.onnx").rename(arguments.net / "encoder.float.onnx")
    calibrate(arguments.out)
    write_ordinary(arguments.out)
    for path in sorted(arguments.out.iterdir()):
        print(f"{path.name} {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
