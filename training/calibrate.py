"""Calibrated probabilities and thresholds of the exported model, fitted on the validation part with the model itself."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from corpus import DATA, EMPATHY, LABELS, REPLY_LABELS, Example, load, read
from network import MAX_CUSTOMER, MAX_REPLY
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from replylint import Config, Context, Linter
from replylint.batch.evaluation import context_of
from replylint.checks.empathy_customer import verdict_on
from replylint.checks.empathy_reply import shows_empathy, sincere_sentences
from replylint.checks.empathy_weighing import FEATURES, features
from replylint.detect.sentence_model import SentenceModel
from replylint.document.document import Document

MAX_TOKENS = 96
FILES = ("encoder.onnx", "reader.onnx", "tokenizer.json")
HIGH, LOW = 0.93, 0.6  # precision of the outer levels on the validation part
MEDIUM = (0.4, 0.9)  # where the middle level may lie, however few the examples that would move it
BETA = 0.8  # an alarm on a reply that is right costs more trust than a slip that goes out: precision counts for half as much again as recall
PRECISE = dict.fromkeys(("haggling", "promo", "links"), 0.9)  # least precision of the middle level: these checks close the gate
Known = list[tuple[float, int]]
Floats = npt.NDArray[np.float64]


def platt(known: Known) -> tuple[float, float]:
    """Return slope and offset that make ``sigmoid(slope * logit + offset)`` a probability (Platt's scaling)."""
    logits, truth = _arrays(known)
    if len(set(truth.tolist())) < 2:
        return 1.0, 0.0
    fitted = LogisticRegression(C=10.0).fit(logits[:, None], truth)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def levels(known: Known, scale: tuple[float, float], ruled: list[bool] | None = None, least: float = 0.0) -> dict[str, dict[str, float | int]]:
    """Return for each level its threshold and what it flagged on the validation part.

    ``medium`` is where F of ``BETA`` is best for the model and the rules together, among bars from which on the model's precision is
    ``least``; ``ruled`` says which drafts the rules flag alone.
    ``high`` and ``low`` are where the model's own precision is.
    """
    logits, truth = _arrays(known)
    probability = _sigmoid(scale[0] * logits + scale[1])
    by_rule = np.array(ruled if ruled is not None else [False] * len(known))
    bars = np.round(np.arange(0.2, 0.96, 0.01), 2)
    counts = [(int(((probability >= bar) & (truth == 1)).sum()), int((probability >= bar).sum())) for bar in bars]
    scores = [_f_beta((probability >= bar) | by_rule, truth == 1) for bar in bars]
    # The mean over neighbouring bars, since a single draft must not decide.
    smooth = np.convolve(scores, np.ones(9) / 9, mode="same")
    wrong = [i for i, (hits, flagged) in enumerate(counts) if bars[i] < MEDIUM[1] and hits < least * flagged]
    inside = [i for i, bar in enumerate(bars) if MEDIUM[0] <= bar <= MEDIUM[1] and i > max(wrong, default=-1)]
    medium = max(inside, key=lambda i: smooth[i])
    precise = [i for i, (hits, flagged) in enumerate(counts) if flagged and (hits + 1) / (flagged + 1.3) >= HIGH]
    loose = [i for i, (hits, flagged) in enumerate(counts) if flagged and hits / flagged >= LOW]
    high = max(medium, min(precise, default=len(bars) - 1))
    chosen = {"high": high, "medium": medium, "low": min(medium, min(loose, default=medium))}
    return {name: {"threshold": float(bars[i]), "right": counts[i][0], "flagged": counts[i][1]} for name, i in chosen.items()}


def _f_beta(flagged: npt.NDArray[np.bool_], truth: npt.NDArray[np.bool_]) -> float:
    return float((1 + BETA**2) * (flagged & truth).sum() / max(1, flagged.sum() + BETA**2 * truth.sum()))


def weigh_empathy(model: SentenceModel, cases: list[tuple[Document, Context, int]]) -> dict[str, float]:
    """Return the weights of ``empathy-missing`` and its threshold, that of the best F of ``BETA`` over ten folds."""
    rows, labels, plain = [], [], []
    for doc, ctx, label in cases:
        sorry = shows_empathy(sincere_sentences(doc, []))
        if sorry:  # the check asks no further
            continue
        labels.append(label)
        upset = verdict_on(doc, ctx).holds
        plain.append(bool(upset) and sorry is False)  # the check flags it unless the model is sure of a sympathy
        values = features(doc, ctx, model, upset=upset, sorry=sorry)
        rows.append([values[name] for name in FEATURES])
    inputs, truth = np.array(rows), np.array(labels)
    apart = cross_val_predict(LogisticRegression(), inputs, truth, cv=10, method="predict_proba")[:, 1]
    bars = np.round(np.arange(0.4, 0.81, 0.01), 2)
    scores = [_f_beta((apart >= bar) | np.array(plain), truth == 1) for bar in bars]
    threshold = float(bars[int(np.convolve(scores, np.ones(5) / 5, mode="valid").argmax()) + 2])
    for bar in bars[::5]:
        flagged = (apart >= bar) | np.array(plain)
        print(f"  {bar:.2f}: right {int((flagged & (truth == 1)).sum())} of {int(flagged.sum())} flagged")
    print(f"empathy: {int((truth == 1).sum())} of {len(truth)}, F{BETA} {max(scores):.3f} over ten folds at {threshold}")
    fitted = LogisticRegression().fit(inputs, truth)
    return {"threshold": threshold, "bias": float(fitted.intercept_[0]), **dict(zip(FEATURES, map(float, fitted.coef_[0]), strict=True))}


def flagged_by_rules(entries: list[dict[str, Any]]) -> list[set[str]]:
    """Return the checks that the rules alone flag in each draft."""
    linter = Linter(Config(meaning=False, ignore=("language",)), strict=True)
    return [{v.check for v in linter.lint(entry["reply"], context_of(entry)).failing} for entry in entries]


def _arrays(known: Known) -> tuple[Floats, Floats]:
    return np.array([k[0] for k in known], dtype=np.float64), np.array([k[1] for k in known], dtype=np.float64)


def _sigmoid(value: Floats) -> Floats:
    return 1 / (1 + np.exp(-value))


def logits_of(model: SentenceModel, examples: list[Example]) -> list[tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]]:
    """Return sentence and combined reply logits of each example."""
    out = []
    for e in examples:
        sentence, reply = model.logits(e.reply, e.customer, e.given)
        out.append((sentence, model.combined(e.reply, sentence, reply)))
    return out


