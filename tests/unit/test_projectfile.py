"""Settings from files, environment and flags: which file is found, which layer wins, and what a mistake is told as."""

from __future__ import annotations

from pathlib import Path

import pytest

from replylint.errors import ConfigError
from replylint.projectfile import find_project_file, load_project


def test_the_nearest_file_wins_and_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert find_project_file(inner) != tmp_path / "pyproject.toml"
    (tmp_path / "pyproject.toml").write_text('[tool.replylint]\nfail-on = "error"\n')
    (tmp_path / "a" / "pyproject.toml").write_text('[project]\nname = "shop"\n')
    assert find_project_file(inner) == tmp_path / "pyproject.toml"
    (tmp_path / "a" / "replylint.toml").write_text('fail-on = "advice"\n')
    assert find_project_file(inner) == tmp_path / "a" / "replylint.toml"
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.replylint]\n")
    assert find_project_file(inner) == tmp_path / "a" / "replylint.toml"


def test_a_pyproject_gives_its_own_table_alone(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    ours = '[tool.replylint]\nfail-on = "error"\nrule-paths = ["rules"]\n[tool.replylint.gate]\naudit-log = "a.jsonl"\n'
    path.write_text(f'[project]\nname = "shop"\n{ours}')
    project = load_project(tmp_path, environment={})
    assert project.config.fail_on == "error"
    assert project.config.rule_paths == (str(tmp_path / "rules"),)
    assert project.config.gate.audit_log == str(tmp_path / "a.jsonl")
    assert project.origins["fail_on"] == str(path)


def test_environment_goes_over_the_file_and_flags_over_both(tmp_path: Path) -> None:
    (tmp_path / "replylint.toml").write_text('fail-on = "error"\nselect = ["promo"]\n[gate]\ndeadline-ms = 100\nidle-s = 5\n')
    environment = {"REPLYLINT_FAIL_ON": "advice", "REPLYLINT_GATE__DEADLINE_MS": "200", "REPLYLINT_IGNORE": "tone, promo", "REPLYLINT_TOKEN": "x"}
    project = load_project(tmp_path, environment=environment, flags={"fail_on": "warning"})
    assert (project.config.fail_on, project.config.select, project.config.ignore) == ("warning", ("promo",), ("tone", "promo"))
    assert (project.config.gate.deadline_ms, project.config.gate.idle_s) == (200, 5)
    assert project.origins["gate.deadline_ms"] == "environment"
    assert project.origins["fail_on"] == "flags"


def test_a_table_in_a_higher_layer_replaces_a_value_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "replylint.toml").write_text("gate = 3\n")
    assert load_project(tmp_path, environment={"REPLYLINT_GATE__DEADLINE_MS": "200"}).config.gate.deadline_ms == 200


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('checks = ["promo"]\n', r"replylint\.toml: checks: "),
        ('rules = "promo"\n', r"replylint\.toml: rules: "),
        ("gate = 3\n", r"replylint\.toml: gate: "),
        ("[rules]\n'promo.coupon-code' = 3\n", r"replylint\.toml: rules\.promo\.coupon-code: "),
        ("[checks.promo]\nfial = 'closed'\n", r"unknown key 'checks\.promo\.fial'.*'fail'"),
        ("[gate]\ndeadline = 3\n", r"unknown key 'gate\.deadline'.*'deadline"),
        ("fail-on = \n", r"replylint\.toml: not TOML"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_place(tmp_path: Path, content: str, problem: str) -> None:
    (tmp_path / "replylint.toml").write_text(content)
    with pytest.raises(ConfigError, match=problem):
        load_project(tmp_path, environment={})


@pytest.mark.parametrize(
    ("environment", "problem"),
    [
        ({"REPLYLINT_CHECKS": "promo"}, "environment: checks: "),
        ({"REPLYLINT_GATE": "x", "REPLYLINT_GATE__DEADLINE_MS": "5"}, "environment: gate: "),
        ({"REPLYLINT_FALL_ON": "error"}, "environment: unknown key 'fall_on'.*'fail"),
    ],
)
def test_a_mistake_in_the_environment_is_told(tmp_path: Path, environment: dict[str, str], problem: str) -> None:
    with pytest.raises(ConfigError, match=problem):
        load_project(tmp_path, file=None, environment=environment)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "replylint.toml").write_bytes(b"fail-on = '\xff'\n")
    with pytest.raises(ConfigError, match=r"replylint\.toml: cannot be read"):
        load_project(tmp_path, environment={})
