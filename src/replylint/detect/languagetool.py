"""LanguageTool, the full backend: the client of a server of ours or of one named by URL.

LanguageTool counts UTF-16 code units; everything that leaves this module counts half-open code points. Pieces go in
one request, a blank line between them. A server of ours that dies is started again once for each call that meets it
dead; a crash loop is given up.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import threading
import time
import urllib.parse
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from typing import Any

from replylint.detect.grammar import Category, GrammarHit, remaining
from replylint.detect.languagetool_server import LanguageToolServer, find_home, find_java
from replylint.errors import BackendError, BackendProtocolError, BackendTimeout, BackendUnavailable

__all__ = ["LanguageToolBackend", "utf16_offsets"]

_GAP = "\n\n"
_SURROGATE = re.compile("[\ud800-\udfff]")
_OK = 200
_MAX_ANSWER = 50_000_000  # bytes
_DIALECTS = ("en-US", "en-GB", "en-CA", "en-AU", "en-NZ", "en-ZA")
_STYLE_TYPES = {"style", "typographical", "whitespace", "register", "locale-violation", "formatting", "inconsistency"}
_STYLE_CATEGORIES = {"PUNCTUATION", "STYLE", "REDUNDANCY", "TYPOGRAPHY", "PLAIN_ENGLISH", "WIKIPEDIA", "COMPOUNDING"}
_LOOP = (5, 60.0)  # starts, seconds: more than that is a crash loop
_CLOSED = "the LanguageTool backend is closed"


def utf16_offsets(text: str) -> list[int]:
    """Return, for each UTF-16 offset of ``text`` up to and with its end, the code point offset it falls in."""
    offsets = []
    for index, char in enumerate(text):
        offsets.append(index)
        if ord(char) > 0xFFFF:
            offsets.append(index)
    offsets.append(len(text))
    return offsets


class LanguageToolBackend:
    """Checks by LanguageTool; safe for any number of threads.

    Args:
        url: A running server, such as ``http://127.0.0.1:8081``; none is started then.
        path: Where LanguageTool lies; ``LTP_PATH`` or our own install where ``None``.
        timeout: Seconds for one check where the caller's deadline allows more.
        start_timeout: Seconds for the server to start.
        heap_mb: Java's heap.
        off: LanguageTool rule ids that need not run.
    """

    name = "languagetool"

    def __init__(
        self,
        *,
        url: str | None = None,
        path: str | None = None,
        timeout: float = 10.0,
        start_timeout: float = 60.0,
        heap_mb: int = 1024,
        off: frozenset[str] = frozenset(),
    ) -> None:
        self._url = url.rstrip("/").removesuffix("/v2") if url else None
        self._path = path
        self._timeout = timeout
        self._start_timeout = start_timeout
        self._heap_mb = heap_mb
        self._off = ",".join(sorted(off))
        self._lock = threading.Lock()
        self._server: LanguageToolServer | None = None
        self._starting: Future[LanguageToolServer] | None = None
        self._starts: deque[float] = deque(maxlen=_LOOP[0])
        self._closed = False
        self.restarts = 0

    def warm(self, dialect: str = "en-US") -> None:
        """Start the server and let it load its rules, off the hot path."""
        until = time.monotonic() + 2 * self._start_timeout
        # The first check loads the rules: seconds, not milliseconds.
        self._ask("We has an warm-up.", dialect, until, self._start_timeout)

    def close(self) -> None:
        """End the server, where it is ours."""
        with self._lock:
            self._closed = True
            server, self._server = self._server, None
            starting, self._starting = self._starting, None
        if starting is not None:
            starting.add_done_callback(_stop_when_started)
        if server:
            server.stop()

    def check(self, text: str, *, dialect: str = "en-US", deadline: float | None = None) -> tuple[GrammarHit, ...]:
        """Return the hits in ``text`` taken as one piece; see ``Grammar.check``."""
        return self.check_pieces([text], dialect=dialect, deadline=deadline)[0]

    def check_pieces(self, texts: Sequence[str], *, dialect: str, deadline: float | None) -> list[tuple[GrammarHit, ...]]:
        """Return the hits of each piece; see ``PieceGrammar.check_pieces``."""
        # A lone surrogate has no UTF-8; it becomes a character of the same length in UTF-16.
        whole = _SURROGATE.sub("\ufffd", _GAP.join(texts))
        if deadline is None:
            deadline = time.monotonic() + self._timeout + (0 if self._ready() else self._start_timeout)
        hits = _parse(self._ask(whole, dialect, deadline, self._timeout), whole)
        return _dealt(hits, texts)

    def _ready(self) -> bool:
        return self._url is not None or self._server is not None

    def _ask(self, text: str, dialect: str, deadline: float, limit: float) -> bytes:
        fields = {"text": text, "language": dialect if dialect in _DIALECTS else "en-US"}
        if self._off:
            fields["disabledRules"] = self._off
        body = urllib.parse.urlencode(fields).encode()
        if self._url:
            try:
                return _post(self._url, body, deadline, limit)
            except (OSError, http.client.HTTPException) as error:
                raise BackendUnavailable(f"no LanguageTool answers at {self._url}: {error}") from error
        for attempt in (1, 2):
            server = self._running(deadline)
            try:
                return _post(server.url, body, deadline, limit)
            except BackendTimeout:
                threading.Thread(target=self._probe, args=(server,), daemon=True).start()
                raise
            except (OSError, http.client.HTTPException) as error:
                self._forget(server)
                if attempt == 2:
                    raise BackendUnavailable(f"the LanguageTool server died twice: {error}") from error
        raise AssertionError("unreachable")  # pragma: no cover

    def _running(self, deadline: float) -> LanguageToolServer:
        """Return the running server; the first caller has it started, in a thread that outlives its deadline."""
        with self._lock:
            if self._closed:
                raise BackendUnavailable(_CLOSED)
            if self._server is not None and self._server.alive():
                return self._server
            if self._server is not None:
                self._server.stop()
                self._server = None
            if self._starting is None:
                self._starting = self._start()
            starting = self._starting
        try:
            server = starting.result(timeout=remaining(deadline, self._start_timeout))
        except FutureTimeout:
            raise BackendTimeout("LanguageTool is still starting", hint="warm it up, or allow more time") from None
        except BackendError:
            with self._lock:
                if self._starting is starting:
                    self._starting = None
            raise
        with self._lock:
            if self._closed:  # while it started; ``close`` sees to its end, and may be faster or slower than a question to it
                raise BackendUnavailable(_CLOSED)
            if self._starting is starting:
                self._server, self._starting = server, None
        return server

    def _start(self) -> Future[LanguageToolServer]:
        now = time.monotonic()
        if len(self._starts) == _LOOP[0] and now - self._starts[0] < _LOOP[1]:
            raise BackendUnavailable("the LanguageTool server keeps dying", hint="see its memory and its Java")
        home, java = find_home(self._path), find_java()
        self.restarts += bool(self._starts)
        self._starts.append(now)
        future: Future[LanguageToolServer] = Future()

        def run() -> None:
            try:
                server = LanguageToolServer.start(home, java=java, heap_mb=self._heap_mb, timeout=self._start_timeout)
                self._load(server)
                future.set_result(server)
            except BaseException as error:  # noqa: BLE001 - handed on to whoever waits
                future.set_exception(error)

        threading.Thread(target=run, name="languagetool-start", daemon=True).start()
        return future

    def _load(self, server: LanguageToolServer) -> None:
        """Let the server load its rules, seconds of work, before anybody's deadline counts; a death then shows later."""
        until = time.monotonic() + self._start_timeout
        with contextlib.suppress(OSError, http.client.HTTPException, BackendError):
            body = urllib.parse.urlencode({"text": "We has a warm-up.", "language": "en-US"}).encode()
            _post(server.url, body, until, self._start_timeout)

    def _forget(self, server: LanguageToolServer) -> None:
        with self._lock:
            if self._server is server:
                self._server = None
        server.stop()

    def _probe(self, server: LanguageToolServer) -> None:
        """After a timeout: a server that does not answer a health check either is ended, so the next call starts one."""
        if not server.answers(timeout=5.0):
            self._forget(server)


