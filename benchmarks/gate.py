"""p50 and p99 of each door of the gate, warm, every check on, every draft different: ``python benchmarks/gate.py [N]``.

The doors take turns draft by draft, so that whatever else the machine does falls on all of them alike.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

from replylint.gate import Gate
from replylint.linter import Linter

TEXT = (
    "Hi Anna, thank you for your message. I am so sorry that the {a} from your order arrived with a crack in the {b}. That is not the condition we "
    "want our products to reach you in. We have sent a replacement {c} today, and you will find its number on your order page. You do not need to "
    "return the broken one. If anything else about order number {n} comes up, just reply here and we will look into it at once. Kind regards, Tom"
)
THINGS = "lamp chair kettle blender mirror clock bottle tent radio speaker table mat shelf tray basket".split()
AROUND = {"customer": "The lamp arrived broken."}
MAIN = "import sys; from replylint.cli.entry import main; sys.exit(main())"


def draft(number: int) -> str:
    pick = [THINGS[(number * step + 3) % len(THINGS)] for step in (1, 7, 11)]
    return TEXT.format(a=pick[0], b=pick[1], c=pick[2], n=200_000 + number * 37)


class Doors:
    """Each door as a function from a draft's number to its decision."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "r").mkdir(mode=0o700)
        self._env = {**os.environ, "XDG_RUNTIME_DIR": str(folder / "r"), "REPLYLINT_GATE__IDLE_S": "20"}
        self.late: Counter[str] = Counter()
        self._linter = Linter()
        self._gate = Gate(self._linter)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.server = subprocess.Popen([sys.executable, "-c", MAIN, "serve", "--port", str(port)], cwd=folder, stderr=subprocess.DEVNULL)
        self._http = http.client.HTTPConnection("127.0.0.1", port)
        self._wait()

    def _wait(self) -> None:
        if not self._gate.warm(120):
            raise SystemExit("the gate did not warm up")
        limit = time.monotonic() + 120
        while time.monotonic() < limit:
            try:
                self._http.request("GET", "/readyz")
                answer = self._http.getresponse()
                answer.read()
                if answer.status == 200:
                    return
            except OSError:
                self._http.close()
            time.sleep(0.2)
        raise SystemExit("replylint serve did not come up")

    def bare_python(self, _number: int) -> None:
        subprocess.run([sys.executable, "-c", "pass"], check=True)

    def linter(self, number: int) -> None:
        self._linter.lint(draft(number), AROUND)

    def in_process(self, number: int) -> None:
        self.late["in process"] += self._gate.check(draft(number), AROUND).deadline_passed

    def command(self, number: int) -> None:
        body = json.dumps({"reply": draft(number), **AROUND}).encode()
        result = subprocess.run([sys.executable, "-c", MAIN, "gate"], input=body, capture_output=True, cwd=self._folder, env=self._env, check=False)
        _expect(result.returncode in (0, 1, 3, 4) and not result.stderr, str(result))
        self.late["command"] += json.loads(result.stdout)["deadline_passed"]

    def http(self, number: int) -> None:
        self._http.request("POST", "/v1/gate", json.dumps({"reply": draft(number), **AROUND}), {"content-type": "application/json"})
        self.late["HTTP"] += json.loads(self._http.getresponse().read())["deadline_passed"]


def _expect(condition: bool, words: str) -> None:  # noqa: FBT001 - an assertion that -O keeps
    if not condition:
        raise SystemExit(words)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    times = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        doors = Doors(Path(folder))
        calls = {
            "bare Python": doors.bare_python, "linter": doors.linter, "in process": doors.in_process, "command": doors.command, "HTTP": doors.http,
        }  # fmt: skip
        number = 0
        for turn in range(count + 20):
            for name, call in calls.items():
                number += 1
                start = time.perf_counter()
                call(number)
                if turn >= 20:  # the first warm every side up
                    times[name].append((time.perf_counter() - start) * 1000)
        doors.server.terminate()
        doors.server.wait()
    print(f"{len(draft(1).split())} words, {count} drafts a door, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for name, values in times.items():
        values.sort()
        print(f"{name:12} p50 {values[count // 2]:7.1f} ms   p99 {values[int(count * 0.99)]:7.1f} ms")
    print(f"deadlines passed: {dict(doors.late) or 'none'}")
    bare, inside = times["bare Python"][count // 2], times["in process"][count // 2]
    starts, more = times["command"][count // 2] / bare, times["HTTP"][count // 2] - inside
    print(f"p50: command = {starts:.1f} bare Python starts; HTTP = in process + {more:.1f} ms")


if __name__ == "__main__":
    main()
