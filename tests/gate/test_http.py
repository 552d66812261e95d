from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

import replylint
from replylint.gate import Gate
from replylint.gate.http.app import make_app
from replylint.gate.http.limits import Limits
from replylint.gate.http.run import is_loopback

from .stand import crashing, linter_with, sleeping, waiting, when

CLEAN = "Hello Ann,\n\nWe are so sorry that the lamp arrived broken. We have refunded you in full.\n\nKind regards,\nTom"
LINKED = "Hello Ann,\n\nWe are so sorry. The manual is on https://www.lamps.example.com now.\n\nKind regards,\nTom"
CUSTOMER = "The lamp arrived broken."


@pytest.fixture(scope="module")
def gate() -> Gate:
    hooks = {"language": when("crash", crashing), "tone": when("slow", sleeping(15))}
    gate = Gate(linter_with(hooks, gate={"deadline-ms": 1500, "block": ["error"], "confirm": ["warning"], "confirm-rules": ["promo"]}))
    assert gate.warm(30)
    return gate


def client(gate: Gate, limits: Limits | None = None) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(make_app(gate, limits, version="1"))
    return httpx.AsyncClient(transport=transport, base_url="http://localhost")


def call(gate: Gate, method: str, path: str, limits: Limits | None = None, **options: object) -> httpx.Response:
    async def go() -> httpx.Response:
        async with client(gate, limits) as http:
            return await http.request(method, path, **options)  # type: ignore[arg-type]

    return asyncio.run(go())


def test_gate_decides(gate: Gate) -> None:
    clean = call(gate, "POST", "/v1/gate", json={"reply": CLEAN, "customer": CUSTOMER})
    assert (clean.status_code, clean.json()["decision"]) == (200, "allow")
    linked = call(gate, "POST", "/v1/gate", json={"reply": LINKED, "context": {"customer": CUSTOMER}}).json()
    assert linked["decision"] == "block"
    assert linked["report"]["violations"][0]["excerpt"] == "https://www.lamps.example.com"


def test_answer_is_the_command_s_answer(gate: Gate) -> None:
    data = call(gate, "POST", "/v1/gate", json={"reply": LINKED, "customer": CUSTOMER}).json()
    assert data == gate.check(LINKED, {"customer": CUSTOMER}).to_dict()


def test_confirm_needs_who_and_why(gate: Gate) -> None:
    body = {"reply": CLEAN.replace("Kind", "Please leave a review. Kind"), "customer": CUSTOMER}
    assert call(gate, "POST", "/v1/gate", json=body).json()["decision"] == "confirm"
    sure = call(gate, "POST", "/v1/gate", json={**body, "confirm": {"by": "Ann", "reason": "agreed"}}).json()
    assert (sure["decision"], sure["override"]) == ("allow", {"by": "Ann", "reason": "agreed"})
    assert call(gate, "POST", "/v1/gate", json={**body, "confirm": {"by": " ", "reason": "agreed"}}).status_code == 422


def test_lint_and_its_failures(gate: Gate) -> None:
    report = call(gate, "POST", "/v1/lint", json={"reply": f"{LINKED} crash", "customer": CUSTOMER}).json()
    assert [failure["check"] for failure in report["failures"]] == ["language"]
    assert report["complete"] is False
    assert report["violations"]


def test_deadline_holds(gate: Gate) -> None:
    start = time.perf_counter()
    data = call(gate, "POST", "/v1/gate", json={"reply": f"{CLEAN} slow", "customer": CUSTOMER}).json()
    assert time.perf_counter() - start < 10
    assert data["deadline_passed"] is True


def test_html_and_mail(gate: Gate) -> None:
    html = call(gate, "POST", "/v1/lint", json={"reply": "<p>See <a href='https://x.example.com'>it</a></p>", "input": "html"}).json()
    assert any(v["check"] == "links" for v in html["violations"])
    mail = call(gate, "POST", "/v1/lint", json={"reply": "Subject: hi\n\nSee https://x.example.com now.", "input": "eml"}).json()
    assert any(v["part"] == "text/plain#1" for v in mail["violations"])


