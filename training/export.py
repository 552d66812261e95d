"""Turn the float network into what ships: ``python training/export.py --base FOLDER --net FOLDER --out FOLDER``.

Prunes the vocabulary to what English replies use, exports to ONNX, quantizes the encoder to int8 (with reduced range:
without it 8-bit sums saturate on processors that lack VNNI), then calibrates probabilities on the validation part with
the quantized model itself and chooses thresholds there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from corpus import EMPATHY, LABELS, REPLY_LABELS, Example, load
from network import MAX_CUSTOMER, MAX_REPLY
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from train import MAX_TOKENS, Model

from replylint.detect.meaning import Given
from replylint.detect.sentence_model import SentenceModel

_PRECISION = {"high": 0.95, "medium": 0.88, "low": 0.7}


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
    q, k, v = (part.view(1, -1, heads, width // heads).transpose(1, 2) for part in nn.functional.linear(x, attention.in_proj_weight, attention.in_proj_bias).chunk(3, -1))
    weights = torch.softmax(q @ k.transpose(2, 3) / (width // heads) ** 0.5, -1)
    return attention.out_proj((weights @ v).transpose(1, 2).reshape(1, -1, width))


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
        model.encoder, (ids, torch.ones_like(ids)), str(float_path), dynamo=False, opset_version=17,
        input_names=["input_ids", "attention_mask"], output_names=["vector", "logits"],
        dynamic_axes={"input_ids": {0: "b", 1: "t"}, "attention_mask": {0: "b", 1: "t"}},
    )  # fmt: skip
    quantize_dynamic(float_path, out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    vectors = torch.randn(1, 5, 384)
    kinds = torch.tensor([[1, 1, 1, 2, 2]])
    places = torch.tensor([[0, 1, 2, MAX_REPLY, MAX_REPLY + 1]])
    torch.onnx.export(
        Reader(model.reader), (vectors, kinds, places, torch.zeros(1, 6)), str(out / "reader.onnx"), dynamo=False, opset_version=17,
        input_names=["vectors", "kinds", "places", "bits"], output_names=["sentence", "reply"],
        dynamic_axes={"vectors": {1: "n"}, "kinds": {1: "n"}, "places": {1: "n"}},
    )  # fmt: skip


def platt(logits: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Return slope and offset that make ``sigmoid(slope * logit + offset)`` a probability (Platt's scaling)."""
    if len(set(truth.tolist())) < 2:
        return 1.0, 0.0
    positives = int(truth.sum())
    target = np.where(truth > 0, (positives + 1) / (positives + 2), 1 / (len(truth) - positives + 2))
    slope, offset = 1.0, 0.0
    for _ in range(200):
        p = 1 / (1 + np.exp(-(slope * logits + offset)))
        w = p * (1 - p) + 1e-6
        gradient = np.array([((p - target) * logits).sum() + 0.1 * (slope - 1), (p - target).sum()])
        hessian = np.array([[(w * logits**2).sum() + 0.1, (w * logits).sum()], [(w * logits).sum(), w.sum() + 1e-3]])
        step = np.linalg.solve(hessian, gradient)
        slope, offset = slope - step[0], offset - step[1]
        if np.abs(step).max() < 1e-6:
            break
    return float(slope), float(offset)


