"""Ignores: violations that somebody has looked at and lets stand, kept in a file beside the drafts.

A reply cannot carry comments, its reader would see them. So a TOML file names each ignored violation by a fingerprint of
its rule, its words and the words around them: it holds when the text moves, and ends when the words change.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from replylint.errors import ConfigError, nearest

__all__ = ["Ignore", "Ignores", "append_ignores", "fingerprint", "load_ignores", "stale_ignores"]

_NEIGHBOURS = 4
_WORD = re.compile(r"\w+")
_KEYS = ("fingerprint", "rule", "excerpt", "reason", "author", "expires", "draft")
_NEEDED = ("fingerprint", "rule", "reason", "author")
# What a basic string of TOML may not hold as it is.
_CONTROL = re.compile(r'[\x00-\x1f\x7f"\\]')


@dataclass(frozen=True, slots=True)
class Ignore:
    """One ignored violation; ``expires`` is the last day on which it holds, ``draft`` the draft it was taken from."""

    fingerprint: str
    rule: str
    reason: str
    author: str
    excerpt: str = ""
    expires: date | None = None
    draft: str | None = None


@dataclass(frozen=True, slots=True)
class Ignores:
    """The entries of one file, by fingerprint."""

    path: str
    entries: Mapping[str, Ignore]

    def reason(self, rule: str, text: str, start: int, end: int, today: date) -> str | None:
        """Return why the violation at ``[start, end)`` of ``text`` is ignored, or ``None``."""
        entry = self.entries.get(fingerprint(rule, text, start, end))
        if entry is None or entry.rule != rule or (entry.expires is not None and today > entry.expires):
            return None
        return f"ignored in {self.path} [{entry.fingerprint}]: {entry.reason} ({entry.author})"


def fingerprint(rule: str, text: str, start: int, end: int) -> str:
    """Return 16 hexadecimal digits for a rule, the words at ``[start, end)`` and the four words on each side.

    Case, white space and punctuation around the words do not count.
    """
    before = _WORD.findall(text[max(0, start - 200) : start].casefold())[-_NEIGHBOURS:]
    after = _WORD.findall(text[end : end + 200].casefold())[:_NEIGHBOURS]
    excerpt = " ".join(text[start:end].casefold().split())
    joined = "\x1f".join((rule, excerpt, " ".join(before), " ".join(after)))
    return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:16]


def load_ignores(path: Path) -> Ignores:
    """Read an ignore file.

    Raises:
        ConfigError: naming the file, the entry and the key.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}", hint="make it with replylint check --add-ignores", code="C205") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not TOML: {error}", code="C205") from None
    for key in data:
        if key != "ignore":
            raise ConfigError(f"{path}: unknown key {key!r}", hint=nearest(key, ["ignore"]), code="C205")
    tables = data.get("ignore", [])
    if not isinstance(tables, list):
        raise ConfigError(f"{path}: ignore: expected [[ignore]] tables", code="C205")
    entries = [_entry(path, number, table) for number, table in enumerate(tables, 1)]
    return Ignores(path.name, {entry.fingerprint: entry for entry in entries})


def _entry(path: Path, number: int, table: Any) -> Ignore:
    place = f"{path}: ignore {number}"
    if not isinstance(table, dict):
        raise ConfigError(f"{place}: expected a table", code="C205")
    for key, value in table.items():
        if key not in _KEYS:
            raise ConfigError(f"{place}: unknown key {key!r}", hint=nearest(key, _KEYS), code="C205")
        wanted = date if key == "expires" else str
        if type(value) is not wanted:
            raise ConfigError(f"{place}: {key}: expected {'a date, such as 2027-01-31' if wanted is date else 'text'}", code="C205")
    for key in _NEEDED:
        if not table.get(key, "").strip():
            raise ConfigError(f"{place}: {key} is missing", hint="an ignore says who lets what stand, and why", code="C205")
    return Ignore(**table)


def append_ignores(path: Path, new: Sequence[Ignore]) -> int:
    """Add the entries that the file lacks and return how many; what stands there already is left as it is.

    Raises:
        ConfigError: where the file cannot be read or written.
    """
    known = load_ignores(path).entries if path.exists() else {}
    fresh = {entry.fingerprint: entry for entry in new if entry.fingerprint not in known}
    if fresh:
        try:
            with path.open("a", encoding="utf-8") as file:
                file.writelines(_table(entry) for entry in fresh.values())
        except OSError as error:
            raise ConfigError(f"{path}: cannot be written: {error.strerror}", code="C205") from None
    return len(fresh)


def _table(entry: Ignore) -> str:
    lines = ["[[ignore]]"]
    for key in _KEYS:
        value = getattr(entry, key)
        if value is not None:
            lines.append(f"{key} = {value.isoformat() if isinstance(value, date) else _quoted(value)}")
    return "\n".join(lines) + "\n\n"


def _quoted(text: str) -> str:
    return '"' + _CONTROL.sub(lambda match: f"\\u{ord(match.group()):04X}", text) + '"'


def stale_ignores(ignores: Ignores, drafts: Iterable[str], used: Iterable[str], today: date) -> list[str]:
    """Return a line for each entry that has expired, or whose draft was linted without needing it.

    Args:
        ignores: The file.
        drafts: The ids of the drafts that were linted.
        used: The fingerprints that took a violation out.
        today: The day that decides on expiry.
    """
    seen, taken = set(drafts), set(used)
    lines = []
    for entry in ignores.entries.values():
        what = f"{ignores.path}: [{entry.fingerprint}] {entry.rule} {entry.excerpt!r}"
        if entry.expires is not None and today > entry.expires:
            lines.append(f"{what}: expired on {entry.expires.isoformat()}")
        elif entry.draft in seen and entry.fingerprint not in taken:
            lines.append(f"{what}: stale, {entry.draft} has no such violation any more")
    return lines
