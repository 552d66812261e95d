"""``replylint check``."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from replylint.cli import options
from replylint.cli.inputs import InputKind, Source, read_context, read_sources
from replylint.cli.printing import Printer, exit_status
from replylint.cli.threads import ThreadSource, read_threads
from replylint.config import Config
from replylint.context import Context
from replylint.errors import ConfigError, InputError
from replylint.ignores import Ignore, append_ignores, fingerprint, stale_ignores
from replylint.linter import Linter
from replylint.render.results import Result, draft_parts, thread_parts

__all__ = ["check", "exit_status"]


def check(
    files: Annotated[list[str] | None, typer.Argument(help="Drafts: text, HTML, e-mail or JSONL files; - is standard input.")] = None,
    input_kind: Annotated[InputKind, typer.Option("--input", help="What the files hold; auto goes by suffix.")] = "auto",
    thread: Annotated[list[str] | None, typer.Option("--thread", help="Threads as JSON or JSONL; repeatable.")] = None,
    context: Annotated[Path | None, typer.Option("--context", help="One context in JSON or YAML.")] = None,
    output: Annotated[str, typer.Option("--format", help="text, json, jsonl, sarif, github, html, markdown, or a plugin's.")] = "text",
    select: options.Select = None,
    extend_select: options.ExtendSelect = None,
    ignore: options.Ignore = None,
    fail_on: options.FailOn = None,
    min_confidence: options.MinConfidence = None,
    add_ignores: Annotated[bool, typer.Option("--add-ignores", help="Write what is found into the ignore file.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="With --add-ignores: why it may stand.")] = "added by --add-ignores, not looked at yet",
    author: Annotated[str | None, typer.Option("--author", help="With --add-ignores: who says so; by default the user.")] = None,
    expires: Annotated[str | None, typer.Option("--expires", help="With --add-ignores: the last day, as 2027-01-31.")] = None,
    config: options.ConfigFile = None,
) -> int:
    """Lint drafts or threads and print what breaks the rules."""
    settings = options.project(
        config, select=options.split(select), extend_select=options.split(extend_select), ignore=options.split(ignore),
        fail_on=fail_on, min_confidence=min_confidence,
    ).config  # fmt: skip
    target = _ignore_target(settings) if add_ignores else None
    last_day = _day(expires)
    if target is not None and not target.exists():
        settings = settings.model_copy(update={"ignore_file": None})
    linter = options.linter(settings)
    printer = Printer(output, linter)
    results: list[Result] = []
    for result, broken in _results(linter, files or [], input_kind, read_context(context), thread or []):
        printer.add(result, broken_line=broken)
        if target is not None or linter.registry.ignores is not None:
            results.append(result)
    printer.close()
    if target is not None:
        return _add(target, results, reason, author or getpass.getuser(), last_day)
    _tell_stale(linter, results)
    return printer.status


def _results(
    linter: Linter, files: list[str], kind: InputKind, context: Context | None, threads: list[str]
) -> Iterator[tuple[Result, bool]]:
    """Yield each result, and whether it is a line that is no JSON."""
    for entry in read_threads(threads):
        yield _of_thread(linter, entry), entry.broken_line
    if files or not threads:
        for source in read_sources(files, kind, context):
            yield _of_draft(linter, source), source.broken_line


def _of_draft(linter: Linter, source: Source) -> Result:
    if source.draft is None:
        return Result(source.id, None, source.error, source.file, source.line)
    try:
        report = linter.lint(source.draft, source.context)
    except InputError as error:
        return Result(source.id, None, f"{error.code}: {source.id}: {error}", source.file, source.line)
    return Result(source.id, report, None, source.file, source.line, draft_parts(source.draft))


def _of_thread(linter: Linter, source: ThreadSource) -> Result:
    if source.thread is None:
        return Result(source.id, None, source.error, source.file, source.line)
    try:
        report = linter.lint_thread(source.thread)
    except InputError as error:
        return Result(source.id, None, f"{error.code}: {source.id}: {error}", source.file, source.line)
    return Result(source.id, report, None, source.file, source.line, thread_parts(source.thread))


def _ignore_target(settings: Config) -> Path:
    if settings.ignore_file is None:
        raise ConfigError("--add-ignores: no ignore file is set", hint='write ignore-file = "replylint-ignores.toml" into replylint.toml')
    return Path(settings.ignore_file)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"--expires: {text!r} is no date", hint="write it as 2027-01-31") from None


def _add(target: Path, results: list[Result], reason: str, author: str, expires: date | None) -> int:
    if not reason.strip():
        raise ConfigError("--reason is empty", hint="an ignore says why it may stand")
    entries = [
        Ignore(
            fingerprint=fingerprint(v.rule, result.parts[v.part], v.span.start, v.span.end), rule=v.rule, reason=reason, author=author,
            excerpt=v.excerpt, expires=expires, draft=result.id,
        )
        for result in results if result.report is not None for v in result.report.violations
    ]  # fmt: skip
    count = append_ignores(target, entries)
    print(f"replylint: {count} {'ignore' if count == 1 else 'ignores'} added to {target}", file=sys.stderr)
    invalid = any(result.report is None for result in results)
    incomplete = any(result.report is not None and not result.report.complete for result in results)
    return exit_status(invalid=invalid, incomplete=incomplete, violated=False)


def _tell_stale(linter: Linter, results: list[Result]) -> None:
    ignores = linter.registry.ignores
    if ignores is None:
        return
    used = [s.fingerprint for r in results if r.report for s in r.report.suppressed if s.fingerprint is not None]
    drafts = [r.id for r in results if r.report is not None and r.report.complete]
    for line in stale_ignores(ignores, drafts, used, datetime.now(UTC).date()):
        print(f"replylint: {line}", file=sys.stderr)