def levels(probability: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """Return the lowest probability at which each level's precision holds on the validation part, smoothed by one hit."""
    order = np.argsort(-probability)
    hits = np.cumsum(truth[order])
    precision = (hits + 1) / (np.arange(len(order)) + 1 + 1.1)
    out = {}
    for name, wanted in _PRECISION.items():
        good = np.nonzero(precision >= wanted - 0.02)[0]
        bar = float(probability[order][good[-1]]) if len(good) else 0.95
        out[name] = round(min(0.97, max({"high": 0.5, "medium": 0.35, "low": 0.2}[name], bar)), 3)
    return out


def logits_of(model: SentenceModel, examples: list[Example]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return sentence and combined reply logits of each example."""
    out = []
    for e in examples:
        sentence, reply = model.logits(e.reply, e.customer, Given(*(bool(bit) for bit in e.bits)))
        out.append((sentence, model.combined(sentence, reply)))
    return out


def calibrate(out: Path) -> None:
    """Fit calibration and thresholds on the validation part and write ``model.json``."""
    neutral = {name: [1.0, 0.0] for name in (*LABELS, "complaint", *REPLY_LABELS)}
    settings: dict[str, object] = {
        "labels": [*LABELS, "complaint"], "reply_labels": list(REPLY_LABELS), "max_tokens": MAX_TOKENS, "max_reply": MAX_REPLY,
        "max_customer": MAX_CUSTOMER, "calibration": {k: neutral for k in ("alone", "sentence", "reply")}, "thresholds": {},
    }  # fmt: skip
    (out / "model.json").write_text(json.dumps(settings))
    model = SentenceModel(out)
    _, validation = load()
    drafts = [e for e in validation if not e.single and e.reply]
    pairs = logits_of(model, drafts)
    reply_scale, sentence_scale, alone_scale, thresholds = {}, {}, {}, {}
    for i, name in enumerate(REPLY_LABELS):
        known = [(pair[1][i], e.reply_labels[i]) for pair, e in zip(pairs, drafts, strict=True) if e.reply_labels[i] >= 0]
        logits, truth = np.array([k[0] for k in known]), np.array([k[1] for k in known])
        reply_scale[name] = platt(logits, truth)
        thresholds[name] = levels(1 / (1 + np.exp(-(reply_scale[name][0] * logits + reply_scale[name][1]))), truth)
        print(name, reply_scale[name], thresholds[name], f"{int(truth.sum())} of {len(truth)}")
    for i, name in enumerate(LABELS):
        known = [
            (pair[0][n][i], row[i]) for pair, e in zip(pairs, drafts, strict=True) for n, row in enumerate(e.sentence_labels[:MAX_REPLY]) if row[i] >= 0
        ]
        singles = [(float(model._one(e.reply[-1])[1][i]), e.sentence_labels[-1][i]) for e in validation if e.single and e.reply and e.sentence_labels[-1][i] >= 0]
        known = known or singles
        sentence_scale[name] = platt(np.array([k[0] for k in known]), np.array([k[1] for k in known]))
        alone_scale[name] = platt(np.array([k[0] for k in singles]), np.array([k[1] for k in singles]))
    complaints = [(max(float(model._one(s)[1][-1]) for s in e.customer), e.complaint) for e in validation if e.complaint >= 0]
    alone_scale["complaint"] = platt(np.array([c[0] for c in complaints]), np.array([c[1] for c in complaints]))
    for label, known in (("complaint", complaints), ("empathy", [(float(model._one(e.reply[-1])[1][EMPATHY]), e.sentence_labels[-1][EMPATHY]) for e in validation if e.single and e.reply and e.sentence_labels[-1][EMPATHY] >= 0])):
        slope, offset = alone_scale[label]
        logits, truth = np.array([k[0] for k in known]), np.array([k[1] for k in known])
        probability = 1 / (1 + np.exp(-(slope * logits + offset)))
        thresholds[label] = levels(probability, truth)
        print(label, thresholds[label], f"right at one half: {float(((probability >= 0.5) == truth).mean()):.3f} of {len(truth)}")
    settings["calibration"] = {"alone": alone_scale, "sentence": sentence_scale, "reply": reply_scale}
    settings["thresholds"] = thresholds
    settings["files"] = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in ("encoder.onnx", "reader.onnx", "tokenizer.json")}
    (out / "model.json").write_text(json.dumps(settings, indent=1) + "\n")


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
    for path in sorted(arguments.out.iterdir()):
        print(f"{path.name} {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
