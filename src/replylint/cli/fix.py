"""``replylint fix``."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from replylint.cli import options
from replylint.cli.inputs import InputKind, Source, read_context, read_sources
from replylint.cli.printing import exit_status
from replylint.errors import ConfigError, InputError
from replylint.fixing import Mended, mend
from replylint.linter import Linter
from replylint.models import Draft
from replylint.render.text import counted

__all__ = ["fix"]


def fix(
    files: Annotated[list[str] | None, typer.Argument(help="Drafts: text, HTML or JSONL files; - is standard input.")] = None,
    input_kind: Annotated[InputKind, typer.Option("--input", help="What the files hold; auto goes by suffix.")] = "auto",
    context: Annotated[Path | None, typer.Option("--context", help="One context in JSON or YAML.")] = None,
    unsafe: Annotated[bool, typer.Option("--unsafe", help="Also apply fixes that may change what the reply says.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Write the mended drafts back instead of printing the difference.")] = False,
    select: options.Select = None,
    extend_select: options.ExtendSelect = None,
    ignore: options.Ignore = None,
    fail_on: options.FailOn = None,
    min_confidence: options.MinConfidence = None,
    config: options.ConfigFile = None,
) -> int:
    """Mend drafts: print the difference, or write them back; standard input comes back mended."""
    settings = options.project(
        config, select=options.split(select), extend_select=options.split(extend_select), ignore=options.split(ignore),
        fail_on=fail_on, min_confidence=min_confidence,
    ).config  # fmt: skip
    linter = options.linter(settings)
    session = _Session(linter, unsafe=unsafe, write=write)
    names = files or ["-"]
    if write and "-" in names:
        raise ConfigError("--write: standard input cannot be written to", hint="leave --write out, the mended draft is printed")
    for source in read_sources(names, input_kind, read_context(context)):
        session.take(source)
    return session.close()


@dataclass(slots=True)
class _Tally:
    mended: int = 0
    fixes: int = 0
    left: int = 0
    invalid: bool = False
    incomplete: bool = False
    violated: bool = False


class _Session:
    """Mends one draft after the other, and knows what became of them."""

    def __init__(self, linter: Linter, *, unsafe: bool, write: bool) -> None:
        self._linter = linter
        self._unsafe = unsafe
        self._write = write
        self._tally = _Tally()

    def take(self, source: Source) -> None:
        """Mend one draft and print or write what came of it."""
        draft = source.draft
        if draft is None:
            self._fail(source.error or "cannot be read", broken=source.broken_line)
            return
        if draft.kind == "eml":
            self._fail(f"C115: {source.id}: a whole message is not mended, its parts are encoded (give the text or HTML of the reply)")
            return
        content = draft.content if isinstance(draft.content, str) else draft.content.decode("utf-8", "replace")
        try:
            mended = mend(content, lambda text: self._linter.lint(Draft(content=text, kind=draft.kind), source.context), unsafe=self._unsafe)
        except InputError as error:
            self._fail(f"{error.code}: {source.id}: {error}")
            return
        self._count(mended)
        if source.line is not None:
            print(json.dumps({**(source.raw or {}), "reply": mended.text}, ensure_ascii=False))
        elif source.file == "-":
            print(mended.text, end="")
        elif self._write:
            if mended.text != content:
                _write(Path(source.file), mended.text)
        else:
            print(_difference(source.file, content, mended.text), end="")

    def close(self) -> int:
        """Tell what was done, on standard error, and return the exit status."""
        t = self._tally
        fixes = "1 fix" if t.fixes == 1 else f"{t.fixes} fixes"
        # The summary goes to another stream and must not overtake the difference where both end in one place.
        sys.stdout.flush()
        print(f"replylint: {fixes} in {counted(t.mended, 'draft')}; violations left: {t.left}", file=sys.stderr)
        return exit_status(invalid=t.invalid, incomplete=t.incomplete, violated=t.violated)

    def _count(self, mended: Mended) -> None:
        self._tally.mended += bool(mended.applied)
        self._tally.fixes += len(mended.applied)
        self._tally.left += len(mended.after.violations)
        self._tally.incomplete |= not mended.after.complete
        self._tally.violated |= bool(mended.after.failing)

    def _fail(self, error: str, *, broken: bool = False) -> None:
        print(f"replylint: {error}", file=sys.stderr)
        self._tally.invalid |= not broken
        self._tally.incomplete |= broken


def _write(path: Path, text: str) -> None:
    """Write through a file beside it, so that an interruption leaves either the old draft or the new one."""
    beside = path.with_name(f".{path.name}.replylint")
    try:
        beside.write_bytes(text.encode("utf-8"))
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InputError(f"{path}: cannot be written: {error.strerror}", hint="check its permissions") from None


def _difference(name: str, before: str, after: str) -> str:
    import difflib  # noqa: PLC0415 - only where the difference is asked for

    lines = difflib.unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
