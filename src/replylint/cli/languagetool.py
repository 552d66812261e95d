"""``replylint languagetool install`` and ``status``: the full grammar backend, by the user's own command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from replylint.errors import BackendError

__all__ = ["app"]

app = typer.Typer(help="Install LanguageTool, the full spelling and grammar backend, or tell whether it is there.", no_args_is_help=True)
_MISSING = 1


@app.command("install")
def install(
    from_maven: Annotated[bool, typer.Option("--from-maven", help="Take the jars from Maven Central, not the archive of languagetool.org.")] = False,
    folder: Annotated[Path | None, typer.Option("--folder", help="Where to; LTP_PATH must name it then.")] = None,
) -> int:
    """Download LanguageTool (about 250 MB), verify its checksum and lay it where replylint looks for it."""
    from rich.console import Console  # noqa: PLC0415 - only where something is shown
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn  # noqa: PLC0415

    from replylint.detect.languagetool_install import install as lay  # noqa: PLC0415 - HTTP and TLS, for this command alone

    columns = (TextColumn("LanguageTool"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("download", total=None)
        home = lay(from_maven=from_maven, folder=folder, progress=lambda done, total: bar.update(task, completed=done, total=total))
    print(f"LanguageTool is in {home}")
    return 0


@app.command("status")
def status() -> int:
    """Tell where LanguageTool and Java are; exit status 1 where either is missing."""
    from replylint.detect.languagetool_server import find_home, find_java  # noqa: PLC0415 - as above

    code = 0
    for name, find in (("LanguageTool", find_home), ("Java", find_java)):
        try:
            print(f"{name}: {find()}")
        except BackendError as error:
            print(f"{name}: {error}")
            code = _MISSING
    return code
