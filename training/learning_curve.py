"""What more data would bring: ``python training/learning_curve.py --base FOLDER [--cache FILE.npz]``.

Fits a logistic head for each check on a quarter, half, three quarters and all of the labelled sentences and drafts, and
measures macro F1 on the drafts kept aside. A reply is flagged where its most suspicious sentence is; the bar is chosen on
the validation part. The last column is what a thousand more entries brought since the row above.

The vectors are those of the encoder as it was pre-trained, frozen: an encoder trained on all of the data could not tell what a
part of it brings. So the figures lie below the shipped model's, which is fine-tuned whole, reads neighbours and the
customer's message, and has rules beside it; only their slope is of use, and fine-tuning may well rise where frozen vectors no
longer do.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from calibrate import MAX_TOKENS
from corpus import LABELS, Example, draft_example, load, read
from reliability import ASIDE
from sklearn.linear_model import LogisticRegression
from transformers import AutoTokenizer, BertModel

SHARES = (0.25, 0.5, 0.75, 1.0)
CHECKS = LABELS[:-1]  # of empathy a sentence tells presence, a draft absence
BLOCK = 10  # entries that were written together stay together
SEED = 20261123
Floats = npt.NDArray[np.float32]
Vectors = dict[str, Floats]


@torch.no_grad()
def embed(base: Path, sentences: list[str]) -> Vectors:
    """Return the unit mean of the frozen encoder's token vectors of each sentence."""
    tokenizer = AutoTokenizer.from_pretrained(base)
    bert = BertModel.from_pretrained(base).eval()
    order = sorted(sentences, key=len)
    out: Vectors = {}
    for begin in range(0, len(order), 32):
        chunk = order[begin : begin + 32]
        batch = tokenizer(chunk, padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
        hidden = bert(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).last_hidden_state
        mask = batch["attention_mask"].unsqueeze(-1)
        vectors = torch.nn.functional.normalize((hidden * mask).sum(1) / mask.sum(1))
        out.update(zip(chunk, vectors.numpy(), strict=True))
    return out


def vectors_of(base: Path, examples: list[Example], cache: Path | None) -> Vectors:
    """Return the vectors of all sentences, those known to ``cache`` from there; writes it back."""
    known: Vectors = {}
    if cache and cache.exists():
        with np.load(cache, allow_pickle=False) as held:
            known = dict(zip(held["sentences"].tolist(), held["vectors"], strict=True))
    new = sorted({sentence for e in examples for sentence in e.reply} - known.keys())
    if new:
        known |= embed(base, new)
        if cache:
            np.savez(cache, sentences=np.array(list(known)), vectors=np.stack(list(known.values())))
    return known


def part_of(examples: list[Example], share: float, rng: random.Random) -> list[Example]:
    """Return a random ``share`` of the examples, in blocks."""
    blocks = [examples[i : i + BLOCK] for i in range(0, len(examples), BLOCK)]
    return [example for block in rng.sample(blocks, round(share * len(blocks))) for example in block]


def head(examples: list[Example], index: int, vectors: Vectors) -> LogisticRegression:
    """Return the head of one check, fitted on every sentence whose label for it is known."""
    rows = [(vectors[s], row[index]) for e in examples for s, row in zip(e.reply, e.sentence_labels, strict=True) if row[index] >= 0]
    return LogisticRegression(C=30.0, max_iter=300).fit(np.stack([r[0] for r in rows]), [r[1] for r in rows])


def scored(fitted: LogisticRegression, drafts: list[Example], vectors: Vectors) -> npt.NDArray[np.float64]:
    """Return the highest score of a sentence of each draft."""
    return np.array([fitted.decision_function(np.stack([vectors[s] for s in e.reply])).max() for e in drafts])


def f1(flagged: npt.NDArray[np.bool_], truth: npt.NDArray[np.bool_]) -> float:
    """Return F1, 0 where nothing is right."""
    return 2 * int((flagged & truth).sum()) / max(1, int(flagged.sum() + truth.sum()))


def macro_f1(train: list[Example], validation: list[Example], aside: list[Example], vectors: Vectors) -> float:
    """Return the mean over the checks of F1 on ``aside``, at the bars that are best on ``validation``."""
    values = []
    for index in range(len(CHECKS)):
        fitted = head(train, index, vectors)
        known, truth = scored(fitted, validation, vectors), np.array([e.reply_labels[index] == 1 for e in validation])
        bar = max(np.unique(known), key=lambda b: f1(known >= b, truth))
        values.append(f1(scored(fitted, aside, vectors) >= bar, np.array([e.reply_labels[index] == 1 for e in aside])))
    return float(np.mean(values))


def main() -> None:
    """Embed, fit and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="folder that base.py made")
    parser.add_argument("--cache", type=Path, help="keep the vectors in this file (.npz)")
    parser.add_argument("--draws", type=int, default=3, help="random parts of each size")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    started = time.process_time()
    train, held = load()
    train = [e for e in train if e.reply]
    drafts = [e for e in train if not e.single]
    singles = [e for e in train if e.single]
    validation = [e for e in held if e.reply and not e.single]
    aside = [e for e in (draft_example(entry) for _, entry in read(ASIDE)) if e.reply]
    vectors = vectors_of(arguments.base, [*train, *validation, *aside], arguments.cache)
    print(f"{len(vectors)} sentences embedded after {time.process_time() - started:.0f} s of the processor")
    print("| share | sentences | drafts | macro F1 on aside (of the draws) | gain a thousand entries |\n| --- | --- | --- | --- | --- |")
    before: tuple[float, int] | None = None
    for share in SHARES:
        draws = 1 if share == 1.0 else arguments.draws
        values = []
        for draw in range(draws):
            rng = random.Random(SEED + draw)
            part = [*part_of(singles, share, rng), *part_of(drafts, share, rng)]
            values.append(macro_f1(part, validation, aside, vectors))
        mean, count = float(np.mean(values)), round(share * (len(singles) + len(drafts)))
        gain = f"{(mean - before[0]) / (count - before[1]) * 1000:+.4f}" if before else ""
        spread = f" ({min(values):.3f} to {max(values):.3f})" if draws > 1 else ""
        print(f"| {share:.0%} | {round(share * len(singles))} | {round(share * len(drafts))} | {mean:.3f}{spread} | {gain} |", flush=True)
        before = mean, count
    print(f"{time.process_time() - started:.0f} s of the processor")


if __name__ == "__main__":
    main()
