"""Threads out of JSON and JSONL files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from replylint.cli.inputs import decoded, read_bytes
from replylint.errors import InputError
from replylint.inbox.models import Thread, parse_thread

__all__ = ["ThreadSource", "read_threads"]


@dataclass(frozen=True, slots=True)
class ThreadSource:
    """One thread, or the reason why it cannot be read; ``broken_line`` says that a line was no JSON."""

    id: str
    file: str
    line: int | None = None
    thread: Thread | None = None
    error: str | None = None
    broken_line: bool = False


def read_threads(names: list[str]) -> Iterator[ThreadSource]:
    """Yield the threads of the named files: one object a line in ``.jsonl``, else one object or a list of them."""
    for name in names:
        try:
            text = decoded(name, read_bytes(name))
        except InputError as error:
            yield ThreadSource(name, name, error=f"{error.code}: {error}")
            continue
        if Path(name).suffix.lower() in (".jsonl", ".ndjson"):
            yield from _lines(name, text)
        else:
            yield from _whole(name, text)


def _lines(name: str, text: str) -> Iterator[ThreadSource]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            data = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            yield ThreadSource(place, name, number, error=f"C110: {place}: not JSON: {error}", broken_line=True)
            continue
        yield _thread(place, name, number, data)


def _whole(name: str, text: str) -> Iterator[ThreadSource]:
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        yield ThreadSource(name, name, error=f"C110: {name}: not JSON: {error} (threads one a line belong into a .jsonl file)")
        return
    if not isinstance(data, list):
        yield _thread(name, name, None, data)
        return
    for index, entry in enumerate(data):
        yield _thread(f"{name}[{index}]", name, None, entry)


def _thread(place: str, name: str, line: int | None, data: Any) -> ThreadSource:
    own = data.get("thread") if isinstance(data, dict) else None
    thread_id = own if isinstance(own, str) and own else place
    try:
        return ThreadSource(thread_id, name, line, parse_thread(data, place=place))
    except InputError as error:
        return ThreadSource(thread_id, name, line, error=f"{error.code}: {error}")
