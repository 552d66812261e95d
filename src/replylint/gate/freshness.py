"""Whether what a server was made of still stands in the files: its rules, packs, model and code."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

__all__ = ["fingerprint"]


def fingerprint(places: Iterable[str]) -> int:
    """Return a number that changes when a file at or below ``places`` is changed, added or removed."""
    return hash(tuple(state for place in places for state in sorted(_states(place))))


def _states(place: str) -> Iterator[tuple[str, int, int, int]]:
    try:
        status = os.stat(place)  # noqa: PTH116 - 300 of these on every call: pathlib would double their time
    except OSError:
        yield place, -1, -1, -1
        return
    stack = [place]
    if not os.path.isdir(place):  # noqa: PTH112
        yield place, status.st_mtime_ns, status.st_size, status.st_ino
        return
    while stack:
        try:
            entries = list(os.scandir(stack.pop()))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    stack.append(entry.path)
            else:
                try:
                    status = entry.stat()
                except OSError:
                    continue
                yield entry.path, status.st_mtime_ns, status.st_size, status.st_ino
