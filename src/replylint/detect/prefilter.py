"""Many `re` expressions over one text, quickly: one RE2 scan says which of them can match at all.

RE2 has no look-around, so each expression is relaxed: assertions drop out, which can only make it match more often.
RE2's word characters are ASCII; a text with other letters is not filtered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from replylint.detect.patternset import PatternSet

__all__ = ["Prefilter", "relaxed"]

_FOREIGN_LETTER = re.compile(r"[^\W\x00-\x7f]")
_NAMED = re.compile(r"\(\?P<\w+>")


def relaxed(expression: str) -> str:
    r"""Return an RE2 expression that matches wherever the `re` ``expression`` does, and perhaps elsewhere.

    Look-around, ``^`` and ``$``, ``\b`` and named groups are dropped; character classes and the rest stay.
    """
    out: list[str] = []
    at, size = 0, len(expression)
    while at < size:
        char = expression[at]
        if expression.startswith(("(?=", "(?!", "(?<=", "(?<!"), at):
            at = _group_end(expression, at)
            continue
        named = _NAMED.match(expression, at)
        if named:
            out.append("(?:")
            at = named.end()
        elif char == "\\":
            escape = expression[at : at + 2]
            out.append("" if escape == r"\b" else escape)
            at += 2
        elif char == "[":
            end = _class_end(expression, at)
            out.append(expression[at:end])
            at = end
        else:
            out.append("" if char in "^$" else char)
            at += 1
    return "".join(out)


def _group_end(expression: str, at: int) -> int:
    """Return where the group that opens at ``at`` has closed."""
    depth = 0
    while at < len(expression):
        char = expression[at]
        if char == "\\":
            at += 2
            continue
        if char == "[":
            at = _class_end(expression, at)
            continue
        depth += (char == "(") - (char == ")")
        at += 1
        if depth == 0:
            return at
    raise ValueError("a group does not close")


def _class_end(expression: str, at: int) -> int:
    at += 2 if expression.startswith("[^", at) else 1
    at += expression.startswith("]", at)
    while expression[at] != "]":
        at += 2 if expression[at] == "\\" else 1
    return at + 1


class Prefilter:
    """Tells which of some `re` expressions may match a text; never leaves out one that does."""

    def __init__(self, expressions: Sequence[str]) -> None:
        self._all = range(len(expressions))
        self._set = PatternSet([relaxed(expression) for expression in expressions])

    def candidates(self, text: str) -> Sequence[int]:
        """Return the indexes of the expressions that may match somewhere in ``text``, ascending."""
        return self._all if _FOREIGN_LETTER.search(text) else self._set.matching(text)
