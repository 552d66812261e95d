"""The gate: a linter behind a deadline, a decision, an audit log. Safe under any number of threads."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, overload

from replylint.context import Context
from replylint.errors import CheckCrashed, InputError
from replylint.gate.audit import AuditError, AuditLog
from replylint.gate.decision import Override, Verdict, decide, unready_report
from replylint.gate.guard import Confirm, ContextSource, guarded
from replylint.gate.workers import Job, Workers
from replylint.linter import Linter
from replylint.models import Draft, Report
from replylint.running import UNFINISHED

__all__ = ["Gate"]

P = ParamSpec("P")
R = TypeVar("R")
Given = Context | dict[str, Any] | None
_log = logging.getLogger("replylint")
_POLL_S = 0.01


class Gate:
    """Decides whether a draft may leave.

    The linter warms up in the background from the start; a draft waits for that at most ``gate.startup-ms``, then for
    its own checks at most ``gate.deadline-ms``. Past either, what is known decides, and the verdict says so.

    Args:
        linter: What checks; its ``config.gate`` decides.
        door: Which way replies come in, for the audit log.
        workers: How many threads check drafts; by default one more than the cores.
    """

    def __init__(self, linter: Linter, *, door: str = "python", workers: int | None = None) -> None:
        self.linter = linter
        self._door = door
        settings = linter.config.gate
        self._settings = settings
        self._audit = AuditLog(settings.audit_log, text=settings.audit_text) if settings.audit_log else None
        self._workers = Workers(linter, workers)
        self._workers.start()

    @property
    def ready(self) -> bool:
        """Whether the start-up is done."""
        return self._workers.ready.is_set()

    def warm(self, seconds: float | None = None) -> bool:
        """Wait for the start-up, at most ``seconds`` (by default ``gate.startup-ms``), and say whether it is done."""
        return self._workers.ready.wait(self._settings.startup_ms / 1000 if seconds is None else seconds)

    def close(self) -> None:
        """Let the threads end after what they have; the gate cannot be used afterwards."""
        self._workers.close()

    def check(self, draft: str | Draft, context: Given = None, *, override: Override | None = None) -> Verdict:
        """Check one draft and decide.

        Args:
            draft: The reply as it would be sent.
            context: What is known around it.
            override: Who sends it and why, should the gate ask to confirm.

        Raises:
            InputError: where draft or context are invalid; there is nothing to decide on then.
        """
        report, state = self._lint(draft, context)
        return self._recorded(self._verdict(report, state, override), draft)

    async def acheck(
        self, draft: str | Draft, context: Given = None, *, override: Override | None = None, refused: str | None = None
    ) -> Verdict:
        """``check`` for an event loop, which goes on meanwhile.

        Args:
            draft: As ``check``.
            context: As ``check``.
            override: As ``check``.
            refused: A sentence about what the channel itself does not take (too many attachments, say); it blocks.
        """
        report, state = await self._alint(draft, context)
        verdict = self._verdict(report, state, override)
        if refused is not None:
            verdict = verdict.refused(refused)
        return await self._arecorded(verdict, draft)

    def lint(self, draft: str | Draft, context: Given = None) -> Report:
        """Lint within the gate's deadline without deciding: what is not known in time is a failure in the report.

        Raises:
            InputError: as ``check``.
        """
        return self._lint(draft, context)[0]

    async def alint(self, draft: str | Draft, context: Given = None) -> Report:
        """``lint`` for an event loop, which goes on meanwhile.

        Raises:
            InputError: as ``check``.
        """
        return (await self._alint(draft, context))[0]

    async def arefuse(self, draft: str | Draft, error: InputError) -> Verdict:
        """Decide on a draft that cannot be read, for a door that must still say yes or no: it stays back, and that is written down."""
        verdict = self._verdict(self._nothing(str(error), error.code), "unreadable", None)
        return await self._arecorded(verdict.refused(f"This reply cannot be checked and was not sent: {error}."), draft)

    @overload
    def guard(self, send: Callable[P, R]) -> Callable[P, R]: ...
    @overload
    def guard(
        self, send: None = None, *, draft: str | None = None, context: ContextSource | None = None, confirm: Confirm | None = None
    ) -> Callable[[Callable[P, R]], Callable[P, R]]: ...
    def guard(
        self, send: Callable[P, R] | None = None, *, draft: str | None = None, context: ContextSource | None = None, confirm: Confirm | None = None
    ) -> Callable[P, R] | Callable[[Callable[P, R]], Callable[P, R]]:
        """Check the draft before ``send`` is called; works on plain and on async functions, bare or with options.

        Args:
            send: The function that sends a reply.
            draft: The name of its argument that holds the draft; by default ``draft``, ``reply``, ``text``, ``body`` or
                ``message``, whichever it has, else its first.
            context: The name of its argument that holds the context (by default ``context``, where it has one), or a
                function from all its arguments by name to the context.
            confirm: Asked where the gate asks to confirm; returns an Override to send anyway, or ``None``.

        Raises:
            ReplyBlocked: when the guarded function is called with a draft that may not leave.
        """

        def decorate(function: Callable[P, R]) -> Callable[P, R]:
            return guarded(self, function, draft=draft, context=context, confirm=confirm)

        return decorate if send is None else decorate(send)

    def confirmed(self, verdict: Verdict, draft: str | Draft, override: Override) -> Verdict:
        """Take someone's word for a reply that the gate asked to confirm, and write it down.

        Raises:
            ValueError: where the verdict is not to confirm.
        """
        return self._recorded(verdict.overridden(override), draft)

    async def aconfirmed(self, verdict: Verdict, draft: str | Draft, override: Override) -> Verdict:
        """``confirmed`` for an event loop."""
        return await asyncio.to_thread(self.confirmed, verdict, draft, override)

    def _lint(self, draft: str | Draft, context: Given) -> tuple[Report, str]:
        if not self.warm():
            return self._unready(), "unready"
        job = Job(draft, context, self._settings.deadline_ms / 1000)
        self._workers.submit(job)
        job.wait(self._settings.deadline_ms / 1000)
        return self._outcome(job)

    async def _alint(self, draft: str | Draft, context: Given) -> tuple[Report, str]:
        limit = time.monotonic() + self._settings.startup_ms / 1000
        while not self.ready:
            if time.monotonic() > limit:
                return self._unready(), "unready"
            await asyncio.sleep(_POLL_S)
        loop = asyncio.get_running_loop()
        ended = asyncio.Event()
        job = Job(draft, context, self._settings.deadline_ms / 1000)

        def tell() -> None:
            with contextlib.suppress(RuntimeError):  # the loop has closed meanwhile: nobody waits
                loop.call_soon_threadsafe(ended.set)

        job.when_done(tell)
        self._workers.submit(job)
        try:
            await asyncio.wait_for(ended.wait(), self._settings.deadline_ms / 1000)
        except TimeoutError:
            pass
        except asyncio.CancelledError:
            self._workers.abandon(job)
            raise
        return await asyncio.to_thread(self._outcome, job) if not job.done else self._outcome(job)

    def _outcome(self, job: Job) -> tuple[Report, str]:
        """Return what is known of the draft, and whether that is all (``done``), a part (``late``) or nothing (``unknown``)."""
        done = job.done
        if not done:
            self._workers.abandon(job)
        if isinstance(job.error, InputError):
            raise job.error
        reason = f"not done when the deadline of {self._settings.deadline_ms:,} ms passed"
        if job.error is not None:
            _log.error("the draft could not be checked: %r", job.error)
            return self._nothing(f"{type(job.error).__name__}: {job.error}", CheckCrashed.code), "crashed"
        if job.run is None:
            return self._nothing(reason, UNFINISHED), "nothing"
        report = job.run.report(reason=reason)
        if done:
            return report, "done" if job.run.passed else "crashed"
        return report, "late" if job.run.passed else "nothing"

    def _unready(self) -> Report:
        return self._nothing(f"the checker was not ready within {self._settings.startup_ms:,} ms", UNFINISHED)

    def _nothing(self, reason: str, code: str) -> Report:
        return unready_report(self.linter.config, self.linter.registry, reason=reason, code=code)

    def _verdict(self, report: Report, state: str, override: Override | None) -> Verdict:
        verdict = decide(
            report, self.linter.config, self.linter.registry, decided=state in ("done", "late"), deadline_passed=state in ("late", "nothing")
        )
        return verdict.overridden(override) if override is not None and verdict.decision == "confirm" else verdict

    async def _arecorded(self, verdict: Verdict, draft: str | Draft) -> Verdict:
        return verdict if self._audit is None else await asyncio.to_thread(self._recorded, verdict, draft)

    def _recorded(self, verdict: Verdict, draft: str | Draft) -> Verdict:
        if self._audit is None:
            return verdict
        try:
            self._audit.record(verdict, draft, door=self._door)
        except AuditError as error:
            _log.error("%s", error)
            closed = self._settings.audit_fail == "closed" and verdict.decision != "block"
            changed = {"decision": "block", "override": None, "summary": "Do not send this reply yet: the decision could not be written down."}
            return verdict.model_copy(update={"audit_error": str(error), **(changed if closed else {})})
        return verdict
