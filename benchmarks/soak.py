"""Soak: many distinct drafts through one linter on many threads; equal reports, flat memory.

usage: python benchmarks/soak.py [--count 100000] [--threads 8] [--seed 1] [--rules-only]

A draft is made of sentences out of training/data/drafts, shuffled by the seed and its number, with the context of one of
them and a case number of its own, so that no two are alike and none is known to a memo as a whole. All drafts are linted
twice through one ``Linter``: by all threads at once, then by one alone. Prints a table of speed and memory in tenths of
each pass. Exits with 1 where a report of the two passes differs, a check fails, or memory grows by more than GROWTH
between the first fifth of a pass and its end.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from replylint import Config, Context, Linter
from replylint.batch.evaluation import context_of
from replylint.config import LanguageConfig
from replylint.document.document import Document

DRAFTS = Path(__file__).parents[1] / "training" / "data" / "drafts"
GROWTH = 32 * 2**20  # bytes; memos and allocators settle in the first fifth
LEAST = 1000  # drafts: each thread loads its tokenizer, and the grammar pool its checkers, when first needed
SIZE = 16  # bytes of one report's digest
WAIT = 600_000  # milliseconds: on a busy machine the grammar check may wait; lateness is not what is looked at here


@dataclass(frozen=True, slots=True)
class Stock:
    """What drafts are made of."""

    sentences: tuple[str, ...]
    openings: tuple[str, ...]
    closings: tuple[str, ...]
    contexts: tuple[Context, ...]

    def draft(self, number: int, seed: int) -> tuple[str, Context]:
        """Return the draft of that number and its context, the same at every call."""
        pick = random.Random(f"{seed}/{number}")  # noqa: S311 - for choosing, not for secrets
        body = pick.sample(self.sentences, pick.randint(2, 7))
        body.insert(pick.randrange(len(body) + 1), f"Your message is case {number:06d} with us.")
        cut = pick.randint(1, len(body))
        paragraphs = [pick.choice(self.openings), " ".join(body[:cut]), " ".join(body[cut:]), pick.choice(self.closings)]
        return "\n\n".join(paragraph for paragraph in paragraphs if paragraph), pick.choice(self.contexts)


@dataclass(slots=True)
class Pass:
    """One pass over all drafts: a digest for each report, and memory after each tenth."""

    count: int
    digests: bytearray
    memory: list[int] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    flagged: int = 0
    seconds: float = 0.0

    def digest(self, number: int) -> bytes:
        """Return the digest of that draft's report."""
        return bytes(self.digests[number * SIZE : (number + 1) * SIZE])

    @property
    def grown(self) -> int:
        """Bytes of memory between the first fifth and the end."""
        return self.memory[-1] - self.memory[1]


def stock() -> Stock:
    """Return the sentences, greetings, signatures and contexts of the training drafts."""
    sentences: dict[str, None] = {}
    openings: dict[str, None] = {"": None}
    closings: dict[str, None] = {"": None}
    contexts = []
    for path in sorted(DRAFTS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            contexts.append(context_of(entry))
            doc = Document(entry["reply"])
            for segment in doc.segments:
                text = doc.text[segment.start : segment.end].strip()
                if segment.kind == "greeting":
                    openings[text] = None
                elif segment.kind == "signature":
                    closings[text] = None
            sentences.update((one.text, None) for one in doc.sentences if doc.segment_at(one.start) == "body")
    return Stock(tuple(sentences), tuple(openings), tuple(closings), tuple(contexts))


def run(linter: Linter, drafts: Stock, count: int, seed: int, threads: int) -> Pass:
    """Lint all drafts on so many threads."""
    done = Pass(count, bytearray(count * SIZE))
    lock = threading.Lock()
    numbers: Iterator[int] = iter(range(count))
    process = psutil.Process()
    finished = 0
    tenths = [count * part // 10 for part in range(1, 11)]

    def work() -> None:
        nonlocal finished
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            text, context = drafts.draft(number, seed)
            report = linter.lint(text, context)
            shown = json.dumps(report.to_dict(), sort_keys=True, default=str)
            digest = hashlib.blake2b(shown.encode(), digest_size=SIZE).digest()
            with lock:
                done.digests[number * SIZE : (number + 1) * SIZE] = digest
                done.flagged += bool(report.violations)
                done.failures += [f"{number}: {failure.check}: {failure.error}" for failure in report.failures]
                finished += 1
                if finished in tenths:
                    done.memory.append(process.memory_info().rss)
                    print(f"  {finished} drafts, {done.memory[-1] >> 20} MB", file=sys.stderr, flush=True)

    started = time.monotonic()
    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    done.seconds = time.monotonic() - started
    return done


def main() -> int:
    """Run both passes and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rules-only", action="store_true", help="Without the sentence model.")
    options = parser.parse_args()
    if options.count < LEAST or options.threads < 1:
        parser.error(f"--count takes {LEAST} or more, since memory settles first; --threads 1 or more")
    language = LanguageConfig(backend="harper", deadline_ms=WAIT, startup_ms=WAIT)
    linter = Linter(Config(meaning=not options.rules_only, ignore=("language",) if options.rules_only else (), language=language))
    linter.warm()
    drafts = stock()
    passes = {threads: run(linter, drafts, options.count, options.seed, threads) for threads in dict.fromkeys((options.threads, 1))}
    ways = "rules alone" if options.rules_only else "rules, grammar and sentence model"
    print(f"{options.count:,} distinct drafts ({ways}) out of {len(drafts.sentences):,} sentences, seed {options.seed}\n")
    print("| threads | drafts/s | flagged | failed checks | MB after each tenth | MB grown after the first fifth |")
    print("| ---: | ---: | ---: | ---: | --- | ---: |")
    for threads, done in passes.items():
        memory = " ".join(str(size >> 20) for size in done.memory)
        speed = options.count / done.seconds
        print(f"| {threads} | {speed:.0f} | {done.flagged} | {len(done.failures)} | {memory} | {done.grown / 2**20:.0f} |")
    first, *others = passes.values()
    differ = [number for number in range(options.count) if any(first.digest(number) != other.digest(number) for other in others)]
    print(f"\nreports that differ: {len(differ)}" + (f", first drafts {differ[:5]}" if differ else ""))
    failures = [failure for done in passes.values() for failure in done.failures]
    print(*failures[:5], sep="\n", end="\n" if failures else "")
    return int(bool(differ or failures) or any(done.grown > GROWTH for done in passes.values()))


if __name__ == "__main__":
    sys.exit(main())
