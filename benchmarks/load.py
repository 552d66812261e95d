"""Steady load on ``replylint serve``: ``python benchmarks/load.py [--rules] [--rate N] [--seconds N]``.

Requests to ``/v1/gate`` leave at a fixed rate, whatever the answers do, and each is timed from when it was due; so a
server that falls behind shows. Every draft is different and no memo holds any of its sentences (checked). With
``--rules`` the sentence model and the grammar check are off. Tells errors, late decisions, p50, p99, the server's share
of the processor, and its memory at the start, in the middle and at the end.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from fresh import Case, check_fresh, fresh_cases

MAIN = "import sys; from replylint.cli.entry import main; sys.exit(main())"
RULES_ALONE = 'meaning = false\nignore = ["language"]\n'
RATE, RULES_RATE = 80, 200
CONNECTIONS = 48
WARM_S = 5


class Server:
    """``replylint serve`` on a free port, in a folder of its own, until it is closed."""

    def __init__(self, folder: Path, settings: str) -> None:
        (folder / "replylint.toml").write_text(settings, encoding="utf-8")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [sys.executable, "-c", MAIN, "serve", "--port", str(self.port)]
        self.process = psutil.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)

    def wait(self, seconds: float = 120) -> None:
        """Wait until it is warm.

        Raises:
            SystemExit: where it does not come up.
        """
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            connection = http.client.HTTPConnection("127.0.0.1", self.port)
            try:
                connection.request("GET", "/readyz")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                pass
            finally:
                connection.close()
            time.sleep(0.2)
        raise SystemExit("replylint serve did not come up")

    @property
    def memory(self) -> float:
        """Resident memory in MB, worker processes included."""
        return sum(process.memory_info().rss for process in [self.process, *self.process.children(recursive=True)]) / 2**20

    @property
    def processor(self) -> float:
        """Processor seconds used so far."""
        used = [process.cpu_times() for process in [self.process, *self.process.children(recursive=True)]]
        return sum(times.user + times.system for times in used)

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(60)


@dataclass
class Load:
    """Requests that leave at a fixed rate over a few connections; ``run`` takes as long as they do."""

    port: int
    cases: list[Case]
    rate: float
    times: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)

    def run(self) -> None:
        self._next = 0
        self._lock = threading.Lock()
        self._begin = time.monotonic() + 0.1
        threads = [threading.Thread(target=self._send) for _ in range(CONNECTIONS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _send(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while True:
            with self._lock:
                number, self._next = self._next, self._next + 1
            if number >= len(self.cases):
                connection.close()
                return
            due = self._begin + number / self.rate
            time.sleep(max(0.0, due - time.monotonic()))
            outcome = self._ask(connection, self.cases[number])
            with self._lock:
                self.times.append((time.monotonic() - due) * 1000)
                self.outcomes[outcome] += 1

    @staticmethod
    def _ask(connection: http.client.HTTPConnection, case: Case) -> str:
        try:
            connection.request("POST", "/v1/gate", json.dumps(case), {"content-type": "application/json"})
            answer = connection.getresponse()
            data = json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError) as error:
            connection.close()
            return type(error).__name__
        if answer.status != 200:
            return f"status {answer.status}"
        if data["deadline_passed"]:
            return "late"
        return "failed check" if data["report"]["failures"] else "decided"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--rate", type=float)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    rate = options.rate or (RULES_RATE if options.rules else RATE)
    warm, count = int(WARM_S * rate / 2), int(options.seconds * rate)
    cases = fresh_cases(warm + count)
    check_fresh(cases)
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), RULES_ALONE if options.rules else "")
        try:
            server.wait()
            Load(server.port, cases[:warm], rate / 2).run()
            print(_measured(server, Load(server.port, cases[warm:], rate), name="rules alone" if options.rules else "everything on"))
        finally:
            server.close()
    return 0


def _measured(server: Server, load: Load, *, name: str) -> str:
    memory = [server.memory]
    middle = threading.Timer(len(load.cases) / load.rate / 2, lambda: memory.append(server.memory))
    middle.start()
    used, own, begin = server.processor, time.process_time(), time.monotonic()
    load.run()
    wall = time.monotonic() - begin
    used, own = (server.processor - used) / wall, (time.process_time() - own) / wall
    middle.join()
    memory.append(server.memory)
    times = sorted(load.times)
    words = sum(len(case["reply"].split()) for case in load.cases) / len(load.cases)
    wrong = {outcome: number for outcome, number in load.outcomes.items() if outcome != "decided"}
    return (
        f"{name}: {len(times)} drafts of {words:.0f} words on average in {wall:.1f} s, {load.rate:g}/s due, {len(times) / wall:.1f}/s answered\n"
        f"not decided in full: {wrong or 'none'}\n"
        f"p50 {times[len(times) // 2]:.1f} ms   p99 {times[int(len(times) * 0.99)]:.1f} ms   slowest {times[-1]:.1f} ms\n"
        f"memory at start, middle, end: {', '.join(f'{size:.0f}' for size in memory)} MB\n"
        f"cores used: server {used:.2f}, this client {own:.2f}, of {os.cpu_count()}; load average {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    sys.exit(main())
