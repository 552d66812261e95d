"""The HTTP application: lint, gate, fix and rules, health and metrics, and the page."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from replylint.errors import InputError
from replylint.gate.gate import Gate
from replylint.gate.http.limits import Limits, LimitsMiddleware
from replylint.gate.http.metrics import Metrics
from replylint.gate.http.models import (
    FixRequest,
    FixResponse,
    GateRequest,
    GateResponse,
    LintRequest,
    Problem,
    ReportBody,
    RuleBody,
    problem,
)
from replylint.gate.http.page import page_routes
from replylint.gate.mending import mend_in_time

__all__ = ["make_app"]

_WORDS = {
    400: "The body is not JSON.", 401: "The token is missing or wrong.", 403: "The request comes from another site.",
    408: "The body came too slowly.",
    413: "The body is too large.", 415: "The body is not declared as JSON.", 421: "The request names another host.",
    422: "Draft, context or settings in the request are invalid.", 429: "Too many requests are under way; Retry-After says when to come back.",
}  # fmt: skip
_PROBLEMS: dict[int | str, dict[str, Any]] = {status: {"model": Problem, "description": words} for status, words in _WORDS.items()}


def make_app(gate: Gate, limits: Limits | None = None, *, version: str = "0") -> FastAPI:
    """Return the application around ``gate``.

    Args:
        gate: What decides; its linter lints.
        limits: What requests may be.
        version: The version that the OpenAPI description names.
    """
    # No /docs: Swagger's page loads its script from a foreign host.
    app = FastAPI(title="replylint", version=version, docs_url=None, redoc_url=None, summary="May this reply be sent?")
    metrics = Metrics()
    app.include_router(_api(gate, metrics))
    app.include_router(_health(gate, metrics))
    for route in page_routes(token=(limits or Limits()).token is not None):
        app.router.routes.append(route)
    _handle_errors(app)

    app.add_middleware(LimitsMiddleware, limits=limits or Limits(), metrics=metrics)
    return app


def _api(gate: Gate, metrics: Metrics) -> APIRouter:
    router = APIRouter(prefix="/v1", responses=_PROBLEMS)
    linter = gate.linter

    @router.post("/lint", summary="What in this draft breaks the rules", response_model=ReportBody)
    async def lint(body: LintRequest) -> JSONResponse:
        report = await gate.alint(body.draft(), body.around())
        metrics.report(report)
        return JSONResponse(report.to_dict())

    @router.post("/gate", summary="May this draft be sent", response_model=GateResponse)
    async def decide(body: GateRequest) -> JSONResponse:
        verdict = await gate.acheck(body.draft(), body.around(), override=body.confirm)
        metrics.verdict(verdict)
        return JSONResponse(verdict.to_dict())

    @router.post("/fix", summary="The draft with its fixes applied", response_model=FixResponse)
    async def fix(body: FixRequest) -> JSONResponse:
        mended = await asyncio.to_thread(mend_in_time, gate, body.reply, kind=body.input, context=body.around(), unsafe=body.unsafe)
        edits = sum(len(fix.edits) for _, fix in mended.applied)
        return JSONResponse({"text": mended.text, "edits": edits, "report": mended.after.to_dict()})

    @router.get("/rules", summary="Every rule", response_model=list[RuleBody])
    async def rules() -> JSONResponse:
        registry = linter.registry
        return JSONResponse(
            [
                {
                    "id": record.id, "check": record.check, "summary": record.summary, "severity": record.severity, "why": record.why.strip(),
                    "fix": record.fix, "policy": registry.pack.policy[record.policy], "needs": list(record.needs),
                    "active": record.id in registry.active,
                }
                for record in (registry.rules[rule_id] for rule_id in sorted(registry.rules))
            ]
        )  # fmt: skip

    return router


def _health(gate: Gate, metrics: Metrics) -> APIRouter:
    router = APIRouter(responses={status: _PROBLEMS[status] for status in (403, 421)})

    @router.get("/healthz", summary="The process answers")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @router.get("/readyz", summary="The linter is warm", responses={503: {"model": Problem, "description": "It is starting."}})
    async def readyz() -> Response:
        if gate.ready:
            return JSONResponse({"status": "ready"})
        return JSONResponse(problem("H503", "the linter is starting", "try again shortly"), 503, {"retry-after": "1"})

    @router.get(
        "/metrics", summary="Counts for Prometheus", response_class=Response,
        responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}, 401: _PROBLEMS[401]},
    )  # fmt: skip
    async def counts() -> Response:
        return Response(metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")

    return router


def _handle_errors(app: FastAPI) -> None:
    @app.exception_handler(InputError)
    async def invalid(_request: Request, error: InputError) -> JSONResponse:
        return JSONResponse(problem(error.code, error.message, error.hint), 422)

    @app.exception_handler(RequestValidationError)
    async def malformed(_request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        status = 400 if first["type"] == "json_invalid" else 422
        return JSONResponse(problem("C103" if status == 422 else "C110", _printable(f"{where}: {first['msg']}")), status)

    @app.exception_handler(HTTPException)
    async def refused(_request: Request, error: HTTPException) -> JSONResponse:
        return JSONResponse(problem(f"H{error.status_code}", str(error.detail)), error.status_code, error.headers)


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
