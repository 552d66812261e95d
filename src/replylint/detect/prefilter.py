"""Whether `re` expressions can match a text at all, asked of RE2, which answers in one linear scan.

RE2 has no look-around, so each expression is relaxed: assertions drop out, which can only make it match more often.
RE2's word characters and spaces are ASCII; a text with others is not filtered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from replylint.detect.patternset import PatternSet

__all__ = ["Prefilter", "relaxed"]

_FOREIGN = re.compile(r"[^\W\x00-\x7f]|[^\S\x00-\x7f]")
_NAMED = re.compile(r"\(\?P<\w+>")
_FLAGS = re.compile(r"\(\?(?P<flags>[aimsux]+)\)")
_SPACE_OR_COMMENT = re.compile(r"\s+|#[^\n]*")
_OPEN_COUNT = re.compile(r"\{,\d")


def relaxed(expression: str, flags: int = 0) -> str:
    r"""Return an RE2 expression that matches wherever the `re` ``expression`` does, and perhaps elsewhere.

    Look-around, anchors, flags and the names of groups are dropped; character classes and the rest stay.

    Raises:
        ValueError: where it counts as RE2 does not (``{,3}``).
    """
    if _OPEN_COUNT.search(expression):
        raise ValueError("RE2 reads {,n} as text")
    lead = _FLAGS.match(expression)
    verbose = bool(flags & re.VERBOSE) or (lead is not None and "x" in lead["flags"])
    out: list[str] = []
    at, size = lead.end() if lead else 0, len(expression)
    while at < size:
        char = expression[at]
        if expression.startswith(("(?=", "(?!", "(?<=", "(?<!"), at):
            at = _group_end(expression, at)
            continue
        if verbose and (blank := _SPACE_OR_COMMENT.match(expression, at)):
            at = blank.end()
            continue
        named = _NAMED.match(expression, at)
        if named:
            out.append("(?:")
            at = named.end()
        elif char == "\\":
            escape = expression[at : at + 2]
            out.append("" if escape in (r"\A", r"\Z") else escape)
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
    """Tells which of some `re` expressions may match a text; never leaves out one that does.

    Raises:
        ValueError: where RE2 cannot read one even when relaxed.
    """

    def __init__(self, expressions: Sequence[str], flags: int = 0) -> None:
        self._all = range(len(expressions))
        self._set = PatternSet([relaxed(expression, flags) for expression in expressions])

    def candidates(self, text: str) -> Sequence[int]:
        """Return the indexes of the expressions that may match somewhere in ``text``, ascending."""
        if not text.isascii() and _FOREIGN.search(text):
            return self._all
        return self._set.matching(text)
