"""Threads that check drafts, so that a caller can stop waiting for one: Python cannot stop a thread, only leave it."""

from __future__ import annotations

import atexit
import logging
import os
import time
from collections.abc import Callable
from queue import SimpleQueue
from threading import Event, Lock, Thread, current_thread
from typing import Any

from replylint.context import Context
from replylint.linter import Linter
from replylint.models import Draft
from replylint.running import Run

__all__ = ["Job", "Workers"]

_log = logging.getLogger("replylint")
_SPARE = 4
_EXIT_S = 5.0


class Job:
    """One draft under way; ``run`` is ``None`` until the draft is read, ``error`` what kept it from being read.

    ``seconds`` is how long its caller will wait from now on, the time in the row included: the backends of the checks
    are told what is left of it.
    """

    def __init__(self, draft: str | Draft, context: Context | dict[str, Any] | None, seconds: float | None = None) -> None:
        self._input = draft, context
        self._deadline = None if seconds is None else time.monotonic() + seconds
        self._lock = Lock()
        self._done = Event()
        self._left = False
        self._heard: Callable[[], None] | None = None
        self.run: Run | None = None
        self.error: Exception | None = None

    @property
    def done(self) -> bool:
        """Whether every step came to its end."""
        return self._done.is_set()

    @property
    def left(self) -> bool:
        """Whether nobody waits for it any more."""
        return self._left

    def wait(self, seconds: float) -> bool:
        """Wait for the end, at most ``seconds``."""
        return self._done.wait(seconds)

    def when_done(self, call: Callable[[], None]) -> None:
        """Call ``call`` once at the end, from the worker's thread, or at once where that is past."""
        with self._lock:
            if not self._done.is_set():
                self._heard = call
                return
        call()

    def leave(self) -> None:
        """Stop waiting: a step under way goes on unheeded, later ones are left out."""
        self._left = True
        if self.run is not None:
            self.run.stop()

    def work(self, linter: Linter) -> None:
        """Do it, on the worker's thread."""
        try:
            if not self._left:
                self.run = linter.start(*self._input)
            if self.run is not None and not self._left:
                self.run.finish(deadline=self._deadline)
        except Exception as error:  # noqa: BLE001 - told to whoever waits
            self.error = error
        with self._lock:
            self._done.set()
            heard = self._heard
        if heard is not None:
            heard()


class Workers:
    """A few daemon threads over one linter, each warmed up before its first draft.

    A thread whose draft was left at the deadline is replaced, up to ``4 * size`` threads in all, so that one check
    that hangs does not hold up the drafts after it.
    """

    def __init__(self, linter: Linter, size: int | None = None) -> None:
        self._linter = linter
        # onnxruntime and harper release the interpreter while they work, so one more than the cores pays.
        self.size = size or (os.cpu_count() or 1) + 1
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._lock = Lock()
        self._alive: set[Thread] = set()
        self._surplus = 0
        self._busy: set[Job] = set()
        self._closed = False
        self._warming = Lock()
        self._warm = 0
        self.ready = Event()

    def start(self) -> None:
        """Start the threads, once."""
        with self._lock:
            if not self._alive and not self._closed:
                atexit.register(self.close, _EXIT_S)
                for _ in range(self.size):
                    self._spawn()

    @property
    def threads(self) -> int:
        """How many threads there are now."""
        return len(self._alive)

    def submit(self, job: Job) -> None:
        """Put a draft in the row."""
        self._jobs.put(job)

    def abandon(self, job: Job) -> None:
        """Leave a draft whose time is up, and replace the thread that may hang on it."""
        job.leave()
        with self._lock:
            if job in self._busy and len(self._alive) < self.size * _SPARE and not self._closed:
                self._surplus += 1
                self._spawn()

    def close(self, seconds: float = 0.0) -> None:
        """Let the threads end after what they have, and wait for that at most ``seconds``.

        At the interpreter's end that matters: a thread caught then in native code (a model that loads, say) aborts the
        process.
        """
        with self._lock:
            self._closed = True
            alive = list(self._alive)
            for _ in alive:
                self._jobs.put(None)
        limit = time.monotonic() + seconds
        for thread in alive:
            thread.join(max(0.0, limit - time.monotonic()))
        atexit.unregister(self.close)

    def _spawn(self) -> None:
        thread = Thread(target=self._loop, name=f"replylint-gate-{len(self._alive)}", daemon=True)
        self._alive.add(thread)
        thread.start()

    def _loop(self) -> None:
        # One after the other: side by side they would only take the interpreter from each other, and from the first drafts.
        with self._warming:
            try:
                if not self._closed:
                    self._linter.warm()
            except Exception as error:  # noqa: BLE001 - each draft will tell the same failure with its own report
                _log.warning("the linter could not be warmed up: %s", error)
        with self._lock:
            self._warm += 1
            if self._warm >= self.size:
                self.ready.set()
        while True:
            job = self._jobs.get()
            if job is None:
                break
            with self._lock:
                self._busy.add(job)
            job.work(self._linter)
            with self._lock:
                self._busy.discard(job)
                if self._surplus and len(self._alive) > self.size:
                    self._surplus -= 1
                    break
        with self._lock:
            self._alive.discard(current_thread())
