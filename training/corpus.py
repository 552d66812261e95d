"""Labelled sentences and drafts as training examples: one reply with its customer's message each.

A label is 1, 0 or -1 (unknown: no loss). A bank sentence is labelled for its own check; of the other checks it is taken
as a negative, of sincere empathy and of what misleads nothing is known.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from replylint.batch.evaluation import context_of
from replylint.context import Context
from replylint.detect.meaning import Given
from replylint.document.document import Document
from replylint.rulebook.reading import customer_sentences, given_by

DATA = Path(__file__).parent / "data"
LABELS = ("haggling", "promo", "overpromise", "tone", "contact", "autoreply", "links", "misleading", "empathy")
REPLY_LABELS = ("haggling", "promo", "overpromise", "tone", "contact", "autoreply", "links", "misleading", "empathy-missing")
EMPATHY = LABELS.index("empathy")
MISLEADING = LABELS.index("misleading")
MISSING = REPLY_LABELS.index("empathy-missing")


@dataclass
class Example:
    """One reply: its sentences and the customer's, with labels."""

    reply: list[str]
    customer: list[str]
    sentence_labels: list[list[int]]
    reply_labels: list[int]
    complaint: int = -1
    given: Given = field(default_factory=Given)
    single: bool = False
    id: str = ""
    slips: list[list[tuple[int, int]]] = field(default_factory=list)
    """For each sentence of the reply, the half-open spans of its labelled mistakes of language."""

    def __post_init__(self) -> None:
        self.slips = self.slips or [[] for _ in self.reply]


def split(text: str) -> list[str]:
    """Return the sentences of a customer's message."""
    return customer_sentences(Context(customer=text))


def draft_example(entry: dict[str, Any]) -> Example:
    """Return a labelled draft as an example; a sentence has a label where a quote covers most of it or lies in it."""
    doc = Document(entry["reply"], kind="html" if entry.get("input") == "html" else "text")
    sentences = doc.sentences
    labels = [[0] * len(LABELS) for _ in sentences]
    for row in labels:
        row[EMPATHY] = -1
    reply_labels = [0] * len(REPLY_LABELS)
    slips: list[list[tuple[int, int]]] = [[] for _ in sentences]
    for violation in entry["violations"]:
        check, quote = violation["check"], violation["quote"]
        if check == "language" and quote:
            start = doc.text.find(quote)
            for sentence, spans in zip(sentences, slips, strict=True):
                if start >= 0 and sentence.start <= start and start + len(quote) <= sentence.end:
                    spans.append((start - sentence.start, start - sentence.start + len(quote)))
        if check == "empathy":
            if quote is None:
                reply_labels[MISSING] = 1
            continue
        if check not in LABELS or not quote:
            continue
        index = LABELS.index(check)
        reply_labels[REPLY_LABELS.index(check)] = 1
        start = doc.text.find(quote)
        for sentence, row in zip(sentences, labels, strict=True):
            overlap = min(start + len(quote), sentence.end) - max(start, sentence.start)
            if start >= 0 and overlap > 0 and overlap >= 0.3 * min(len(quote), sentence.end - sentence.start):
                row[index] = 1
    if reply_labels[MISSING]:
        for row in labels:
            row[EMPATHY] = 0
    ctx = context_of(entry)
    own = [s.text for s in sentences]
    return Example(own, customer_sentences(ctx), labels, reply_labels, given=given_by(ctx), id=entry["id"], slips=slips)


def sentence_example(entry: dict[str, Any], entry_id: str) -> Example:
    """Return a labelled sentence as a reply of one sentence."""
    customer = split(entry["customer"]) if entry.get("customer") else []
    if entry.get("role") == "customer" or entry.get("check") == "complaint":
        complaint = int(entry["complaint"]) if "complaint" in entry else int(entry["label"])
        return Example([], split(entry["text"]), [], [-1] * len(REPLY_LABELS), complaint, single=True, id=entry_id)
    if "check" in entry:
        row = [0] * len(LABELS)
        row[EMPATHY] = -1
        row[LABELS.index(entry["check"])] = entry["label"]
    else:
        row = [int(label in entry["flags"]) for label in LABELS]
        row[EMPATHY] = int(entry["empathy"])
    told = "check" not in entry and ("misleading" in entry["flags"] or str(entry.get("kind", "")).startswith("policy"))
    row[MISLEADING] = int("misleading" in entry["flags"]) if told else -1
    before = [entry["before"]] if entry.get("before") else []
    labels = [[-1] * len(LABELS) for _ in before] + [row]
    return Example([*before, entry["text"]], customer, labels, [*row[:EMPATHY], -1], given=Given(customer=bool(customer)), single=True, id=entry_id)


def read(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the numbered entries of a JSONL file."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if line.strip():
            yield number, json.loads(line)


def load(*, drafts: bool = True) -> tuple[list[Example], list[Example]]:
    """Return the training and the validation part, split in blocks so that contrast pairs stay together."""
    train: list[Example] = []
    validation: list[Example] = []
    for folder, block, every in (("bank", 10, 14), ("sentences", 10, 14), ("drafts", 6, 8)):
        if folder == "drafts" and not drafts:
            continue
        for path in sorted((DATA / folder).glob("*.jsonl")):
            for number, entry in read(path):
                entry_id = f"{path.stem}:{number + 1}"
                example = draft_example(entry) if folder == "drafts" else sentence_example(entry, entry_id)
                held = (number // block) % every == every - 1
                (validation if held else train).append(example)
    return train, validation
