"""Replies of SMTP: those that the mail server gave, kept as they came, and those that the door makes itself."""

from __future__ import annotations

import textwrap
import unicodedata
from dataclasses import dataclass

__all__ = ["Reply", "reply"]

_LINE = 400
"""Characters of text in a line; RFC 5321 allows 512 octets with code and line end, and some clients no more."""
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply: its code and its lines as they go over the wire, without line ends."""

    code: int
    lines: tuple[bytes, ...]

    @property
    def positive(self) -> bool:
        """Whether the command did what it should."""
        return 200 <= self.code < 300

    @property
    def text(self) -> str:
        """The words of all lines in one, for people."""
        return " ".join(line[4:].decode("utf-8", "replace").strip() for line in self.lines).strip()

    @property
    def wire(self) -> bytes:
        """The reply as it is sent, without the last line end."""
        return b"\r\n".join(self.lines)


def reply(code: int, status: str, text: str) -> Reply:
    """Make a reply in plain ASCII.

    Args:
        code: Three digits.
        status: The enhanced status (RFC 3463), such as ``5.7.1``.
        text: One or more sentences; typographic marks become plain ones, line breaks and controls become spaces.
    """
    lines = textwrap.wrap(_plain(text), _LINE) or [""]
    last = len(lines) - 1
    return Reply(code, tuple(f"{code}{' ' if i == last else '-'}{status} {line}".encode("ascii") for i, line in enumerate(lines)))


def _plain(text: str) -> str:
    # Only a client that speaks SMTPUTF8 may be sent more than ASCII, and what others make of it cannot be read.
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    kept = "".join(" " if char < " " or char == "\x7f" else char for char in decomposed if not unicodedata.combining(char))
    return kept.encode("ascii", "replace").decode("ascii")