def test_fix_mends_what_is_safe() -> None:
    gate = Gate(replylint.Linter(replylint.Config(meaning=False, gate=replylint.Config().gate.model_copy(update={"deadline_ms": 20_000}))))
    assert gate.warm(60)
    body = {"reply": "Hello Ann, we are sorry that the the lamp broke. We have refunded you.", "customer": CUSTOMER}
    fixed = call(gate, "POST", "/v1/fix", json=body).json()
    assert fixed["text"] == "Hello Ann, we are sorry that the lamp broke. We have refunded you."
    assert fixed["edits"] == 1
    assert not [v for v in fixed["report"]["violations"] if v["rule"] == "language.doubled-word"]
    assert call(gate, "POST", "/v1/fix", json={**body, "input": "eml"}).status_code == 422
    # One pass would leave "the the"; mending goes on, as ``replylint fix`` does.
    fixed = call(gate, "POST", "/v1/fix", json={**body, "reply": "Hello Ann, we are are sorry that teh teh lamp broke. We have refunded you."}).json()
    assert fixed["text"] == "Hello Ann, we are sorry that the lamp broke. We have refunded you."
    assert fixed["edits"] > 1


def test_fix_ends_in_time_and_never_takes_a_failed_check_for_a_cleaner_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    body = {"reply": "Hello Ann, we are sorry that the the lamp broke. We have refunded you.", "customer": CUSTOMER}
    gate = Gate(linter_with(gate={"deadline-ms": 20_000}))
    assert gate.warm(30)
    with monkeypatch.context() as patch:
        patch.setattr("replylint.gate.mending._DEADLINES", 0)
        assert call(gate, "POST", "/v1/fix", json=body).json()["text"] == body["reply"]
    crashing_where_mended = Gate(linter_with({"language": when("that the lamp", crashing)}, gate={"deadline-ms": 20_000}))
    assert crashing_where_mended.warm(30)
    left = call(crashing_where_mended, "POST", "/v1/fix", json=body).json()
    assert (left["text"], left["edits"], left["report"]["complete"]) == (body["reply"], 0, True)


def test_rules_lists_every_rule(gate: Gate) -> None:
    rules = call(gate, "GET", "/v1/rules").json()
    assert [rule["id"] for rule in rules] == sorted(gate.linter.registry.rules)
    assert {rule["id"] for rule in rules if rule["active"]} == gate.linter.registry.active


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400, "JSON"),
        ({"json": {"reply": ""}}, 422, "the draft is empty"),
        ({"json": {"rply": "x"}}, 422, "Field required"),
        ({"json": {"reply": "x", "context": {"custmer": "x"}}}, 422, "unknown key 'custmer': did you mean 'customer'?"),
        ({"json": {"reply": "x" * 200_001}}, 422, "the limit is 200,000"),
        ({"content": b'{"reply": "\\ud800"}', "headers": {"content-type": "application/json"}}, 422, ""),
    ],
)
def test_invalid_requests_name_the_problem(gate: Gate, body: dict[str, object], status: int, words: str) -> None:
    for path in ("/v1/lint", "/v1/gate", "/v1/fix"):
        answer = call(gate, "POST", path, **body)
        assert answer.status_code == status
        assert words in answer.json()["error"]["message"]


def test_body_cap(gate: Gate) -> None:
    limits = Limits(max_body=1000)
    assert call(gate, "POST", "/v1/gate", limits, content=b"x" * 1001).status_code == 413

    async def chunks():  # type: ignore[no-untyped-def]
        for _ in range(11):
            yield b"x" * 100

    assert call(gate, "POST", "/v1/gate", limits, content=chunks()).status_code == 413


def test_token(gate: Gate) -> None:
    limits = Limits(token="s3cret")  # noqa: S106 - a token for this test
    body = {"reply": CLEAN}
    for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": "Basic s3cret"}, {"authorization": "Bearer ü".encode()}):
        refused = call(gate, "POST", "/v1/gate", limits, json=body, headers=headers)
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert call(gate, "POST", "/v1/gate", limits, json=body, headers={"authorization": "Bearer s3cret"}).status_code == 200
    assert call(gate, "GET", "/metrics", limits).status_code == 401
    assert call(gate, "GET", "/healthz", limits).status_code == 200
    assert call(gate, "GET", "/", limits).status_code == 200