def _stop_when_started(future: Future[LanguageToolServer]) -> None:
    if not future.cancelled() and future.exception() is None:
        future.result().stop()


def _post(url: str, body: bytes, deadline: float, limit: float) -> bytes:
    """POST to ``/v2/check`` and return the answer; every socket operation gets only what time is left."""
    until = time.monotonic() + remaining(deadline, limit)
    parts = urllib.parse.urlsplit(url)
    make = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = make(parts.hostname or "127.0.0.1", parts.port, timeout=remaining(until, limit))
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        connection.request("POST", f"{parts.path}/v2/check", body, headers)
        response = connection.getresponse()
        chunks, size = [], 0
        while chunk := response.read1(65536):
            chunks.append(chunk)
            size += len(chunk)
            left = remaining(until, limit)
            if connection.sock is not None:
                connection.sock.settimeout(left)
            if size > _MAX_ANSWER:
                raise BackendProtocolError("LanguageTool answered more than can be meant")
        if response.length or (response.length is None and not size):
            # read1 tells a server that died half way by no error, only by an end that comes too soon.
            raise http.client.IncompleteRead(b"".join(chunks), response.length)
        if response.status != _OK:
            detail = b"".join(chunks)[:200].decode("utf-8", "replace")
            raise BackendError(f"LanguageTool answered {response.status}: {detail}")
        return b"".join(chunks)
    except TimeoutError as error:
        raise BackendTimeout("LanguageTool did not answer in time") from error
    finally:
        connection.close()


