"""The table of error codes, read from the places in the source that raise them."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import replylint
from replylint import errors
from replylint.errors import ReplylintError


@dataclass(frozen=True, slots=True)
class Raised:
    """One place that raises an error: its code, class, message and remedy; what is filled in stands as ``{name}``."""

    code: str
    name: str
    message: str
    hint: str


def error_page() -> str:
    """Return the page of the error classes and of every code with its messages."""
    classes = error_classes()
    by_code: dict[str, list[Raised]] = defaultdict(list)
    for raised in raised_errors():
        by_code[raised.code].append(raised)
    tree = (errors.__doc__ or "").partition("::\n")[2].partition("\n\nViolations")[0].strip("\n")
    lines = [
        "# Errors", "",
        "A violation is never an exception. What is raised, or told on standard error, is a `ReplylintError`: `message` names the place and what is "
        "wrong there, `hint` the remedy (or `None`), `code` stays the same in every release.", "",
        "```text", "\n".join(line.removeprefix("    ") for line in tree.splitlines()), "```", "",
        "On the command line every one of them is one line on standard error, `replylint: CODE: message (hint)`, and "
        "[exit status](exit-codes.md) 2; a broken line in a JSONL file and a check that failed are 3. No traceback.", "",
        "A failure in a report carries a code too: the error's own; [C601](#c601) where a check raised anything else; C602 where a deadline "
        "came first.", "",
    ]  # fmt: skip
    for code in sorted(by_code):
        lines += [f"## {code} {{#{code.lower()}}}", ""]
        for name in sorted({raised.name for raised in by_code[code]}):
            summary = (classes[name].__doc__ or "").partition("\n")[0]
            lines += [f"`{name}`: {summary}", ""]
        for raised in dict.fromkeys(by_code[code]):
            lines.append(f"- {_code(raised.message)}" + (f"; remedy: {_code(raised.hint)}" if raised.hint else ""))
        lines.append("")
    return "\n".join(lines)


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}"


def error_classes() -> dict[str, type[ReplylintError]]:
    """Return every error class of the package that a module defines, by name."""
    from replylint.gate import audit, guard  # noqa: PLC0415 - the gate's own errors live beside it

    modules = (errors, audit, guard)
    classes = [value for module in modules for value in vars(module).values() if isinstance(value, type) and issubclass(value, ReplylintError)]
    return {value.__name__: value for value in classes}


def raised_errors() -> Iterator[Raised]:
    """Yield every place in the package that makes a ReplylintError, in the order of files and lines."""
    classes = error_classes()
    for path in sorted(Path(str(replylint.__file__)).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in classes and node.args:
                yield _raised(node, node.func.id, classes[node.func.id].code)


def _raised(node: ast.Call, name: str, default: str) -> Raised:
    keywords = {keyword.arg: keyword.value for keyword in node.keywords}
    code = keywords.get("code")
    value = code.value if isinstance(code, ast.Constant) else default
    return Raised(str(value), name, _template(node.args[0]), _template(keywords["hint"]) if "hint" in keywords else "")


def _template(node: ast.expr) -> str:
    """Return an f-string as text with ``{name}`` for what is filled in; what is worked out elsewhere is ``…``."""
    if isinstance(node, ast.Constant):
        return str(node.value or "")
    if isinstance(node, ast.JoinedStr):
        return "".join(_template(value) for value in node.values)
    if isinstance(node, ast.FormattedValue):
        name = _template(node.value)
        return name if name == "…" else f"{{{name}}}"
    if isinstance(node, ast.Name):
        return node.id.strip("_").lower()
    if isinstance(node, ast.Attribute):
        return node.attr.strip("_").lower()
    if isinstance(node, ast.BoolOp):
        return _template(node.values[0])
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "nearest":
        return "did you mean …?"
    return "…"