def test_other_sites_and_names_are_refused(gate: Gate) -> None:
    foreign = call(gate, "POST", "/v1/gate", json={"reply": CLEAN}, headers={"origin": "https://evil.example"})
    assert foreign.status_code == 403
    assert not [name for name in foreign.headers if name.startswith("access-control")]
    assert call(gate, "OPTIONS", "/v1/gate", headers={"origin": "https://evil.example", "access-control-request-method": "POST"}).status_code == 403
    own = call(gate, "POST", "/v1/gate", json={"reply": CLEAN}, headers={"origin": "http://localhost"})
    assert own.status_code == 200
    limits = Limits(hosts=frozenset({"localhost"}))
    assert call(gate, "GET", "/healthz", limits).status_code == 200
    assert call(gate, "GET", "/healthz", limits, headers={"host": "rebound.example:8765"}).status_code == 421


def test_too_many_at_once_are_told_to_come_back() -> None:
    event = threading.Event()
    gate = Gate(linter_with({"tone": when("hold", waiting(event))}, gate={"deadline-ms": 20_000}))
    assert gate.warm(30)

    async def go() -> None:
        async with client(gate, Limits(max_requests=2)) as http:
            held = [asyncio.create_task(http.post("/v1/gate", json={"reply": f"{CLEAN} hold"})) for _ in range(2)]
            await asyncio.sleep(0.3)
            third = await http.post("/v1/gate", json={"reply": CLEAN})
            assert (third.status_code, third.headers["retry-after"]) == (429, "1")
            assert (await http.get("/healthz")).status_code == 200
            event.set()
            assert [(await task).status_code for task in held] == [200, 200]
            assert (await http.post("/v1/gate", json={"reply": CLEAN})).status_code == 200
            text = (await http.get("/metrics")).text
        assert 'replylint_rejected_total{status="429"} 1.0' in text
        assert 'replylint_requests_total{path="/v1/gate",status="200"} 3.0' in text
        assert "hold" not in text

    try:
        asyncio.run(go())
    finally:
        event.set()


def test_readiness() -> None:
    linter = linter_with()
    event = threading.Event()
    linter.warm = lambda: event.wait(20)  # type: ignore[method-assign,assignment]
    gate = Gate(linter)
    assert call(gate, "GET", "/readyz").status_code == 503
    assert call(gate, "GET", "/healthz").status_code == 200
    event.set()
    assert gate.warm(20)
    assert call(gate, "GET", "/readyz").json() == {"status": "ready"}


def test_page_allows_nothing_from_elsewhere(gate: Gate) -> None:
    index = call(gate, "GET", "/")
    policy = index.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http:" not in index.text.replace('content="width', "")
    assert "https:" not in index.text
    assert "onclick" not in index.text
    assert "style=" not in index.text
    for name in ("page.js", "text.js", "page.css", "icon.svg"):
        file = call(gate, "GET", f"/page/{name}")
        assert (file.status_code, file.headers["x-content-type-options"]) == (200, "nosniff")
        assert "https://" not in file.text
        assert not [word for word in ("localStorage", "sessionStorage", "indexedDB", "cookie") if word in file.text]
    assert call(gate, "GET", "/page/../app.py").status_code == 404


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("127.8.8.8", True), ("0.0.0.0", False), ("10.0.0.1", False), ("example.com", False)],
)
def test_loopback(host: str, local: bool) -> None:
    assert is_loopback(host) is local


