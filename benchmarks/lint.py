"""Time a reply: ``python benchmarks/lint.py [--vale VALE --style FOLDER]``.

Rules without grammar and model, then with each of them, over replies of 74 to 86 words, no text twice: a
reply is never the one before. Each way is warmed first, and the ways take turns of twenty replies, so that a machine whose speed drifts
drifts for all. Where a Vale binary is named, it lints the same replies as files in one process, after a run over a single
one whose time is taken off, with its built-in rules or the style in the folder.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from pathlib import Path

from replylint import Config, Context, Linter
from replylint.batch.evaluation import context_of
from replylint.detect.sentence_model import SentenceModel
from replylint.services import model_folder

DRAFTS = Path(__file__).parents[1] / "training" / "data" / "drafts"
WARMING, TURN = 300, 20


def replies() -> list[tuple[str, Context]]:
    """Return replies with their contexts: some of 50 to 73 words to warm with, then those of 74 to 86."""
    shorter, out = [], []
    for path in sorted(DRAFTS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            words = len(entry["reply"].split())
            if 50 <= words <= 86:
                (out if words >= 74 else shorter).append((entry["reply"], context_of(entry)))
    return [*shorter[:WARMING], *out]


def vale(binary: str, style: Path | None, texts: list[str]) -> float:
    """Return milliseconds a reply of one Vale process over all of them, its start taken off."""

    def seconds(chosen: list[str]) -> float:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for number, text in enumerate(chosen):
                (folder / f"{number}.txt").write_text(text, encoding="utf-8")
            styles = f"StylesPath = {style.resolve()}\n" if style else ""
            based = "Vale, Links" if style else "Vale"
            (folder / ".vale.ini").write_text(f"{styles}MinAlertLevel = suggestion\n[*.txt]\nBasedOnStyles = {based}\n")
            started = time.perf_counter()
            done = subprocess.run([binary, "--output=JSON", "."], cwd=folder, capture_output=True, check=False, timeout=300)
            if not done.stdout.lstrip().startswith(b"{"):  # its status tells nothing: 1 where it found something
                raise SystemExit(f"Vale failed: {done.stderr.decode()}")
            return time.perf_counter() - started

    return (seconds(texts) - seconds(texts[:1])) * 1000 / len(texts)


def with_its_own_model(config: Config) -> Linter:
    """Return a linter whose model remembers no sentence that another linter was given."""
    model = SentenceModel(model_folder())
    return Linter(config, meaning=model, encoder=model)


def main() -> None:
    """Time and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vale")
    parser.add_argument("--style", type=Path)
    arguments = parser.parse_args()
    pairs = replies()
    ways = {
        "rules": Linter(Config(meaning=False, ignore=("language",))),
        "rules and model": with_its_own_model(Config(ignore=("language",))),
        "all (rules, model, harper)": with_its_own_model(Config()),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for linter in ways.values():
        linter.warm()
        for pair in pairs[:WARMING]:
            linter.lint(*pair)
    for begin in range(WARMING, len(pairs), TURN):
        for name, linter in ways.items():
            for text, context in pairs[begin : begin + TURN]:
                started = time.perf_counter()
                linter.lint(text, context)
                times[name].append((time.perf_counter() - started) * 1000)
    words = sorted(len(text.split()) for text, _ in pairs[WARMING:])
    print(f"{len(words)} replies, median {words[len(words) // 2]} words")
    for name, values in times.items():
        ordered = sorted(values)
        print(f"{name:28} p50 {ordered[len(ordered) // 2]:6.2f} ms  p99 {ordered[int(len(ordered) * 0.99)]:6.2f} ms")
    if arguments.vale:
        print(f"{'vale, one process':28} {vale(arguments.vale, arguments.style, [text for text, _ in pairs]):6.2f} ms a reply")


if __name__ == "__main__":
    main()
