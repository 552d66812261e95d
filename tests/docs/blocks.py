"""Runs the code blocks of a Markdown page, one after the other, as its reader would.

What a block is decides what happens to it:

- ``python`` runs, all of a page in one namespace; with a title it is saved under that name instead.
- ``console`` runs the lines after ``$`` in one shell; what they print must be what the page shows.
- ``output`` is what the Python block before it prints.
- ``toml``, ``yaml``, ``json``, ``jsonl``, ``text`` and ``html`` are saved where they have a title, and must be valid in any case.

``...`` in an output stands for anything. A block after ``<!-- not run: REASON -->`` is left out; any other kind fails.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt

_TITLE = re.compile(r'title="([^"]+)"')
_NOT_RUN = re.compile(r"<!-- not run: (?P<reason>\S.*?) -->")
_DATA = ("toml", "yaml", "json", "jsonl", "text", "html")
_MARK = "--- end of command ---"


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: its language, text, title, the line it begins on (from 1), and why it is not run."""

    language: str
    text: str
    title: str | None
    line: int
    not_run: str | None = None


def blocks_of(markdown: str) -> list[Block]:
    """Return the fenced blocks of a page in order."""
    out: list[Block] = []
    reason: str | None = None
    for token in MarkdownIt("commonmark").parse(markdown):
        if token.type == "html_block":
            found = _NOT_RUN.search(token.content)
            reason = found["reason"] if found else None
        elif token.type == "code_block":
            raise AssertionError(f"line {token.map[0] + 1 if token.map else '?'}: an indented block has no language; use a fence")
        elif token.type == "fence":
            title = _TITLE.search(token.info)
            line = token.map[0] + 1 if token.map else 0
            out.append(Block(token.info.split(" ")[0], token.content, title[1] if title else None, line, reason))
            reason = None
    return out


class Runner:
    """Runs blocks in ``folder``; Python ones share one namespace."""

    def __init__(self, page: str, folder: Path) -> None:
        self._page = page
        self._folder = folder
        self._site = folder / ".site"
        self._names: dict[str, Any] = {"__name__": "__main__"}
        self._printed: str | None = None

    def run(self, block: Block) -> None:
        """Run one block.

        Raises:
            AssertionError: where it does not do what the page says.
        """
        printed, self._printed = self._printed, None
        if block.not_run:
            return
        if block.language == "output":
            assert printed is not None, f"{self._at(block)}: an output without a Python block before it"
            self._same(block, block.text, printed)
        elif block.title is not None:
            self._save(block)
        elif block.language == "python":
            self._printed = self._python(block)
        elif block.language == "console":
            self._console(block)
        elif block.language in _DATA:
            self._valid(block)
        else:
            raise AssertionError(f"{self._at(block)}: blocks of {block.language or 'no language'!r} are not known here")

    def _at(self, block: Block) -> str:
        return f"{self._page}:{block.line}"

    def _save(self, block: Block) -> None:
        self._valid(block)
        path = self._folder / str(block.title)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")

    def _valid(self, block: Block) -> None:
        """Fail where the block is not what its language says."""
        if block.language == "python":
            compile(block.text, self._at(block), "exec")
        elif block.language == "toml":
            tomllib.loads(block.text)
        elif block.language == "yaml":
            yaml.safe_load(block.text)
        elif block.language == "json":
            json.loads(block.text)
        elif block.language == "jsonl":
            for line in block.text.splitlines():
                json.loads(line)

    def _python(self, block: Block) -> str:
        out = io.StringIO()
        code = compile("\n" * block.line + block.text, self._page, "exec")  # so that a traceback names the page's line
        before = list(sys.path), set(sys.modules)
        sys.path.append(str(self._site))
        try:
            with contextlib.redirect_stdout(out), contextlib.chdir(self._folder):
                exec(code, self._names)  # noqa: S102 - the page's own code
        finally:
            sys.path[:] = before[0]
            for name in set(sys.modules) - before[1]:
                if Path(getattr(sys.modules[name], "__file__", None) or "/").is_relative_to(self._folder):
                    del sys.modules[name]
        return out.getvalue()

    def _console(self, block: Block) -> None:
        assert block.text.startswith("$ "), f"{self._at(block)}: a console block begins with a command"
        commands: list[tuple[str, str]] = []
        for line in block.text.splitlines(keepends=True):
            if line.startswith("$ "):
                commands.append((line[2:].rstrip("\n"), ""))
            else:
                commands[-1] = commands[-1][0], commands[-1][1] + line
        script = "".join(f"{command}\n_status=$?; printf '%s\\n' '{_MARK}'; (exit $_status)\n" for command, _ in commands)
        done = subprocess.run(
            ["bash", "-c", script], cwd=self._folder, env=self._environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL, timeout=300, check=False, text=True, encoding="utf-8",
        )  # fmt: skip
        printed = done.stdout.split(f"{_MARK}\n")
        assert len(printed) == len(commands) + 1, f"{self._at(block)}: the shell stopped: {done.stdout}"
        for (command, expected), actual in zip(commands, printed, strict=False):
            self._same(block, expected, actual, command)

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("REPLYLINT_")}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        # A page's "pip install ." stays in the page's folder and takes what it needs from here.
        site = str(self._site)
        offline = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_TARGET": site, "PYTHONPATH": site}
        # The checks are cold in each command; on a machine busy with tests no deadline must decide what a page shows.
        limits = ("LANGUAGE__DEADLINE_MS", "GATE__DEADLINE_MS", "GATE__STARTUP_MS")
        patient = {f"REPLYLINT_{limit}": "60000" for limit in limits}
        own = {"PRE_COMMIT_HOME": str(self._folder / ".pre-commit")}
        return {**kept, **offline, **patient, **own, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}

    def _same(self, block: Block, expected: str, actual: str, command: str = "python") -> None:
        pattern = ".*".join(re.escape(part) for part in expected.rstrip("\n").split("..."))
        if not re.fullmatch(pattern, actual.rstrip("\n"), re.DOTALL):
            raise AssertionError(f"{self._at(block)}: {command}\n--- the page shows\n{expected}\n--- it printed\n{actual}")
