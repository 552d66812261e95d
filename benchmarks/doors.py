"""p50 and p99 of each door of the gate in one run, warm, every check on: ``python benchmarks/doors.py [N]``.

In process, the command, HTTP and SMTP, beside a bare start of Python, the linter alone and the same mail without the
door. Every draft is different, of about 80 words, and no memo holds any of its sentences (checked). The doors take turns
draft by draft, so that whatever else the machine does falls on all of them alike.
"""

from __future__ import annotations

import http.client
import json
import os
import smtplib
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from email.message import EmailMessage
from pathlib import Path
from typing import IO

from fresh import Case, check_fresh, fresh_cases
from load import MAIN, Server

from replylint.gate import Gate, Verdict
from replylint.linter import Linter

# A busy machine shall show in the times, not in drafts that were not checked in full.
SETTINGS = "[gate]\nstartup-ms = 120000\ndeadline-ms = 10000\nidle-s = 20\n[language]\ndeadline-ms = 10000\n"
SINK = """
import asyncio
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import SMTP

async def main():
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(Sink(), hostname="mail.test"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(main())
"""
WARM = 20
RELAY = "x@relay.walmart.com"
_COUNTED = ("in process", "command", "HTTP", "SMTP")


class Doors:
    """Each door as a function from a case; ``decided`` counts what was checked in full."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "replylint.toml").write_text(SETTINGS, encoding="utf-8")
        (folder / "r").mkdir(mode=0o700)
        self._env = {**os.environ, "XDG_RUNTIME_DIR": str(folder / "r")}
        self.decided: Counter[str] = Counter()
        self._gate = Gate(Linter.from_project(folder))
        if not self._gate.warm(300):
            raise SystemExit("the gate did not warm up")
        self._server = Server(folder, SETTINGS)
        self._server.wait()
        self._http = http.client.HTTPConnection("127.0.0.1", self._server.port)
        self._sink = subprocess.Popen([sys.executable, "-c", SINK], stdout=subprocess.PIPE, text=True)
        upstream = int(_first_line(self._sink.stdout))
        command = [sys.executable, "-c", MAIN, "smtp", "--listen", "127.0.0.1:0", "--upstream", f"127.0.0.1:{upstream}", "--confirm", "pass"]
        self._door = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
        port = int(_first_line(self._door.stderr).split()[1].rpartition(":")[2])
        self._straight = smtplib.SMTP("127.0.0.1", upstream)
        self._through = smtplib.SMTP("127.0.0.1", port)

    def bare_python(self, _case: Case) -> None:
        subprocess.run([sys.executable, "-c", "pass"], check=True)

    def linter(self, case: Case) -> None:
        self._gate.linter.lint(case["reply"], {"customer": case["customer"]})

    def in_process(self, case: Case) -> None:
        verdict: Verdict = self._gate.check(case["reply"], {"customer": case["customer"]})
        self.decided["in process"] += not verdict.report.failures

    def command(self, case: Case) -> None:
        done = subprocess.run(
            [sys.executable, "-c", MAIN, "gate"], input=json.dumps(case).encode(), capture_output=True, cwd=self._folder, env=self._env, check=False
        )
        if done.returncode not in (0, 1, 4) or done.stderr:
            raise SystemExit(f"replylint gate: {done}")
        self.decided["command"] += not json.loads(done.stdout)["report"]["failures"]

    def http(self, case: Case) -> None:
        self._http.request("POST", "/v1/gate", json.dumps(case), {"content-type": "application/json"})
        self.decided["HTTP"] += not json.loads(self._http.getresponse().read())["report"]["failures"]

    def straight(self, case: Case) -> None:
        self._straight.send_message(_message(case, RELAY))

    def smtp(self, case: Case) -> None:
        try:
            self._through.send_message(_message(case, RELAY))
        except smtplib.SMTPDataError as error:
            if error.smtp_code != 550:
                raise
            self.decided["SMTP"] += b"not checked" not in error.smtp_error.lower()
        else:
            self.decided["SMTP"] += 1

    def other_mail(self, case: Case) -> None:
        self._through.send_message(_message(case, "x@example.org"))

    def close(self) -> None:
        for connection in (self._straight, self._through, self._http):
            connection.close()
        self._gate.close()
        self._server.close()
        for process in (self._door, self._sink):
            process.terminate()
            process.communicate()


def _message(case: Case, recipient: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "tom@lamps.test", recipient, "Your order"
    made.set_content(f"{case['reply']}\n\nOn Mon, Nov 2, 2026, Ann wrote:\n> {case['customer']}\n")
    return made


def _first_line(stream: IO[str] | None) -> str:
    line = stream.readline() if stream else ""
    if not line:
        raise SystemExit("a server did not come up")
    return line


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    times: defaultdict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        doors = Doors(Path(folder))
        calls = {
            "bare Python": doors.bare_python, "linter": doors.linter, "in process": doors.in_process, "command": doors.command,
            "HTTP": doors.http, "SMTP": doors.smtp, "straight mail": doors.straight, "other mail": doors.other_mail,
        }  # fmt: skip
        cases = fresh_cases((count + WARM) * len(calls))
        check_fresh(cases)
        words = sum(len(case["reply"].split()) for case in cases) / len(cases)
        waiting = iter(cases)
        try:
            for turn in range(count + WARM):
                if turn == WARM:
                    doors.decided.clear()
                for name, call in calls.items():
                    case = next(waiting)
                    start = time.perf_counter()
                    call(case)
                    if turn >= WARM:
                        times[name].append((time.perf_counter() - start) * 1000)
        finally:
            doors.close()
    print(f"{words:.0f} words on average, {count} drafts a door, {os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}")
    middle = {name: sorted(values)[count // 2] for name, values in times.items()}
    for name, values in times.items():
        print(f"{name:14} p50 {middle[name]:7.1f} ms   p99 {sorted(values)[int(count * 0.99)]:7.1f} ms")
    short = {name: count - doors.decided[name] for name in _COUNTED if doors.decided[name] < count}
    print(f"not checked in full: {short or 'none'}")
    starts, more = middle["command"] / middle["bare Python"], middle["HTTP"] - middle["in process"]
    print(f"p50: command = {starts:.1f} bare Python starts; HTTP = in process {more:+.1f} ms")


if __name__ == "__main__":
    main()
