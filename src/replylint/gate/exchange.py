"""One request of the command answered: bytes in, exit status and what to print out; the same with and without a server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from replylint.config import Config
from replylint.context import Context, parse_context
from replylint.errors import InputError, ReplylintError
from replylint.gate.decision import Override, Verdict, unstarted
from replylint.gate.gate import Gate
from replylint.linter import Linter
from replylint.models import Draft
from replylint.projectfile import load_project

__all__ = ["answer", "answer_here", "load_config", "read_entry", "unstarted_answer"]

Answer = tuple[int, bytes, bytes]
_PLACE = "gate input"
_BY, _REASON = 200, 2000  # what Override takes


def load_config(config: str) -> Config:
    """Return the settings of the file ``config``, or of the one found from the current folder where it is ""."""
    return load_project(Path.cwd(), file=Path(config) if config else None).config


def answer(gate: Gate, body: bytes, *, email: bool, by: str, reason: str) -> Answer:
    """Decide on one request.

    Args:
        gate: What decides.
        body: JSON ``{"reply", "customer"?, "context"?, "input"?}``, or a message where ``email``.
        email: Whether it is an RFC 5322 message.
        by: Who confirms, or "".
        reason: Why, or "".
    """
    try:
        return _decided(gate, *_read(body, email=email), by=by, reason=reason)
    except ReplylintError as error:
        return _told(error)


def _read(body: bytes, *, email: bool) -> tuple[Draft, Context]:
    return (Draft(content=body, kind="eml"), Context()) if email else read_entry(_json(body))


def _told(error: ReplylintError) -> Answer:
    return 2, b"", f"replylint: {error.code}: {error}\n".encode("utf-8", "backslashreplace")


def _decided(gate: Gate, draft: Draft, ctx: Context, *, by: str, reason: str) -> Answer:
    override = Override(by=by[:_BY], reason=reason[:_REASON]) if by.strip() and reason.strip() else None
    verdict = gate.check(draft, ctx, override=override)
    return _printed(verdict)


def _printed(verdict: Verdict) -> Answer:
    err = f"replylint: {verdict.audit_error}\n" if verdict.audit_error else ""
    return verdict.exit_status, json.dumps(verdict.to_dict(), ensure_ascii=False).encode() + b"\n", err.encode()


def answer_here(body: bytes, *, email: bool, by: str, reason: str, config: str) -> Answer:
    """Decide on one request in this process, with a linter made for it."""
    try:
        draft, ctx = _read(body, email=email)
        return _decided(Gate(Linter(load_config(config)), door="command", workers=1), draft, ctx, by=by, reason=reason)
    except ReplylintError as error:
        return _told(error)


def unstarted_answer(config: Config | None) -> Answer:
    """Return the answer where the linter was not made in time, so that only the settings can decide."""
    return _printed(unstarted(config or Config()))


def _json(body: bytes) -> dict[str, Any]:
    try:
        entry = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"{_PLACE}: not JSON: {error}", hint='give {"reply": "..."}, or an e-mail message with --email', code="C110"
        ) from None
    if not isinstance(entry, dict):
        raise InputError(f"{_PLACE}: expected an object with a reply, not {type(entry).__name__}", code="C111")
    return entry


def read_entry(entry: dict[str, Any]) -> tuple[Draft, Context]:
    """Return draft and context of a request; top-level keys other than the contract's are ignored, as in JSONL cases.

    Raises:
        InputError: naming the key.
    """
    reply, kind = entry.get("reply"), entry.get("input", "text")
    if not isinstance(reply, str):
        problem = "no key 'reply'" if "reply" not in entry else f"reply: expected text, not {type(reply).__name__}"
        raise InputError(f"{_PLACE}: {problem}", code="C112")
    if kind not in ("text", "html", "eml"):
        raise InputError(f"{_PLACE}: input: expected text, html or eml, not {kind!r}", code="C112")
    given = entry.get("context")
    if given is not None and not isinstance(given, dict):
        raise InputError(f"{_PLACE}: context: expected an object, not {type(given).__name__}", code="C103")
    data = dict(given or {})
    if entry.get("customer") is not None:
        data["customer"] = entry["customer"]
    return Draft(content=reply, kind=kind), parse_context(data, place=f"{_PLACE}: context")
