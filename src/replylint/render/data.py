"""Reports as JSON objects: one for each draft, in the shape that the contract fixes."""

from __future__ import annotations

import json
from typing import Any

from replylint.models import SCHEMA_VERSION, Report

__all__ = ["json_document", "result", "to_line"]


def result(case_id: str, report: Report | None, error: str | None = None) -> dict[str, Any]:
    """Return the object for one draft; without a report ``error`` says why."""
    data = (report or Report()).to_dict()
    data.pop("schema_version")
    if report is None:
        data["ok"] = data["complete"] = False
    return {"id": case_id, **data, "error": error}


def to_line(data: dict[str, Any]) -> str:
    """Return one JSON line."""
    return json.dumps(data, ensure_ascii=False)


def json_document(results: list[dict[str, Any]]) -> str:
    """Return the one object of ``--format json``."""
    return json.dumps({"schema_version": SCHEMA_VERSION, "results": results}, ensure_ascii=False, indent=2)
