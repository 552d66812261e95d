"""Lays LanguageTool on the user's machine, at the user's explicit command; nothing else here touches the network.

Two sources: the official archive, or the jars of Maven Central, each file checked against a SHA-256 pinned here or in
data/languagetool-jars.txt. What is laid is complete or absent: it is built aside and moved into place at the end.
"""

# ruff: noqa: S310 - every address below is https
from __future__ import annotations

import hashlib
import importlib.resources
import shutil
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from replylint.detect.languagetool_server import VERSION, user_folder
from replylint.errors import BackendProtocolError, BackendUnavailable

__all__ = ["ARCHIVE_URL", "MAVEN_URL", "install", "write_class_path_jar"]

ARCHIVE_URL = f"https://languagetool.org/download/LanguageTool-{VERSION}.zip"
ARCHIVE_SHA256 = "6a7f6b67b779ae9505f7579f0c41453ea8d1bd72ae750bdc2c55ba974281467d"
ARCHIVE_BYTES = 260_000_000  # about; for the progress bar where the server tells no length
MAVEN_URL = "https://repo1.maven.org/maven2"
_CHUNK = 1 << 18
_TIMEOUT = 60.0  # seconds without a byte
_CONNECTIONS = 4
_MANIFEST_LINE = 72  # bytes; a continuation starts with one space

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all, from any thread."""


def install(
    *,
    from_maven: bool = False,
    folder: Path | None = None,
    progress: Progress | None = None,
    archive_url: str = ARCHIVE_URL,
    archive_sha256: str = ARCHIVE_SHA256,
    maven_url: str = MAVEN_URL,
) -> Path:
    """Download LanguageTool into ``folder`` (by default the user's cache) and return its home.

    Raises:
        BackendUnavailable: The download failed.
        BackendProtocolError: What came is not what was pinned; nothing is laid then.
    """
    root = folder or user_folder()
    home = root / f"LanguageTool-{VERSION}"
    tell = progress or _silent
    try:
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=root, prefix=".languagetool-") as aside:
            made = _from_maven(Path(aside), maven_url, tell) if from_maven else _from_archive(Path(aside), archive_url, archive_sha256, tell)
            if home.exists():
                shutil.rmtree(home)
            made.rename(home)
    except (OSError, urllib.error.URLError) as error:
        raise BackendUnavailable(f"LanguageTool could not be installed in {root}: {error}", hint="check the network and the folder") from error
    return home


def _silent(done: int, total: int) -> None:
    del done, total


def _from_archive(aside: Path, url: str, sha256: str, progress: Progress) -> Path:
    archive = aside / "archive.zip"
    _download(url, archive, sha256, progress=lambda done, total: progress(done, total or ARCHIVE_BYTES))
    unpacked = aside / "unpacked"
    try:
        with zipfile.ZipFile(archive) as content:
            content.extractall(unpacked)
    except zipfile.BadZipFile as error:
        raise BackendProtocolError(f"{url} is no zip archive: {error}") from error
    jars = sorted(unpacked.glob("**/languagetool-server.jar"))
    if not jars:
        raise BackendProtocolError(f"{url} holds no languagetool-server.jar")
    return jars[0].parent


def _from_maven(aside: Path, url: str, progress: Progress) -> Path:
    home = aside / "home"
    libs = home / "libs"
    libs.mkdir(parents=True)
    jars = list(_pinned_jars())
    total = sum(size for _, size, _ in jars)
    done = dict.fromkeys((path for path, _, _ in jars), 0)

    def fetch(jar: tuple[str, int, str]) -> None:
        path, _, sha256 = jar

        def tell(bytes_done: int, _: int) -> None:
            done[path] = bytes_done
            progress(sum(done.values()), total)

        _download(f"{url}/{path}", libs / path.rsplit("/", 1)[1], sha256, progress=tell)

    with ThreadPoolExecutor(_CONNECTIONS) as pool:
        list(pool.map(fetch, jars))
    write_class_path_jar(home)
    return home


def _pinned_jars() -> Iterator[tuple[str, int, str]]:
    """Yield each jar's path in a Maven repository, its size in bytes and its SHA-256."""
    text = (importlib.resources.files("replylint") / "data" / "languagetool-jars.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            sha256, size, path = line.split()
            yield path, int(size), sha256


def _download(url: str, target: Path, sha256: str, *, progress: Progress) -> None:
    digest = hashlib.sha256()
    with urllib.request.urlopen(url, timeout=_TIMEOUT) as answer, target.open("wb") as file:
        total, done = int(answer.headers.get("Content-Length") or 0), 0
        while chunk := answer.read(_CHUNK):
            file.write(chunk)
            digest.update(chunk)
            done += len(chunk)
            progress(done, total)
    if digest.hexdigest() != sha256:
        target.unlink()
        raise BackendProtocolError(f"{url} is not what was pinned: its SHA-256 is {digest.hexdigest()}, not {sha256}")


def write_class_path_jar(home: Path) -> None:
    """Write ``languagetool-server.jar`` into ``home``: a manifest whose class path names every jar of ``libs``."""
    names = " ".join(f"libs/{path.name}" for path in sorted((home / "libs").glob("*.jar")))
    rest = f"Class-Path: {names}"
    lines: list[str] = []
    width = _MANIFEST_LINE
    while rest:
        lines.append((" " if lines else "") + rest[:width])
        rest, width = rest[width:], _MANIFEST_LINE - 1
    manifest = "\r\n".join(["Manifest-Version: 1.0", "Main-Class: org.languagetool.server.HTTPServer", *lines, "", ""])
    with zipfile.ZipFile(home / "languagetool-server.jar", "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", manifest)
