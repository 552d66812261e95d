"""The console script: reads argv before anything heavy is imported, and turns every outcome into an exit status."""

from __future__ import annotations

import os
import sys

__all__ = ["main"]

USAGE, INCOMPLETE, INTERRUPTED = 2, 3, 130


def main(argv: list[str] | None = None) -> int:
    """Run one command line and return its exit status; no traceback ever."""
    arguments = sys.argv[1:] if argv is None else argv
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return _dispatch(arguments)
    except KeyboardInterrupt:
        print("replylint: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away; point stdout elsewhere so that the interpreter's own flush stays quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERRUPTED


def _dispatch(arguments: list[str]) -> int:
    if arguments[:1] == ["gate"]:
        from replylint.gate.client import main as gate  # noqa: PLC0415 - a warm call takes milliseconds, typer alone a hundred

        return gate(arguments[1:])
    from replylint.errors import ReplylintError  # noqa: PLC0415 - after argv is read

    try:
        from replylint.cli.app import run  # noqa: PLC0415

        return run(arguments)
    except ReplylintError as error:
        print(f"replylint: {error.code}: {error}", file=sys.stderr)
        return USAGE
    except (OSError, RecursionError, MemoryError, ImportError) as error:
        print(f"replylint: {type(error).__name__}: {error}", file=sys.stderr)
        return USAGE


if __name__ == "__main__":
    sys.exit(main())
