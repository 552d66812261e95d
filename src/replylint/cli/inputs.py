"""Drafts out of files, folders of arguments and standard input; what cannot be read is told, the rest goes on."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import yaml

from replylint.context import Context, parse_context
from replylint.errors import InputError
from replylint.models import Draft

__all__ = ["InputKind", "Source", "decoded", "read_bytes", "read_context", "read_sources", "sources_of_jsonl"]

InputKind = Literal["auto", "text", "html", "eml", "jsonl"]
_SUFFIXES: dict[str, Literal["text", "html", "eml", "jsonl"]] = {
    ".txt": "text", ".md": "text", ".html": "html", ".htm": "html", ".eml": "eml", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
_CASE_KEYS = ("reply", "customer", "context", "input", "id")


@dataclass(frozen=True, slots=True)
class Source:
    """One draft to lint, or the reason why it cannot be.

    ``file`` and ``line`` say where it stands, ``line`` only in a file of many; ``broken_line`` says that a line was no
    JSON (incomplete, exit 3) rather than an invalid input (exit 2).
    """

    id: str
    draft: Draft | None = None
    context: Context | None = None
    error: str | None = None
    broken_line: bool = False
    raw: dict[str, Any] | None = None
    file: str = "-"
    line: int | None = None


def read_sources(names: list[str], kind: InputKind, context: Context | None) -> Iterator[Source]:
    """Yield a Source for each draft in the named files; ``-`` is standard input."""
    for name in names or ["-"]:
        try:
            data = read_bytes(name)
        except InputError as error:
            yield Source(name, error=f"{error.code}: {error}", file=name)
            continue
        actual = kind if kind != "auto" else "text" if name == "-" else _SUFFIXES.get(Path(name).suffix.lower(), "text")
        if actual == "jsonl":
            yield from sources_of_jsonl(data, name, context)
        else:
            yield _single(name, data, actual, context)


def read_bytes(name: str) -> bytes:
    """Return what the file holds; ``-`` is standard input.

    Raises:
        InputError: where it cannot be read.
    """
    if name == "-":
        return sys.stdin.buffer.read()
    path = Path(name)
    if path.is_dir():
        raise InputError(f"{name}: is a folder, where a file belongs", hint=f"name the files in it, as in {name.rstrip('/')}/*.txt")
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror or error}", hint="check the path and its permissions") from None


def decoded(name: str, data: bytes) -> str:
    """Return ``data`` as text.

    Raises:
        InputError: where it is binary or not UTF-8.
    """
    if b"\x00" in data[:8192]:
        raise InputError(f"{name}: is a binary file", hint="give text, HTML, an e-mail message or JSONL", code="C109")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{name}: not UTF-8: byte {error.start}, line {line}", hint="save it as UTF-8", code="C107") from None


def _single(name: str, data: bytes, kind: Literal["text", "html", "eml"], context: Context | None) -> Source:
    try:
        content: str | bytes = data if kind == "eml" else decoded(name, data)
    except InputError as error:
        return Source(name, error=f"{error.code}: {error}", file=name)
    return Source(name, Draft(content=content, kind=kind), context or Context(), file=name)


def sources_of_jsonl(data: bytes, name: str, context: Context | None) -> Iterator[Source]:
    """Yield one Source a line, in order; a blank line is none."""
    for number, raw in enumerate(data.split(b"\n"), 1):
        if not raw.strip():
            continue
        place = f"{name}:{number}"
        try:
            yield replace(_case(place, raw, context), file=name, line=number)
        except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
            yield Source(place, error=f"C110: {place}: not JSON: {error}", broken_line=True, file=name, line=number)


def _case(place: str, raw: bytes, context: Context | None) -> Source:
    entry = json.loads(raw.decode("utf-8-sig"))
    if not isinstance(entry, dict):
        return Source(place, error=f"C111: {place}: a case is an object with a reply, not {type(entry).__name__}")
    case_id = entry.get("id", place)
    if not isinstance(case_id, str | int):
        case_id = place
    try:
        draft, ctx = _draft_of(place, entry), _context_of(place, entry, context)
    except InputError as error:
        return Source(str(case_id), error=f"{error.code}: {error}", raw=entry)
    return Source(str(case_id), draft, ctx, raw=entry)


def _draft_of(place: str, entry: dict[str, Any]) -> Draft:
    reply, kind = entry.get("reply"), entry.get("input", "text")
    if not isinstance(reply, str):
        problem = "no key 'reply'" if "reply" not in entry else f"reply: expected text, not {type(reply).__name__}"
        raise InputError(f"{place}: {problem}", code="C112")
    if kind not in ("text", "html", "eml"):
        raise InputError(f"{place}: input: expected text, html or eml, not {kind!r}", code="C112")
    try:
        reply.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"{place}: reply: lone surrogate at character {error.start}", hint="write the text as UTF-8", code="C108") from None
    return Draft(content=reply, kind=kind)


def _context_of(place: str, entry: dict[str, Any], context: Context | None) -> Context:
    data = entry.get("context")
    if data is None:
        base: dict[str, Any] = context.model_dump(by_alias=True, exclude_unset=True) if context else {}
    elif isinstance(data, dict):
        base = dict(data)
    else:
        raise InputError(f"{place}: context: expected an object, not {type(data).__name__}", code="C103")
    if entry.get("customer") is not None:
        base["customer"] = entry["customer"]
    return parse_context(base, place=f"{place}: context")


def read_context(path: Path | None) -> Context | None:
    """Read one Context from a JSON or YAML file.

    Raises:
        InputError: naming file, key and remedy.
    """
    if path is None:
        return None
    text = decoded(str(path), read_bytes(str(path)))
    try:
        data = json.loads(text) if path.suffix == ".json" else _yaml(text, path)
    except (json.JSONDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{path}: neither JSON nor YAML: {str(error).splitlines()[0]}", code="C110") from None
    return parse_context(data, place=str(path))


def _yaml(text: str, path: Path) -> Any:
    from replylint.errors import RuleFileError  # noqa: PLC0415
    from replylint.rulebook.strictyaml import StrictYaml  # noqa: PLC0415 - only for YAML contexts

    try:
        return StrictYaml(text, path).data
    except RuleFileError as error:
        raise InputError(error.message, hint=error.hint, code="C110") from None
