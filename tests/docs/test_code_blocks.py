"""Every code block of the README and the documentation does what its page says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .blocks import Block, Runner, blocks_of

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("**/*.md"))]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]


@pytest.mark.parametrize("name", NAMES)
def test_page_runs(name: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    runner = Runner(name, tmp_path)
    for block in blocks_of((ROOT / name).read_text(encoding="utf-8")):
        runner.run(block)


def test_only_few_blocks_are_not_run_and_each_says_why() -> None:
    left_out = {name: [b.not_run for b in blocks_of((ROOT / name).read_text(encoding="utf-8")) if b.not_run] for name in NAMES}
    assert {name: len(reasons) for name, reasons in left_out.items() if reasons} == {"README.md": 2, "CONTRIBUTING.md": 1}


def test_first_readme_command_lints_what_the_example_shows() -> None:
    """The command installs first, which a test of the package does; what it lints is the example that runs above it."""
    blocks = blocks_of((ROOT / "README.md").read_text(encoding="utf-8"))
    install = next(block for block in blocks if block.not_run)
    command = install.text.strip().rpartition(".venv/bin/")[2]
    assert any(f"$ {command}\n" in block.text for block in blocks if block.language == "console")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("output", "two\n"), ("output", "on\n"), ("console", "$ echo one\ntwo\n"), ("console", "$ false\n$ echo $?\n0\n"), ("python", "1 / 0\n"),
        ("json", "{"), ("toml", "= 1"), ("ruby", "puts 1"), ("", "plain"),
    ],
)  # fmt: skip
def test_runner_fails_where_a_page_is_wrong(language: str, text: str, tmp_path: Path) -> None:
    runner = Runner("page.md", tmp_path)
    runner.run(Block("python", "print('one')\n", None, 1))
    with pytest.raises((AssertionError, ArithmeticError, ValueError)):
        runner.run(Block(language, text, None, 2))


def test_runner_passes_where_a_page_is_right(tmp_path: Path) -> None:
    runner = Runner("page.md", tmp_path)
    page = """
```python
x = 1
print("one", x)
```

```output
one ...
```

<!-- not run: shows a failure -->
```python
1 / 0
```

```text title="notes/a.txt"
hello
```

```console
$ cat notes/a.txt
hello
$ false
$ echo $?
1
```
"""
    for block in blocks_of(page):
        runner.run(block)
    assert (tmp_path / "notes/a.txt").read_text() == "hello\n"
