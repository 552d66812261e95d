"""The table of faults names tests that exist, and every row names one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROWS = [line for line in (ROOT / "docs/reference/faults.md").read_text("utf-8").splitlines() if line.startswith("| ") and " --- " not in line]


def test_every_row_names_tests_that_exist() -> None:
    rows = [row.strip("| ").split(" | ") for row in ROWS if not row.startswith("| Fault ")]
    assert len(rows) > 30
    known: dict[str, set[str]] = {}
    missing = []
    for fault, happened, tests in rows:
        assert fault
        assert happened
        named = re.findall(r"`(tests/\S+\.py)::(test_\w+)`", tests)
        if ", ".join(f"`{file}::{test}`" for file, test in named) != tests:
            missing.append(tests)
        for file, test in named:
            if file not in known:
                tree = ast.parse((ROOT / file).read_text("utf-8"))
                known[file] = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
            if test not in known[file]:
                missing.append(f"{file}::{test}")
    assert missing == []
