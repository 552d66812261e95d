"""The hooks that the repository offers to pre-commit, by the real tool and without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOOKS = ROOT / ".pre-commit-hooks.yaml"
PRE_COMMIT = Path(sys.executable).parent / "pre-commit"
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git on the path")


class Templates:
    """A repository of reply templates, and one of hooks, as replylint's own is to it."""

    def __init__(self, folder: Path) -> None:
        names = ("AUTHOR", "COMMITTER")
        who = {f"GIT_{name}_{key}": value for name in names for key, value in (("NAME", "Tom"), ("EMAIL", "tom@lamps.test"))}
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "REPLYLINT_"))}
        path = f"{PRE_COMMIT.parent}{os.pathsep}{os.environ['PATH']}"
        self._env = {**kept, **who, "PATH": path, "PRE_COMMIT_HOME": str(folder / "cache"), "PIP_NO_INDEX": "1", "REPLYLINT_MEANING": "false"}
        self.hooks, self.folder = folder / "hooks", folder / "replies"
        for place in (self.hooks, self.folder):
            place.mkdir()
            self.run("git", "init", "-q", cwd=place)
        shutil.copy(HOOKS, self.hooks)
        self.run("git", "add", ".", cwd=self.hooks)
        self.run("git", "commit", "-q", "-m", "hooks", cwd=self.hooks)
        rev = self.run("git", "rev-parse", "HEAD", cwd=self.hooks).stdout.strip()
        (self.folder / ".pre-commit-config.yaml").write_text(
            f"repos:\n  - repo: {self.hooks}\n    rev: {rev}\n    hooks:\n      - id: replylint-installed\n"
            "        args: [--ignore, autoreply]\n"
        )

    def run(self, *command: str, cwd: Path, status: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(command, cwd=cwd, env=self._env, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == status, (done.stdout, done.stderr)
        return done

    def commit(self, text: str, *, status: int) -> str:
        (self.folder / "late.txt").write_text(text)
        (self.folder / "notes.md").write_text("See https://lamps.example.com.\n")
        self.run("git", "add", ".", cwd=self.folder)
        return self.run("git", "commit", "-q", "-m", "templates", cwd=self.folder, status=status).stderr


def test_hooks_are_what_pre_commit_takes() -> None:
    subprocess.run([PRE_COMMIT, "validate-manifest", HOOKS], check=True, timeout=60)


def test_commit_of_a_template_that_breaks_a_rule_is_refused(tmp_path: Path) -> None:
    templates = Templates(tmp_path)
    templates.run(str(PRE_COMMIT), "install", cwd=templates.folder)
    told = templates.commit("Hi {{customer_name}},\n\nI'm sorry it is late. It will arrive tomorrow, guaranteed.\n\nMaya\n", status=1)
    assert "error[overpromise." in told
    assert "late.txt:3:" in told
    assert "notes.md" not in told
    assert "autoreply" not in told
    templates.commit("Hi {{customer_name}},\n\nI'm sorry it is late. The carrier expects to deliver it by {{date}}.\n\nMaya\n", status=0)
    assert templates.run("git", "log", "--oneline", cwd=templates.folder).stdout.count("\n") == 1
