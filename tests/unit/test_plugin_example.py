"""The example plugin, built and installed as a seller would, and run in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parent.parent / "plugin_example"
LONG = "word " * 45


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the plugin installed."""
    target = tmp_path_factory.mktemp("site")
    source = tmp_path_factory.mktemp("source")
    subprocess.run(["cp", "-r", f"{PLUGIN}/.", str(source)], check=True)
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--no-build-isolation", "--target", str(target), str(source)],
        check=True, timeout=300,
    )  # fmt: skip
    return target


def run(site: Path, cwd: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "replylint.cli.entry", *arguments], input=stdin, capture_output=True, text=True, cwd=cwd, timeout=300,
        env={**os.environ, "PYTHONPATH": str(site)}, check=False,
    )  # fmt: skip


def test_check_rule_and_reporter_of_the_plugin_run_where_it_is_named(site: Path, tmp_path: Path) -> None:
    (tmp_path / "replylint.toml").write_text('plugins = ["acme"]\nselect = ["acme"]\n')
    done = run(site, tmp_path, "check", "-", "--format", "jsonl", stdin=f"Acme cares. {LONG}.")
    found = [(v["rule"], v["excerpt"][:10]) for v in json.loads(done.stdout)["violations"]]
    assert found == [("acme.old-slogan", "Acme cares"), ("acme.long-sentence", "word word ")], done.stderr
    done = run(site, tmp_path, "check", "-", "--format", "acme", stdin="Acme cares.")
    assert done.stdout == "-\tacme.old-slogan\tDO maintain professionalism; double-check grammar and spelling.\n"
    assert done.returncode == 1


def test_rules_and_explain_know_the_rules_of_the_plugin(site: Path, tmp_path: Path) -> None:
    (tmp_path / "replylint.toml").write_text('plugins = ["acme"]\n')
    listed = json.loads(run(site, tmp_path, "rules", "--check", "acme", "--format", "json").stdout)
    assert {rule["id"] for rule in listed} >= {"acme.old-slogan", "acme.long-sentence"}
    assert run(site, tmp_path, "explain", "acme.old-slogan").stdout.startswith("acme.old-slogan (")


def test_installed_is_not_enabled(site: Path, tmp_path: Path) -> None:
    done = run(site, tmp_path, "check", "-", "--select", "acme", stdin="Acme cares.")
    assert done.returncode == 2
    assert "unknown rule or check 'acme'" in done.stderr


def test_the_examples_of_the_plugin_hold(site: Path, tmp_path: Path) -> None:
    code = (
        "from replylint import Config; from replylint.testing import check_examples, example_linter\n"
        "linter = example_linter(Config.model_validate({'plugins': ['acme'], 'meaning': False}))\n"
        "rules = [rule for rule in linter.registry.rules if rule.startswith('acme.')]\n"
        "print(sorted(rules), [str(f) for f in check_examples(linter, rules)])"
    )
    environment = {**os.environ, "PYTHONPATH": str(site)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=300, check=False)
    assert done.stdout == "['acme.long-sentence', 'acme.old-slogan'] []\n", done.stderr


def test_an_unknown_plugin_names_the_nearest(site: Path, tmp_path: Path) -> None:
    (tmp_path / "replylint.toml").write_text('plugins = ["acmee"]\n')
    done = run(site, tmp_path, "check", "-", stdin="x")
    assert done.returncode == 2
    assert "did you mean 'acme'?" in done.stderr
