"""p50 and p99 of the SMTP door, warm, every check on, every draft different: ``python benchmarks/doors_smtp.py [N]``.

The ways take turns draft by draft, so that whatever else the machine does falls on all of them alike. The mail server is
aiosmtpd, which keeps nothing; "straight" is the same mail without the door.
"""

from __future__ import annotations

import os
import smtplib
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from email.message import EmailMessage
from pathlib import Path
from typing import IO

from gate import AROUND, MAIN, draft

from replylint.gate import Gate
from replylint.linter import Linter

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


def message(number: int, recipient: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "tom@lamps.test", recipient, f"Order {number}"
    made.set_content(f"{draft(number)}\n\nOn Mon, Nov 2, 2026, Ann wrote:\n> {AROUND['customer']}\n")
    return made


def _first_line(stream: IO[str] | None) -> str:
    line = stream.readline() if stream else ""
    if not line:
        raise SystemExit("a server did not come up")
    return line


class Ways:
    """Each way as a function from a draft's number."""

    def __init__(self, folder: Path) -> None:
        # A busy machine shows in the times, not in drafts that nobody checked.
        (folder / "replylint.toml").write_text("[gate]\ndeadline-ms = 10000\n", encoding="utf-8")
        self._gate = Gate(Linter.from_project(folder))
        if not self._gate.warm(300):
            raise SystemExit("the linter did not come up")
        self.sink = subprocess.Popen([sys.executable, "-c", SINK], stdout=subprocess.PIPE, text=True)
        upstream = int(_first_line(self.sink.stdout))
        command = [sys.executable, "-c", MAIN, "smtp", "--listen", "127.0.0.1:0", "--upstream", f"127.0.0.1:{upstream}", "--confirm", "pass"]
        self.door = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
        self._port = int(_first_line(self.door.stderr).split()[1].rpartition(":")[2])
        self._straight = smtplib.SMTP("127.0.0.1", upstream)
        self._through = smtplib.SMTP("127.0.0.1", self._port)

    def in_process(self, number: int) -> None:
        if self._gate.check(draft(number), AROUND).deadline_passed:
            raise SystemExit("the machine is too busy to measure: a deadline passed")

    def straight(self, number: int) -> None:
        self._straight.send_message(message(number, "x@relay.walmart.com"))

    def reply(self, number: int) -> None:
        self._through.send_message(message(number, "x@relay.walmart.com"))

    def other(self, number: int) -> None:
        self._through.send_message(message(number, "x@example.org"))

    def whole(self, number: int) -> None:
        with smtplib.SMTP("127.0.0.1", self._port) as client:
            client.send_message(message(number, "x@relay.walmart.com"))

    def close(self) -> None:
        self._straight.close()
        self._through.close()
        self._gate.close()
        for process in (self.door, self.sink):
            process.terminate()
            process.communicate()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    times = defaultdict(list)
    refused = 0
    with tempfile.TemporaryDirectory() as folder:
        ways = Ways(Path(folder))
        calls = {
            "in process": ways.in_process, "straight": ways.straight, "SMTP": ways.reply, "SMTP, other mail": ways.other,
            "SMTP, connecting": ways.whole,
        }  # fmt: skip
        try:
            number = 0
            for turn in range(count + 20):
                for name, call in calls.items():
                    number += 1
                    start = time.perf_counter()
                    try:
                        call(number)
                    except smtplib.SMTPDataError as error:
                        refused += 1
                        if b"time allowed" in error.smtp_error or error.smtp_code != 550:
                            raise
                    if turn >= 20:  # the first warm every side up
                        times[name].append((time.perf_counter() - start) * 1000)
        finally:
            ways.close()
    print(f"{len(draft(1).split())} words, {count} messages a way, {refused} refused, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for name, values in times.items():
        values.sort()
        print(f"{name:17} p50 {values[count // 2]:7.1f} ms   p99 {values[int(count * 0.99)]:7.1f} ms")


if __name__ == "__main__":
    main()
