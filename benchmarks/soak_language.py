"""Soak of both backends: many checks over 16 threads, the server killed three times; no result lost or shifted.

Usage: ``python benchmarks/soak_language.py [--checks 20000] [--threads 16] [--kills 3]`` with LTP_PATH set. Every text is
new to the memo (a number at its end) and moved by what stands in front, so that the server is asked each time; each result must equal the
expected one, moved. Exits with 1 where one is lost, wrong or late, a kill is not followed by a restart, memory grew by
over 150 MB between the first fifth and the end, or Java is left.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psutil
from rich.progress import Progress

from replylint.detect.grammar import BothGrammar, GrammarHit, MemoGrammar
from replylint.detect.harper import HarperBackend
from replylint.detect.languagetool import LanguageToolBackend

TEXTS = (
    "😀 We was here 𝒳 and definately he have a blue one.",
    "We recieved your photo. The replacement ship today, and you was right.",
    "Thank you for the photo, Ann. The lid leaves our warehouse this afternoon.",
    "👩‍👩‍👧 Your order are on it's way, teh carrier has it.",
)
GROWTH = 150 * 2**20
WAIT = 1800.0  # seconds: behind other work (nice) Java may take minutes to start again; what is lost is no matter of speed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checks", type=int, default=20_000)
    parser.add_argument("--threads", type=int, default=16)
    parser.add_argument("--kills", type=int, default=3)
    options = parser.parse_args()
    full = LanguageToolBackend(timeout=WAIT, start_timeout=WAIT)
    full.warm()
    harper = HarperBackend()
    grammar = BothGrammar(MemoGrammar(harper), MemoGrammar(full))
    lead = "Case {:06d} is here. "
    expected = {text: inside(grammar.check(new(lead.format(0), text, 0)), lead.format(0), text) for text in TEXTS}
    wrong: list[str] = []
    done = 0
    lock = threading.Lock()
    process = psutil.Process()
    fifths = [options.checks * part // 5 for part in range(1, 6)]
    memory: list[int] = []
    killed: list[int] = []
    kill_at = [options.checks * (index + 1) // (options.kills + 1) for index in range(options.kills)]

    def tell(fault: str) -> None:
        with lock:
            wrong.append(fault)
            print(fault, file=sys.stderr, flush=True)

    def one(number: int) -> None:
        nonlocal done
        text, start = TEXTS[number % len(TEXTS)], lead.format(number + 1)
        try:
            hits = grammar.check(new(start, text, number + 1), deadline=time.monotonic() + WAIT)
        except Exception as error:  # noqa: BLE001 - counted, not hidden
            hits = None
            tell(f"{number}: {error!r}")
        if hits is not None and inside(hits, start, text) != expected[text]:
            tell(f"{number}: {inside(hits, start, text)}")
        with lock:
            done += 1
            if done in fifths:
                memory.append(process.memory_info().rss)
                print(f"{done} checks after {time.monotonic() - started:.0f} s, {memory[-1] >> 20} MB, {len(wrong)} wrong", flush=True)
            if done in kill_at:
                killed.append(kill_java(process))

    started = time.monotonic()
    with Progress() as bar, ThreadPoolExecutor(options.threads) as pool:
        task = bar.add_task("checks", total=options.checks)
        for future in [pool.submit(one, number) for number in range(options.checks)]:
            future.result()
            bar.advance(task)
    seconds = time.monotonic() - started
    children = process.children(recursive=True)
    full.close()
    left = [child.pid for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]
    grown = memory[-1] - memory[0]
    print(f"{done} checks, {options.threads} threads, {seconds:.0f} s; killed {killed} Java, {full.restarts} restarts")
    print(f"wrong or lost: {len(wrong)}; MB after each fifth: {[size >> 20 for size in memory]}; processes left: {left}")
    failed = wrong or left or killed != [1] * options.kills or full.restarts != options.kills or done != options.checks
    return int(bool(failed) or grown > GROWTH)


def kill_java(parent: psutil.Process) -> int:
    """Kill the LanguageTool server under ``parent`` as an operator's ``kill -9`` would; return how many were killed."""
    java = [child for child in parent.children(recursive=True) if child.name() == "java"]
    for child in java:
        child.kill()
    return len(java)


def new(lead: str, text: str, number: int) -> str:
    """Return ``text`` behind ``lead``, its last sentence made new to the memo by a number."""
    return f"{lead}{text[:-1]} {number:06d}."


def inside(hits: tuple[GrammarHit, ...], lead: str, text: str) -> list[GrammarHit]:
    """Return the hits in ``text``, its full stop apart, as offsets of ``text``."""
    by, end = len(lead), len(lead) + len(text) - 1
    return [replace(hit, start=hit.start - by, end=hit.end - by) for hit in hits if by <= hit.start and hit.end <= end]


if __name__ == "__main__":
    sys.exit(main())
