"""Speed and quality of the language check, per backend, in one run.

Usage: ``python benchmarks/language.py [--drafts FILE.jsonl ...] [--plain FILE.jsonl] [--speed N] [--backend NAME ...]``

``--drafts`` are labelled drafts (reply, customer, context, violations): precision, recall and F1 over drafts, alarms on
clean ones; without it, every fifth block of ten of training/data/drafts, which no table is made from. ``--plain`` is any
file of replies (``text`` or ``reply``): alarms for 1,000 words, of the backend as it comes and of the check. ``--speed``
measures that many drafts: backend alone, whole check, and the check again (every sentence in the memo). LanguageTool is
looked for as ever (LTP_PATH).
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from replylint.batch.evaluation import context_of
from replylint.checks.language import LanguageCheck
from replylint.checks.language_hits import rules_heard
from replylint.config import Config
from replylint.context import Context
from replylint.detect.grammar import BothGrammar, Grammar, GrammarHit, MemoGrammar
from replylint.detect.harper import HarperBackend
from replylint.detect.languagetool import LanguageToolBackend
from replylint.document.document import Document
from replylint.errors import InputError
from replylint.rulebook.check import Tools
from replylint.rulebook.pack import load_pack

DRAFTS = Path(__file__).resolve().parent.parent / "training/data/drafts"


class Recorded:
    """A backend that remembers whole texts, so that quality is measured without paying twice; also the raw count."""

    def __init__(self, backend: Grammar) -> None:
        self._backend = backend
        self.raw = 0

    def check(self, text: str, *, dialect: str = "en-US", deadline: float | None = None) -> tuple[GrammarHit, ...]:
        hits = self._backend.check(text, dialect=dialect, deadline=deadline)
        self.raw += len(hits)
        return hits


def rows(paths: list[Path]) -> Iterator[dict[str, Any]]:
    for path in paths or sorted(DRAFTS.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            if paths or number // 10 % 5 == 4:
                yield json.loads(line)


def context(row: dict[str, Any]) -> Context:
    try:
        return context_of(row)
    except InputError:
        return Context(customer=row.get("customer"))


def make_check(grammar: Grammar) -> LanguageCheck:
    return LanguageCheck(Tools(pack=load_pack("walmart-us"), config=Config(), grammar=grammar, meaning=None))


def quality(name: str, grammar: Grammar, paths: list[Path]) -> None:
    check = make_check(grammar)
    tp = fp = fn = clean = alarms = 0
    for row in rows(paths):
        found = bool(list(check.run(Document(row["reply"]), context(row))))
        labelled = any(item["check"] == "language" for item in row["violations"])
        tp, fp, fn = tp + (found and labelled), fp + (found and not labelled), fn + (labelled and not found)
        clean, alarms = clean + (not row["violations"]), alarms + (found and not row["violations"])
    precision, recall, f1 = tp / max(1, tp + fp), tp / max(1, tp + fn), 2 * tp / max(1, 2 * tp + fp + fn)
    print(f"{name:13} tp {tp} fp {fp} fn {fn}  P {precision:.3f} R {recall:.3f} F1 {f1:.3f}", end="  ")
    print(f"alarms on clean drafts {alarms}/{clean} = {alarms / max(1, clean):.1%}")


def plain(name: str, grammar: Grammar, path: Path) -> None:
    recorded = Recorded(grammar)
    check = make_check(recorded)
    words = after = replies = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row.get("reply") or row["text"]
        words, replies = words + len(text.split()), replies + 1
        after += len(list(check.run(Document(text), Context())))
    before, now = 1000 * recorded.raw / words, 1000 * after / words
    print(f"{name:13} {replies} replies, {words} words: backend {before:.2f}, check {now:.2f} alarms for 1,000 words")


def timed(call: Callable[[str], object], texts: list[str]) -> str:
    """Return wall time, and the time of our own thread on a core, which a busy machine does not stretch."""
    wall, own = [], []
    for text in texts:
        started, used = time.perf_counter(), time.thread_time()
        call(text)
        wall.append((time.perf_counter() - started) * 1000)
        own.append((time.thread_time() - used) * 1000)
    (p50, p99), (own50, own99) = ((statistics.median(item), statistics.quantiles(item, n=100)[98]) for item in (wall, own))
    return f"p50 {p50:6.1f} ms  p99 {p99:6.1f} ms  own CPU p50 {own50:5.1f} p99 {own99:5.1f} ms"


def speed(name: str, grammar: Grammar, number: int) -> None:
    lines = [line for path in sorted(DRAFTS.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = list(dict.fromkeys(json.loads(line)["reply"] for line in lines))
    texts = texts[:: max(1, len(texts) // number)][:number]
    check = make_check(grammar)

    def whole(text: str) -> None:
        list(check.run(Document(text), Context()))

    whole("The first text loads teh backend, Xplorentzium.")  # the last word is near none in harper's dictionary
    words = statistics.mean(len(text.split()) for text in texts)
    print(f"{name:13} check     {timed(whole, texts)}  ({len(texts)} drafts, {words:.0f} words on average)")
    print(f"{name:13} memo hit  {timed(whole, texts)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--drafts", type=Path, nargs="*", default=[])
    parser.add_argument("--plain", type=Path)
    parser.add_argument("--speed", type=int, default=0)
    parser.add_argument("--quality", action="store_true")
    parser.add_argument("--backend", nargs="*", default=["harper", "languagetool", "both"])
    options = parser.parse_args()
    # As it comes, harper runs all its rules; in the check, those that the curated table listens to.
    whole_harper, harper_alone, full_alone = HarperBackend(), HarperBackend(only=rules_heard("harper")), LanguageToolBackend(timeout=60)
    harper_alone.warm()
    if {"languagetool", "both"} & set(options.backend):
        full_alone.warm()

    def fresh(name: str, harper: HarperBackend = harper_alone) -> Grammar:
        one, two = MemoGrammar(harper, size=50_000), MemoGrammar(full_alone, size=50_000)
        return {"harper": one, "languagetool": two, "both": BothGrammar(one, two)}[name]

    for name in options.backend:
        if options.speed:
            speed(name, fresh(name), options.speed)
        if options.quality or options.drafts:
            quality(name, fresh(name), options.drafts)
        if options.plain:
            plain(name, fresh(name, whole_harper), options.plain)
    full_alone.close()


if __name__ == "__main__":
    main()
