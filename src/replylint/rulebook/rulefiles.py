"""Rule files found, read and validated: ``<folder>/<stem>.yaml`` holds the rule ``<folder>.<stem>``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from replylint.errors import RuleFileError
from replylint.rulebook.record import RuleRecord, field_names
from replylint.rulebook.strictyaml import read_yaml

__all__ = ["RuleFile", "builtin_folder", "load_rule_file", "load_rules", "shipped_rules"]


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A rule's record and the file it came from."""

    record: RuleRecord
    path: Path


def builtin_folder() -> Path:
    """Return the folder of the shipped rules: beside the code in a wheel, at the top of a checkout."""
    inside = Path(__file__).parent.parent / "rules"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "rules"


def load_rule_file(path: Path) -> RuleFile:
    """Read one rule file.

    Raises:
        RuleFileError: naming file, line, key and remedy.
    """
    file = read_yaml(path)
    try:
        record = RuleRecord.model_validate(file.data)
    except ValidationError as error:
        raise file.error(error, field_names()) from None
    expected = f"{path.parent.name}.{path.stem}"
    if not (record.id == expected or record.id.endswith(f".{expected}")):
        raise RuleFileError(f"{path}:{file.line(('id',))}: id: {record.id!r} does not fit the file, which says {expected!r}", code="C304")
    return RuleFile(record, path)


def load_rules(folders: Iterable[Path]) -> tuple[RuleFile, ...]:
    """Read every rule file below ``folders``, sorted by id.

    Raises:
        RuleFileError: for a broken file, a missing folder or an id that two files share.
    """
    files: dict[str, RuleFile] = {}
    for folder in folders:
        if not folder.exists():
            raise RuleFileError(f"{folder}: no such rule file or folder", code="C305")
        paths = [folder] if folder.is_file() else sorted(folder.glob("**/*.yaml"))
        for path in paths:
            file = load_rule_file(path)
            other = files.get(file.record.id)
            if other is not None:
                raise RuleFileError(f"{path}: duplicate rule id {file.record.id!r}, also in {other.path}", hint="rename one of the two", code="C306")
            files[file.record.id] = file
    return tuple(files[rule_id] for rule_id in sorted(files))


@lru_cache(maxsize=1)
def shipped_rules() -> tuple[RuleFile, ...]:
    """Return the shipped rules; read once a process, since they cannot change in it."""
    return load_rules([builtin_folder()])
