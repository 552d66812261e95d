"""Rules by examples alone, on sentences that they have not seen: ``python benchmarks/similar.py [FOLDER]``.

FOLDER (``examples/lampshop``) holds rule files with ``similar`` and ``unseen.jsonl``: sentences with the rule's id and
whether they are ``like`` it. Prints precision and recall, how often each rule fires on sentences of clean drafts, most of
which are like neither side, and the processor time of its fit: its sentences new to the encoder, and known.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from replylint.detect.meaning import Encoder
from replylint.detect.sentence_model import SentenceModel
from replylint.detect.similar import fit_similar
from replylint.document.document import Document
from replylint.rulebook.record import Examples, Similar
from replylint.rulebook.rulefiles import load_rules
from replylint.services import model_folder

ROOT = Path(__file__).parents[1]
CLEAN = 500  # sentences


def clean_sentences() -> list[str]:
    out: list[str] = []
    for line in (ROOT / "training/data/aside/drafts.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if not entry["violations"] and entry.get("input") != "html":
            out += [sentence.text for sentence in Document(entry["reply"]).sentences]
    return out[:CLEAN]


def fit_ms(encoder: Encoder, examples: Examples) -> float:
    started = time.process_time()
    fit_similar(encoder, examples.like, examples.unlike)
    return (time.process_time() - started) * 1000


def main(folder: Path) -> None:
    unseen = [json.loads(line) for line in (folder / "unseen.jsonl").read_text(encoding="utf-8").splitlines()]
    clean = clean_sentences()
    encoder = SentenceModel(model_folder())
    encoder.encode(clean)
    total = [0, 0, 0]
    for file in load_rules([folder]):
        for examples in (matcher.similar for matcher in file.record.match.any_ if isinstance(matcher, Similar)):
            fits = fit_ms(encoder, examples), fit_ms(encoder, examples)
            model = fit_similar(encoder, examples.like, examples.unlike)
            rows = [(model.matches(row["text"]), row["like"]) for row in unseen if row["rule"] == file.record.id]
            hits, flagged, like = sum(a and b for a, b in rows), sum(a for a, _ in rows), sum(b for _, b in rows)
            fires = sum(model.matches(sentence) for sentence in clean) / len(clean)
            total = [a + b for a, b in zip(total, (hits, flagged, like), strict=True)]
            print(
                f"{file.record.id:26} precision {hits / max(1, flagged):.2f} ({hits} of {flagged})  recall {hits / like:.2f} ({hits} of {like})"
                f"  on clean drafts {fires:.1%} of {len(clean)}  fit {fits[0]:.0f} ms new, {fits[1]:.0f} ms known"
            )
    hits, flagged, like = total
    print(f"{'all':26} precision {hits / flagged:.2f} ({hits} of {flagged})  recall {hits / like:.2f} ({hits} of {like})")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples" / "lampshop")
