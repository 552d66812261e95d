"""Time a reply: ``python benchmarks/lint.py [--vale VALE --style FOLDER]``.

Rules without grammar and model, then with each of them, over replies of 70 to 95 words; each way is warmed first and the
ways take turns, so that a machine whose speed drifts drifts for all. Where a Vale binary is named, it lints the same
replies as files in one process beside them, with its built-in rules or the style in the folder.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from pathlib import Path

from replylint import Config, Context, Linter
from replylint.context import parse_context

DRAFTS = Path(__file__).parents[1] / "training" / "data" / "drafts"
ROUNDS = 3


def replies() -> list[tuple[str, Context]]:
    """Return the replies of 70 to 95 words with their contexts."""
    out = []
    for path in sorted(DRAFTS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            if 70 <= len(entry["reply"].split()) <= 95:
                data = {**entry["context"], **({"customer": entry["customer"]} if entry["customer"] else {})}
                out.append((entry["reply"], parse_context(data)))
    return out[:200]


def vale(binary: str, style: Path | None, texts: list[str]) -> float:
    """Return milliseconds a reply of one Vale process over all of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, text in enumerate(texts):
            (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        styles = f"StylesPath = {style}\n" if style else ""
        based = f"Vale, {style.name}" if style else "Vale"
        (folder / ".vale.ini").write_text(f"{styles}MinAlertLevel = suggestion\n[*.txt]\nBasedOnStyles = {based}\n")
        started = time.perf_counter()
        subprocess.run([binary, "--output=JSON", str(folder)], cwd=folder, capture_output=True, check=False, timeout=300)
        return (time.perf_counter() - started) * 1000 / len(texts)


def main() -> None:
    """Time and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vale")
    parser.add_argument("--style", type=Path)
    arguments = parser.parse_args()
    pairs = replies()
    ways = {
        "rules": Linter(Config(meaning=False, ignore=("language",))),
        "rules and model": Linter(Config(ignore=("language",))),
        "all (rules, model, harper)": Linter(),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for linter in ways.values():
        linter.warm()
        for pair in pairs[:20]:
            linter.lint(*pair)
    for turn in range(ROUNDS):
        for text, context in pairs:
            # A new sentence at the end keeps the memos honest: the rest of the reply is new once, then known.
            draft = text if turn == 0 else f"{text} Turn {turn}."
            for name, linter in ways.items():
                started = time.perf_counter()
                linter.lint(draft, context)
                times[name].append((time.perf_counter() - started) * 1000)
    for name, values in times.items():
        first, ordered = sorted(values[: len(pairs)]), sorted(values)
        print(
            f"{name:28} p50 {ordered[len(ordered) // 2]:6.2f} ms  p99 {ordered[int(len(ordered) * 0.99)]:6.2f} ms"
            f"  first sight p50 {first[len(first) // 2]:6.2f} ms p99 {first[int(len(first) * 0.99)]:6.2f} ms"
        )
    if arguments.vale:
        print(f"{'vale, one process':28} {vale(arguments.vale, arguments.style, [text for text, _ in pairs]):6.2f} ms a reply")


if __name__ == "__main__":
    main()
