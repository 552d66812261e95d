"""Finding links and contact details: replylint beside linkify-it-py, Presidio's recognizers and a Vale style, in one run.

usage: python benchmarks/links.py [--presidio PYTHON] [--vale VALE]

The sentences are tests/data/disguised_links.jsonl and innocent_links.txt. Presidio runs under the interpreter named by
`--presidio` (a virtual environment with presidio-analyzer, kept apart since it is large), Vale as the binary named by
`--vale`; what is not named is left out and said so. Prints Markdown for docs/benchmarks/links.md.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.metadata
import json
import platform
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from linkify_it import LinkifyIt

from replylint.config import Config
from replylint.linter import Linter

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data"
Span = tuple[int, int]
# Presidio's recognizers of links, addresses and phones, without any language model: they rest on expressions and phonenumbers.
PRESIDIO = """
import json, sys, time
from presidio_analyzer.predefined_recognizers import EmailRecognizer, IpRecognizer, PhoneRecognizer, UrlRecognizer
texts = json.load(sys.stdin)
recognizers = [UrlRecognizer(), EmailRecognizer(), IpRecognizer(), PhoneRecognizer()]
out = []
began = time.perf_counter()
for text in texts:
    found = []
    for one in recognizers:
        found += [(hit.start, hit.end) for hit in one.analyze(text, one.supported_entities, None) or ()]
    out.append(found)
json.dump([out, time.perf_counter() - began], sys.stdout)
"""


def by_replylint(texts: list[str]) -> tuple[list[list[Span]], float]:
    linter = Linter(Config(meaning=False, select=("links", "contact")), strict=True)
    linter.lint("warm up: see a.com, call 503-555-0123")
    began = time.perf_counter()
    out = [[(v.span.start, v.span.end) for v in linter.lint(text).violations] for text in texts]
    return out, time.perf_counter() - began


def by_linkify(texts: list[str]) -> tuple[list[list[Span]], float]:
    finder = LinkifyIt(options={"fuzzy_ip": True})
    finder.match("see a.com")
    began = time.perf_counter()
    out = [[(hit.index, hit.last_index) for hit in finder.match(text) or ()] for text in texts]
    return out, time.perf_counter() - began


def by_presidio(python: str) -> Callable[[list[str]], tuple[list[list[Span]], float]]:
    def run(texts: list[str]) -> tuple[list[list[Span]], float]:
        done = subprocess.run([python, "-c", PRESIDIO], input=json.dumps(texts), capture_output=True, text=True, check=True)
        found, seconds = json.loads(done.stdout.splitlines()[-1])
        return [[(start, end) for start, end in spans] for spans in found], seconds

    return run


def by_vale(vale: str) -> Callable[[list[str]], tuple[list[list[Span]], float]]:
    def run(texts: list[str]) -> tuple[list[list[Span]], float]:
        with tempfile.TemporaryDirectory() as folder:
            for index, text in enumerate(texts):
                (Path(folder) / f"{index:04d}.txt").write_text(text, encoding="utf-8")
            began = time.perf_counter()
            command = [vale, "--config", str(ROOT / "benchmarks" / "vale" / ".vale.ini"), "--output", "JSON", "--no-exit", folder]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            seconds = time.perf_counter() - began
        alerts = {int(Path(name).stem): found for name, found in json.loads(done.stdout).items()}
        out = []
        for index, text in enumerate(texts):
            starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
            # Vale counts lines and columns from 1 and names the last column itself.
            out.append([(starts[a["Line"] - 1] + a["Span"][0] - 1, starts[a["Line"] - 1] + a["Span"][1]) for a in alerts.get(index, ())])
        return out, seconds

    return run


def main() -> None:
    parser = argparse.ArgumentParser(description="Benchmark of links and contact details.")
    parser.add_argument("--presidio", help="interpreter of an environment with presidio-analyzer")
    parser.add_argument("--vale", help="the Vale binary, 3.22")
    args = parser.parse_args()
    cases = [json.loads(line) for line in (DATA / "disguised_links.jsonl").read_text(encoding="utf-8").splitlines()]
    innocent = (DATA / "innocent_links.txt").read_text(encoding="utf-8").splitlines()
    texts = [case["text"] for case in cases] + innocent
    tools: dict[str, Callable[[list[str]], tuple[list[list[Span]], float]]] = {
        "replylint, rules alone": by_replylint,
        f"linkify-it-py {importlib.metadata.version('linkify-it-py')}": by_linkify,
    }
    if args.presidio:
        tools["Presidio: URL, e-mail, IP and phone recognizers"] = by_presidio(args.presidio)
    if args.vale:
        tools["Vale with benchmarks/vale"] = by_vale(args.vale)
    print(f"Run on {datetime.datetime.now(datetime.UTC).date()}, Python {platform.python_version()}, {platform.machine()}.\n")
    print(f"{len(cases)} disguised sentences, {len(innocent)} innocent ones.\n")
    print("| tool | disguised: exact span | disguised: touched | innocent flagged | ms a sentence |\n| --- | ---: | ---: | ---: | ---: |")
    for name, tool in tools.items():
        found, seconds = tool(texts)
        exact = touched = 0
        for case, spans in zip(cases, found, strict=False):
            start = case["text"].index(case["flag"])
            end = start + len(case["flag"])
            exact += (start, end) in spans
            touched += any(one < end and start < other for one, other in spans)
        wrong = sum(bool(spans) for spans in found[len(cases) :])
        share = f"{exact} ({100 * exact / len(cases):.0f} %) | {touched} ({100 * touched / len(cases):.0f} %)"
        print(f"| {name} | {share} | {wrong} ({100 * wrong / len(innocent):.1f} %) | {1000 * seconds / len(texts):.2f} |")
    for flag in ("presidio", "vale"):
        if not getattr(args, flag):
            print(f"\n`--{flag}` was not given: that tool was left out.")


if __name__ == "__main__":
    main()