class Served:
    """``replylint serve`` in a process of its own."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        code = "import sys; from replylint.cli.entry import main; sys.exit(main())"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, "serve", "--port", str(self.port), *arguments], cwd=folder, stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(Path(replylint.__file__).parents[1])},
        )  # fmt: skip

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def end(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(30)
        finally:
            self.process.kill()
        assert self.process.stderr is not None
        self.process.stderr.close()

    def wait(self) -> None:
        limit = time.monotonic() + 60
        last: object = None
        while time.monotonic() < limit and self.process.poll() is None:
            try:
                answer = httpx.get(f"{self.url}/readyz")
                if answer.status_code == 200:
                    return
                last = answer.text
            except httpx.TransportError as error:
                last = error
            time.sleep(0.1)
        self.process.kill()
        said = self.process.stderr.read() if self.process.stderr else b""
        raise AssertionError(f"replylint serve did not come up: {last!r}, {said!r}")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "replylint.toml").write_text("meaning = false\n[gate]\ndeadline-ms = 5000\n")
    served = Served(folder)
    try:
        served.wait()
        yield served
    finally:
        served.end()


@pytest.mark.enable_socket
def test_served_over_loopback(served: Served) -> None:
    assert httpx.post(f"{served.url}/v1/gate", json={"reply": LINKED, "customer": CUSTOMER}, timeout=20).json()["decision"] == "block"
    assert httpx.get(f"{served.url}/openapi.json").json()["info"]["version"] == replylint.__version__


@pytest.mark.enable_socket
def test_slow_loris_is_hung_up_on(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port)) as slow, socket.create_connection(("127.0.0.1", served.port)) as later:
        head = f"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n".encode()
        later.sendall(head + b"\r\n")
        answer = b""
        while not answer.endswith(b"}"):  # head and body may come in two pieces
            answer += later.recv(65536)
        assert answer.startswith(b"HTTP/1.1 200")
        start = time.monotonic()
        for connection in (slow, later):
            connection.settimeout(30)
        slow.sendall(head)
        later.sendall(head)  # a second request that never ends
        with contextlib.suppress(OSError):
            for _ in range(8):
                time.sleep(1)
                slow.sendall(b"X-More: 1\r\n")
        assert slow.recv(100) == b""
        assert later.recv(100) == b""
        assert 8 < time.monotonic() - start < 20


@pytest.mark.enable_socket
def test_64_mb_are_refused_at_once(served: Served) -> None:
    start = time.monotonic()
    with contextlib.suppress(httpx.WriteError, httpx.RemoteProtocolError, httpx.ReadError):
        assert httpx.post(f"{served.url}/v1/gate", content=b"x" * 64 * 2**20, timeout=20).status_code == 413
    assert time.monotonic() - start < 10
    assert httpx.get(f"{served.url}/healthz").status_code == 200


@pytest.mark.enable_socket
def test_stop_finishes_what_is_under_way(tmp_path: Path) -> None:
    (tmp_path / "replylint.toml").write_text("meaning = false\n[gate]\ndeadline-ms = 20000\n")
    served = Served(tmp_path)
    try:
        served.wait()
        # The largest draft that is let in keeps the server busy for a while.
        reply = (CLEAN + "\n") * 400
        answers: list[httpx.Response] = []
        thread = threading.Thread(target=lambda: answers.append(httpx.post(f"{served.url}/v1/lint", json={"reply": reply}, timeout=120)))
        thread.start()
        while "replylint_requests_under_way 1.0" not in httpx.get(f"{served.url}/metrics").text:
            assert not answers
            time.sleep(0.01)
        served.process.send_signal(signal.SIGTERM)
        thread.join(120)
        assert [answer.status_code for answer in answers] == [200]
        assert served.process.wait(30) in (0, -signal.SIGTERM)
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{served.url}/healthz")
    finally:
        served.end()


@pytest.mark.enable_socket
def test_server_killed_in_mid_call_allows_nothing(tmp_path: Path) -> None:
    (tmp_path / "replylint.toml").write_text("meaning = false\n")
    served = Served(tmp_path)
    try:
        served.wait()
        served.process.send_signal(signal.SIGSTOP)
        with ThreadPoolExecutor(1) as pool:
            asked = pool.submit(httpx.post, f"{served.url}/v1/gate", json={"reply": LINKED, "customer": CUSTOMER}, timeout=60)
            time.sleep(0.5)
            served.process.kill()
            with pytest.raises(httpx.TransportError):
                asked.result(60)
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{served.url}/healthz")
    finally:
        served.end()


@pytest.mark.enable_socket
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk_under_the_audit_log_is_told_and_decides_as_set(tmp_path: Path) -> None:
    (tmp_path / "replylint.toml").write_text('meaning = false\n[gate]\ndeadline-ms = 20000\naudit-log = "/dev/full"\naudit-fail = "closed"\n')
    served = Served(tmp_path)
    try:
        served.wait()
        data = httpx.post(f"{served.url}/v1/gate", json={"reply": CLEAN, "customer": CUSTOMER}, timeout=60).json()
    finally:
        served.end()
    assert (data["decision"], data["summary"]) == ("block", "Do not send this reply yet: the decision could not be written down.")
    assert "/dev/full: cannot be written: No space left on device" in data["audit_error"]


@pytest.mark.enable_socket
def test_other_machines_need_a_token(tmp_path: Path) -> None:
    served = Served(tmp_path, "--host", "0.0.0.0")
    _, err = served.process.communicate(timeout=60)
    assert served.process.returncode == 2
    assert b"--host 0.0.0.0 can be reached from other machines (set REPLYLINT_TOKEN, or listen on 127.0.0.1)" in err