def _parse(answer: bytes, text: str) -> list[GrammarHit]:
    offsets = utf16_offsets(text)
    try:
        return [_hit(match, offsets) for match in json.loads(answer)["matches"]]
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise BackendProtocolError(f"LanguageTool answered what cannot be understood: {error!r}") from error


def _hit(match: dict[str, Any], offsets: list[int]) -> GrammarHit:
    first, length = int(match["offset"]), int(match["length"])
    if first < 0 or length < 0:
        raise ValueError("negative offset")
    end = offsets[first + length]
    if length and first + length < len(offsets) - 1 and offsets[first + length - 1] == end:
        end += 1  # the end falls inside a pair
    rule = match["rule"]
    return GrammarHit(
        start=offsets[first],
        end=end,
        rule=str(rule["id"]),
        category=_category(rule),
        message=str(match.get("message", "")),
        replacements=tuple(str(item["value"]) for item in match.get("replacements", ())[:5]),
        source="languagetool",
    )


def _category(rule: dict[str, Any]) -> Category:
    if str(rule["id"]).startswith("MORFOLOGIK"):
        return "spelling"
    style = rule.get("issueType") in _STYLE_TYPES or rule.get("category", {}).get("id") in _STYLE_CATEGORIES
    return "style" if style else "grammar"


def _dealt(hits: list[GrammarHit], texts: Sequence[str]) -> list[tuple[GrammarHit, ...]]:
    """Give each hit to the piece it lies in; what reaches over a gap belongs to none."""
    dealt, at, hits = [], 0, sorted(hits, key=lambda hit: (hit.start, hit.end, hit.rule))
    index = 0
    for text in texts:
        end, mine = at + len(text), []
        while index < len(hits) and hits[index].start < end + len(_GAP):
            hit = hits[index]
            if at <= hit.start and hit.end <= end:
                mine.append(GrammarHit(hit.start - at, hit.end - at, hit.rule, hit.category, hit.message, hit.replacements, hit.source))
            index += 1
        dealt.append(tuple(mine))
        at = end + len(_GAP)
    return dealt
