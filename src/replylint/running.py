"""The checking of one draft, step by step, so that a deadline finds what is known by then."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from threading import Lock

from replylint.config import Config
from replylint.context import Context
from replylint.detect.deadline import until
from replylint.document.document import Document
from replylint.errors import CheckCrashed, ReplylintError
from replylint.models import Failure, Finding, Report, Skipped
from replylint.registry import Registry
from replylint.reporting import finish
from replylint.rulebook.check import Check

__all__ = ["DECLARED", "UNFINISHED", "Run"]

DECLARED = "rules"
"""The step that runs every rule written in its file; each other step is a check's name."""
UNFINISHED = "C602"
"""The code of a failure that says: not finished when the report was asked for."""

_log = logging.getLogger("replylint")


class Run:
    """One draft on its way through the checks.

    One thread calls ``finish``; any thread may call ``report`` meanwhile, which tells the steps that are done and
    names the others as failures.
    """

    def __init__(
        self, documents: Sequence[Document], ctx: Context, *, registry: Registry, config: Config,
        ready: frozenset[str], skipped: tuple[Skipped, ...], strict: bool = False,
    ) -> None:  # fmt: skip
        self._documents = documents
        self._ctx = ctx
        self._registry = registry
        self._config = config
        self._ready = ready
        self._skipped = skipped
        self._strict = strict
        self._lock = Lock()
        self._findings: list[tuple[Document, Finding]] = []
        self._failures: dict[str, Failure] = {}
        checks = [check for check in registry.checks if check.info.rules & ready]
        self._pending: dict[str, Check | None] = {DECLARED: None, **{check.info.name: check for check in checks}}
        self._passed = 0
        self._stopped = False

    @property
    def passed(self) -> int:
        """How many steps are done without failure."""
        return self._passed

    def finish(self, *, deadline: float | None = None) -> None:
        """Run every step; a step that crashes is a failure and the others go on.

        Args:
            deadline: An instant of ``time.monotonic()``, in seconds, that the services asked by the checks keep to.

        Raises:
            CheckCrashed: in strict mode alone.
        """
        with until(deadline):
            self._finish()

    def _finish(self) -> None:
        for name, check in list(self._pending.items()):
            if self._stopped:
                return
            found: list[tuple[Document, Finding]] = []
            failure: Failure | None = None
            try:
                for doc in self._documents:
                    found += [(doc, finding) for finding in self._found(check, doc)]
            except Exception as error:  # noqa: BLE001 - a crash is reported, never passed and never fatal
                failure = self._failure(name, error)
            with self._lock:
                del self._pending[name]
                self._findings += found
                self._passed += failure is None
                if failure is not None:
                    self._failures[name] = failure

    def stop(self) -> None:
        """Leave out the steps not begun, since nobody waits for them any more."""
        self._stopped = True

    def report(self, *, reason: str = "not finished") -> Report:
        """Return what is known now; ``reason`` tells why the steps not done are missing."""
        with self._lock:
            findings = list(self._findings)
            missing = [Failure(check=name, error=reason, code=UNFINISHED) for name in self._pending]
            failures = (*self._failures.values(), *missing)
        return finish(findings, self._config, self._registry, self._ctx, skipped=self._skipped, failures=failures)

    def _found(self, check: Check | None, doc: Document) -> list[Finding]:
        if check is None:
            return list(self._registry.declared.find(doc, self._ctx, self._ready))
        wanted = check.info.rules & self._ready
        return [finding for finding in check.run(doc, self._ctx) if finding.rule in wanted]

    def _failure(self, name: str, error: Exception) -> Failure:
        if self._strict:
            raise CheckCrashed(f"check {name!r} crashed: {error!r}") from error
        _log.warning("check %r failed: %s", name, type(error).__name__)
        if isinstance(error, ReplylintError):
            return Failure(check=name, error=str(error), code=error.code)
        return Failure(check=name, error=f"{type(error).__name__}: {error}", code=CheckCrashed.code)
