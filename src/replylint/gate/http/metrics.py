"""What ``/metrics`` tells; a registry of its own, so that several applications share a process."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from replylint.gate.decision import Verdict
from replylint.models import Report

__all__ = ["Metrics"]

_SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)


class Metrics:
    """Counts of requests, decisions and violations, and how long requests took; never any text."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter("replylint_requests", "Requests answered", ["path", "status"], registry=self.registry)
        self._seconds = Histogram("replylint_request_seconds", "Time to answer", ["path"], buckets=_SECONDS, registry=self.registry)
        self._decisions = Counter("replylint_decisions", "Decisions of the gate", ["decision"], registry=self.registry)
        self._late = Counter("replylint_deadlines_passed", "Decisions made with part of the checks not done in time", registry=self.registry)
        self._violations = Counter("replylint_violations", "Violations found", ["rule"], registry=self.registry)
        self._failures = Counter("replylint_check_failures", "Checks that failed or were not done in time", ["check"], registry=self.registry)
        self._rejected = Counter("replylint_rejected", "Requests turned away before they were read", ["status"], registry=self.registry)
        self.under_way = Gauge("replylint_requests_under_way", "Requests being answered", registry=self.registry)

    def answered(self, path: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(path, str(status)).inc()
        self._seconds.labels(path).observe(seconds)

    def rejected(self, status: int) -> None:
        """Count one request that was turned away."""
        self._rejected.labels(str(status)).inc()

    def verdict(self, verdict: Verdict) -> None:
        """Count one decision."""
        self._decisions.labels(verdict.decision).inc()
        self._late.inc(int(verdict.deadline_passed))
        self.report(verdict.report)

    def report(self, report: Report) -> None:
        """Count what one report holds."""
        for violation in report.violations:
            self._violations.labels(violation.rule).inc()
        for failure in report.failures:
            self._failures.labels(failure.check).inc()

    def text(self) -> bytes:
        """Return the text that Prometheus reads."""
        text: bytes = generate_latest(self.registry)
        return text