def calibrate(out: Path) -> None:
    """Fit calibration and thresholds on the validation part and write ``model.json``."""
    neutral = dict.fromkeys((*LABELS, "complaint", *REPLY_LABELS), (1.0, 0.0))
    settings: dict[str, object] = {
        "labels": [*LABELS, "complaint"], "reply_labels": list(REPLY_LABELS), "max_tokens": MAX_TOKENS, "max_reply": MAX_REPLY,
        "max_customer": MAX_CUSTOMER, "calibration": dict.fromkeys(("alone", "sentence", "reply"), neutral), "levels": {},
    }  # fmt: skip
    (out / "model.json").write_text(json.dumps(settings))
    model = SentenceModel(out)
    _, validation = load()
    drafts = [e for e in validation if not e.single and e.reply]
    lone = [e for e in validation if e.single and e.reply]
    pairs = list(zip(logits_of(model, drafts), drafts, strict=True))
    known: dict[tuple[str, str], Known] = {}
    for i, name in enumerate(REPLY_LABELS):
        known["reply", name] = [(float(pair[1][i]), e.reply_labels[i]) for pair, e in pairs if e.reply_labels[i] >= 0]
    for i, name in enumerate(LABELS):
        rows = [(float(pair[0][n][i]), row[i]) for pair, e in pairs for n, row in enumerate(e.sentence_labels[:MAX_REPLY])]
        singles = [(float(model.alone(e.reply[-1])[i]), e.sentence_labels[-1][i]) for e in lone]
        known["alone", name] = [k for k in singles if k[1] >= 0]
        known["sentence", name] = known["alone", name] if i == EMPATHY else [k for k in rows if k[1] >= 0]
    asked = [e for e in validation if e.complaint >= 0]
    known["alone", "complaint"] = [(max(float(model.alone(s)[-1]) for s in e.customer), e.complaint) for e in asked]
    scales = {key: platt(values) for key, values in known.items()}
    by_id = {entry["id"]: entry for path in (DATA / "drafts").glob("*.jsonl") for _, entry in read(path)}
    entries = [by_id[e.id] for e in drafts]
    flagged = flagged_by_rules(entries)
    ruled = {("reply", name): [name in checks for checks in flagged] for name in REPLY_LABELS[:-1]}
    decided = [*(("reply", name) for name in REPLY_LABELS), ("alone", "empathy"), ("alone", "complaint")]
    settings["levels"] = {key[1]: levels(known[key], scales[key], ruled.get(key), PRECISE.get(key[1], 0.0)) for key in decided}
    settings["calibration"] = {kind: {n: s for (k, n), s in scales.items() if k == kind} for kind in ("alone", "sentence", "reply")}
    (out / "model.json").write_text(json.dumps({**settings, "weights": {}}))
    missing = REPLY_LABELS.index("empathy-missing")
    cases = [
        (Document(entry["reply"], kind="html" if entry.get("input") == "html" else "text"), context_of(entry), e.reply_labels[missing])
        for entry, e in zip(entries, drafts, strict=True)
    ]
    settings["weights"] = {"empathy-missing": weigh_empathy(SentenceModel(out), cases)}
    settings["files"] = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in FILES}
    (out / "model.json").write_text(json.dumps(settings, indent=1) + "\n")
    for key in decided:
        truth = [k[1] for k in known[key]]
        print(f"{key[0]:6} {key[1]:16} {sum(truth):4} of {len(truth)}: {settings['levels'][key[1]]}")  # type: ignore[index]
