"""The sentence model's cost: ``python benchmarks/model.py``.

Loads it, with all that it alone imports, in fresh processes, reads six sentences that no memo knows (encoder and reader,
on one core) and reads them again in another process. Prints milliseconds on the clock and of the processor; the second tells
what the model costs where other work runs beside it. Says whether the scores were the same to the last bit.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

DRAFTS = Path(__file__).parents[1] / "training" / "data" / "drafts"
LOADS, SENTENCES, ROUNDS = 7, 6, 80
CHILD = """
import json, sys, time
clocks = lambda: (time.perf_counter() * 1000, time.process_time() * 1000)
since = lambda before: [b - a for a, b in zip(before, clocks())]
from replylint.detect.meaning import Given
from replylint.services import model_folder
started = clocks()
from replylint.detect.sentence_model import SentenceModel
model = SentenceModel(model_folder())
model.score(["The lid ships today."])
loaded = since(started)
times, scores = [], []
for group in json.load(sys.stdin):
    started = clocks()
    reading = model.read(group, [], Given())
    times.append(since(started))
    scores.append([list(reading.reply.values()), [list(s.labels.values()) for s in reading.sentences]])
print(json.dumps({"loaded": loaded, "times": times, "scores": scores}))
"""


def groups() -> list[list[str]]:
    """Return groups of six sentences of labelled drafts, no sentence twice."""
    from replylint.document.document import Document  # noqa: PLC0415 - kept out of what is timed

    sentences: dict[str, None] = {}
    for path in sorted(DRAFTS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            sentences.update(dict.fromkeys(s.text for s in Document(json.loads(line)["reply"]).sentences))
    drawn = random.Random(1).sample(sorted(sentences), SENTENCES * ROUNDS)  # noqa: S311 - any draw, but the same each time
    return [drawn[i : i + SENTENCES] for i in range(0, len(drawn), SENTENCES)]


def child(work: list[list[str]]) -> dict[str, list[list[float]]]:
    """Run one fresh process over ``work``."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-c", CHILD]
    done = subprocess.run(command, input=json.dumps(work), capture_output=True, text=True, check=True, timeout=600, env=environment)
    result: dict[str, list[list[float]]] = json.loads(done.stdout)
    return result


def told(pairs: list[list[float]]) -> str:
    """Return median and 99th percentile of both clocks."""
    out = []
    for name, values in zip(("clock", "processor"), zip(*pairs, strict=True), strict=True):
        ordered = sorted(values)
        out.append(f"{name} p50 {ordered[len(ordered) // 2]:.1f} p99 {ordered[int(len(ordered) * 0.99)]:.1f} ms")
    return ", ".join(out)


def main() -> int:
    work = groups()
    words = sum(len(s.split()) for group in work for s in group) / (SENTENCES * ROUNDS)
    first, second = child(work), child(work)
    print(f"load in a fresh process, first score included ({LOADS} times): {told([child([])['loaded'] for _ in range(LOADS)])}")
    print(f"{SENTENCES} new sentences of {words:.0f} words on one core ({2 * ROUNDS} times): {told([*first['times'], *second['times']])}")
    same = first["scores"] == second["scores"]
    print(f"scores of two processes are {'the same' if same else 'NOT the same'}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
