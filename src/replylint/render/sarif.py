"""SARIF 2.1.0, as code scanning services read it.

Regions and fixes are given where the draft is a file of its own. A case of a JSONL file is placed at its line, a mail's
or a thread's part by its logical name: offsets into a decoded text are none into the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from replylint.ignores import fingerprint
from replylint.models import Fix, Severity, Violation
from replylint.registry import Registry
from replylint.render.results import Result
from replylint.rulebook.record import RuleRecord

__all__ = ["render_sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "advice": "note"}


def render_sarif(results: Sequence[Result], registry: Registry) -> str:
    """Return one log with one run."""
    ids = sorted(registry.rules)
    index = {rule: place for place, rule in enumerate(ids)}
    found: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for result in results:
        if result.report is None:
            notes.append(_note(result, result.error or "cannot be read", "input"))
            continue
        found += [_result(result, violation, index, None) for violation in result.report.violations]
        found += [_result(result, s.violation, index, s.reason) for s in result.report.suppressed]
        notes += [_note(result, f"check {f.check} failed: {f.error}", f.code) for f in result.report.failures]
    driver = {
        "name": "replylint", "version": version("replylint"), "informationUri": "https://pypi.org/project/replylint/",
        "rules": [_rule(registry.rules[rule], registry) for rule in ids],
    }  # fmt: skip
    invocation: dict[str, Any] = {"executionSuccessful": not notes}
    if notes:
        invocation["toolExecutionNotifications"] = notes
    run = {"tool": {"driver": driver}, "invocations": [invocation], "columnKind": "unicodeCodePoints", "results": found}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(record: RuleRecord, registry: Registry) -> dict[str, Any]:
    policy = registry.pack.policy[record.policy]
    return {
        "id": record.id,
        "shortDescription": {"text": record.summary},
        "fullDescription": {"text": record.why.strip()},
        "help": {"text": f"{record.fix}\n\nPolicy: {policy}"},
        "defaultConfiguration": {"level": _LEVELS[record.severity], "enabled": record.id in registry.active},
        "properties": {"policy": record.policy, "status": record.status, "since": record.since, "tags": [record.check]},
    }


def _result(result: Result, violation: Violation, index: Mapping[str, int], suppressed: str | None) -> dict[str, Any]:
    text = result.parts.get(violation.part, violation.excerpt)
    data: dict[str, Any] = {
        "ruleId": violation.rule,
        "ruleIndex": index[violation.rule],
        "level": _LEVELS[violation.severity],
        "message": {"text": f"{violation.message} {violation.fix}"},
        "locations": [_location(result, violation)],
        "partialFingerprints": {"replylint/v1": fingerprint(violation.rule, text, violation.span.start, violation.span.end)},
        "properties": {
            "id": result.id, "start": violation.span.start, "end": violation.span.end, "excerpt": violation.excerpt,
            "confidence": violation.confidence, "policy": violation.policy,
        },
    }  # fmt: skip
    if result.is_whole_file and violation.fixes:
        data["fixes"] = [_fix(result, fix) for fix in violation.fixes]
    if suppressed is not None:
        data["suppressions"] = [{"kind": "external", "justification": suppressed}]
    return data


def _artifact(result: Result) -> dict[str, Any]:
    return {"uri": "stdin" if result.file == "-" else quote(result.file.replace("\\", "/"))}


def _location(result: Result, violation: Violation) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(result)}
    if result.line is not None:
        physical["region"] = {"startLine": result.line}
    elif result.is_whole_file:
        physical["region"] = _region(violation)
    location: dict[str, Any] = {"physicalLocation": physical}
    if violation.part is not None or result.line is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": " ".join(filter(None, (result.id, violation.part)))}]
    return location


def _region(violation: Violation) -> dict[str, Any]:
    lines = violation.excerpt.count("\n")
    end_column = violation.column + len(violation.excerpt) if not lines else len(violation.excerpt) - violation.excerpt.rfind("\n")
    return {
        "startLine": violation.line, "startColumn": violation.column, "endLine": violation.line + lines, "endColumn": end_column,
        "charOffset": violation.span.start, "charLength": violation.span.end - violation.span.start,
    }  # fmt: skip


def _fix(result: Result, fix: Fix) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": {"charOffset": e.start, "charLength": e.end - e.start}, "insertedContent": {"text": e.text}} for e in fix.edits
    ]
    kind = "safe" if fix.safe else "unsafe: read it before you take it"
    return {"description": {"text": kind}, "artifactChanges": [{"artifactLocation": _artifact(result), "replacements": replacements}]}


def _note(result: Result, text: str, code: str) -> dict[str, Any]:
    return {
        "level": "error", "message": {"text": f"{result.id}: {text}"}, "descriptor": {"id": code},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(result)}}],
    }  # fmt: skip
