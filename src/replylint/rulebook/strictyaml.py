"""YAML read strictly: words stay words, duplicate keys and aliases fail, every error has file and line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from replylint.errors import RuleFileError, nearest

__all__ = ["StrictYaml", "read_yaml"]


# libyaml parses ten times as fast; PyYAML's wheels carry it.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Only ``true``/``false``, integers and decimals are more than text: ``no``, ``on`` and ``5:30`` stay text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own class attribute


for _tag, _first, _pattern in (
    ("bool", "tf", r"^(?:true|false)$"),
    ("int", "-0123456789", r"^-?(?:0|[1-9][0-9]*)$"),
    ("float", "-0123456789", r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$"),
    ("null", "n~", r"^(?:null|~)$"),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


class StrictYaml:
    """A parsed file: ``data``, and the line each key path stands on."""

    def __init__(self, text: str, path: Path) -> None:
        self.path = path
        try:
            loader = _Loader(text)
            try:
                node = loader.get_single_node()
                self._node = node
                if node is not None:
                    self._check(node)
                self.data: Any = loader.construct_document(node) if node is not None else None
            finally:
                loader.dispose()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            line = mark.line + 1 if mark else 1
            raise RuleFileError(f"{path}:{line}: {error.problem or 'not YAML'}", code="C302") from None
        except yaml.YAMLError as error:
            raise RuleFileError(f"{path}:1: not YAML: {error}", code="C302") from None
        if not isinstance(self.data, dict):
            raise RuleFileError(f"{path}:1: expected a mapping of keys", code="C302")

    def _check(self, node: yaml.Node) -> None:
        stack, visited = [node], set()
        while stack:
            current = stack.pop()
            if id(current) in visited:
                raise RuleFileError(f"{self.path}:{current.start_mark.line + 1}: aliases are not allowed", code="C302")
            visited.add(id(current))
            if isinstance(current, yaml.MappingNode):
                seen: set[str] = set()
                for key, value in current.value:
                    if key.value in seen:
                        raise RuleFileError(f"{self.path}:{key.start_mark.line + 1}: duplicate key {key.value!r}", code="C302")
                    seen.add(key.value)
                    stack.append(value)
            elif isinstance(current, yaml.SequenceNode):
                stack.extend(current.value)

    def line(self, location: tuple[int | str, ...]) -> int:
        """Return the line, from 1, of the value at ``location`` or of the nearest place above it that exists."""
        node, line = self._node, 1
        for part in location:
            following = None
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    if key.value == part:
                        following, line = value, key.start_mark.line + 1
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                following = node.value[part]
                line = following.start_mark.line + 1
            if following is None:
                break
            node = following
        return line

    def error(self, error: ValidationError, known: dict[str, tuple[str, ...]]) -> RuleFileError:
        """Turn a pydantic error into one that names file, line, key and, for an unknown key, the nearest valid name."""
        problems = error.errors(include_url=False)
        # Of the branches of a union, the one that got deepest tells what the author meant.
        problem = max(problems, key=lambda p: (p["type"] == "extra_forbidden", len(p["loc"])))
        location = tuple(part for part in problem["loc"] if isinstance(part, int) or not part[:1].isupper())
        key = ".".join(str(part) for part in location)
        message = problem["msg"].removeprefix("Value error, ")
        hint = None
        if problem["type"] == "extra_forbidden":
            message = "unknown key"
            hint = nearest(str(location[-1]), [name for names in known.values() for name in names])
        return RuleFileError(f"{self.path}:{self.line(location)}: {key}: {message}", hint=hint, code="C303")


def read_yaml(path: Path) -> StrictYaml:
    """Read and parse ``path``.

    Raises:
        RuleFileError: naming the file and, where there is one, the line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleFileError(f"{path}: cannot be read: {error}", code="C302") from None
    return StrictYaml(text, path)
