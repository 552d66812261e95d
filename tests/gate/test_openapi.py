"""The OpenAPI description against what the application answers, by schemathesis: drafts that fit it and drafts that do not."""

from __future__ import annotations

from typing import Any

import pytest

from replylint.gate import Gate
from replylint.gate.http.app import make_app

from .stand import linter_with

schemathesis = pytest.importorskip("schemathesis")

from hypothesis import HealthCheck, given, settings  # noqa: E402
from schemathesis import GenerationMode  # noqa: E402
from schemathesis.specs.openapi.checks import positive_data_acceptance  # noqa: E402

PATHS = ("POST /v1/lint", "POST /v1/gate", "POST /v1/fix", "GET /v1/rules", "GET /healthz", "GET /readyz", "GET /metrics")


@pytest.fixture(scope="module")
def operations() -> dict[str, Any]:
    gate = Gate(linter_with(gate={"deadline-ms": 20_000}))
    assert gate.warm(30)
    schema = schemathesis.openapi.from_asgi("/openapi.json", make_app(gate, version="1"))
    return {operation.label: operation for operation in (result.ok() for result in schema.get_all_operations())}


def test_description_names_every_path(operations: dict[str, Any]) -> None:
    assert set(operations) == set(PATHS)


CASES = [(label, mode) for label in PATHS for mode in GenerationMode if label.startswith("POST") or mode is GenerationMode.POSITIVE]


@pytest.mark.parametrize(("label", "mode"), CASES, ids=[f"{label}-{mode.value}" for label, mode in CASES])
def test_application_answers_as_described(operations: dict[str, Any], label: str, mode: Any) -> None:
    @given(case=operations[label].as_strategy(generation_mode=mode))
    @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
    def check(case: Any) -> None:
        # A message without a text part, a time without offset, now before received_at: no schema can say these.
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    check()
