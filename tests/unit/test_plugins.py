"""Plugins found by entry point: what they bring, and whose fault it is told to be when they cannot be loaded."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.shop_rule import late_fee

from replylint.config import Config
from replylint.errors import PluginError
from replylint.linter import Linter
from replylint.plugins import load_plugins

CHECK = """\
from replylint.models import Finding
from replylint.rulebook.check import CheckInfo

class FeeCheck:
    info = CheckInfo("{name}", frozenset({{"shop.late-fee"}}))

    def __init__(self, tools):
        pass

    def run(self, doc, ctx):
        start = doc.live.find("late fee")
        if start >= 0:
            yield Finding("shop.late-fee", start, start + 8)

def checks():
    return [FeeCheck]
"""
Installed = Callable[..., None]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installed:
    """Return what puts a distribution of the given entry points and files where Python finds it."""
    monkeypatch.syspath_prepend(tmp_path)

    def install(points: dict[str, str], files: dict[str, str]) -> None:
        info = tmp_path / "acme_replies-1.2.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-replies\nVersion: 1.2\n")
        (info / "entry_points.txt").write_text("".join(f"[replylint.{group}]\n{lines}\n" for group, lines in points.items()))
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        importlib.invalidate_caches()

    yield install
    for name in [name for name in sys.modules if name.startswith("acme_")]:
        del sys.modules[name]


RULE = {"acme_rules/__init__.py": "", "acme_rules/shop/late-fee.yaml": late_fee(match="  any: [{code: true}]\n")}


def test_a_check_and_its_rule_file_work_once_named(installed: Installed) -> None:
    installed({"checks": "acme = acme_fees:checks", "rules": "acme = acme_rules"}, {"acme_fees.py": CHECK.format(name="fees"), **RULE})
    report = Linter(Config(plugins=("acme",), select=("shop",), meaning=False), strict=True).lint("There is a late fee.")
    assert [(v.rule, v.excerpt) for v in report.violations] == [("shop.late-fee", "late fee")]
    assert "shop.late-fee" not in Linter(Config(meaning=False)).registry.rules


def test_a_plugin_may_offer_several_of_a_kind(installed: Installed) -> None:
    points = {"reporters": "acme = acme_out:one\nacme.short = acme_out:two\nacmetwo = acme_out:two"}
    installed(points, {"acme_out.py": "def one(*_): return '1'\ndef two(*_): return '2'\n"})
    reporters = load_plugins(["acme", "acme"]).reporters
    assert {name: render() for name, render in reporters.items()} == {"acme": "1", "acme.short": "2"}


@pytest.mark.parametrize(
    ("group", "value", "source", "problem"),
    [
        ("checks", "acme_x:checks", "raise RuntimeError('no licence')", r"replylint\.checks:acme cannot be loaded: RuntimeError\('no licence'\)"),
        ("checks", "acme_x:nothing", "", r"replylint\.checks:acme cannot be loaded: AttributeError"),
        ("checks", "acme_x:checks", "checks = 5", r"replylint\.checks:acme cannot be loaded: TypeError"),
        ("reporters", "acme_x:render", "import acme_nowhere", r"replylint\.reporters:acme cannot be loaded: ModuleNotFoundError"),
        ("reporters", "acme_x:render", "render = 5", r"replylint\.reporters:acme: a reporter is a function of results and registry, not int"),
        ("rules", "acme_nowhere", "", r"replylint\.rules:acme cannot be loaded: ModuleNotFoundError"),
        ("rules", "acme_space", "", r"replylint\.rules:acme: the package acme_space has no __init__\.py"),
    ],
)
def test_a_plugin_that_cannot_be_loaded_is_named_with_its_version(
    installed: Installed, group: str, value: str, source: str, problem: str
) -> None:
    installed({group: f"acme = {value}"}, {"acme_x.py": source, "acme_space/readme.txt": ""})
    with pytest.raises(PluginError, match=rf"acme-replies 1\.2, entry point {problem}"):
        load_plugins(["acme"])


def test_a_name_that_is_not_installed_suggests_the_nearest(installed: Installed) -> None:
    installed({"rules": "acme = acme_rules"}, RULE)
    with pytest.raises(PluginError, match=re.escape("no installed plugin is named 'acmee' (did you mean 'acme'?)")):
        load_plugins(["acmee"])


def test_a_check_without_its_rule_file_is_refused(installed: Installed) -> None:
    installed({"checks": "acme = acme_fees:checks"}, {"acme_fees.py": CHECK.format(name="fees")})
    with pytest.raises(PluginError, match=r"no rule file for 'shop\.late-fee'.*code: true"):
        Linter(Config(plugins=("acme",), meaning=False))


def test_two_checks_that_find_one_rule_are_refused(installed: Installed) -> None:
    twice = CHECK.format(name="fees").replace("[FeeCheck]", "[FeeCheck, FeeCheck]")
    installed({"checks": "acme = acme_fees:checks", "rules": "acme = acme_rules"}, {"acme_fees.py": twice, **RULE})
    with pytest.raises(PluginError, match="two checks find the same rule id"):
        Linter(Config(plugins=("acme",), meaning=False))


def test_a_check_written_for_another_version_is_refused(installed: Installed) -> None:
    newer = CHECK.format(name="fees").replace('"shop.late-fee"})', '"shop.late-fee"}), api=2', 1)
    installed({"checks": "acme = acme_fees:checks", "rules": "acme = acme_rules"}, {"acme_fees.py": newer, **RULE})
    with pytest.raises(PluginError, match=r"the check 'fees' is written for version 2 of the plugin interface, this replylint has version 1"):
        Linter(Config(plugins=("acme",), meaning=False))
