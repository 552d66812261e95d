"""The site is built with warnings as errors and no network, and says what the code and the rule files say."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
import typer
from pydantic import BaseModel

import replylint
from replylint.cli.app import app
from replylint.config import CheckConfig, Config, GateConfig, LanguageConfig, RuleConfig
from replylint.context import Context
from replylint.discovery import NO_SETTINGS
from replylint.errors import ReplylintError
from replylint.rulebook.pack import load_pack
from replylint.rulebook.record import Condition, Match, RuleRecord
from replylint.rulebook.rulefiles import shipped_rules

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
RULES = [file.record for file in shipped_rules()]
_PARTS = ("why", "fix", "flagged", "allowed", "options")
# Cuts the network off in the process that builds, as pytest-socket does here.
BUILD = """
import sys
from pytest_socket import disable_socket
disable_socket(allow_unix_socket=True)
from mkdocs.__main__ import cli
cli(["build", "--strict", "--config-file", sys.argv[1], "--site-dir", sys.argv[2]])
"""


class _Page(HTMLParser):
    """What a page loads, and the words that it marks."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.marked: list[str] = []
        self._in_mark = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("script", "img", "iframe", "source") and values.get("src"):
            self.loads.append(values["src"] or "")
        if tag == "link" and values.get("rel") in ("stylesheet", "icon", "preload", "preconnect"):
            self.loads.append(values.get("href") or "")
        if tag == "mark":
            self._in_mark = True
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_mark = self._in_mark and tag != "mark"

    def handle_data(self, data: str) -> None:
        if self._in_mark:
            self.marked[-1] += data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-c", BUILD, str(ROOT / "mkdocs.yml"), str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    return folder


def test_nothing_comes_from_elsewhere(site: Path) -> None:
    pages = list(site.glob("**/*.html"))
    assert len(pages) > len(RULES)
    loads = {load for page in pages for load in _Page(page.read_text(encoding="utf-8")).loads}
    assert loads
    assert [load for load in loads if re.match(r"(?:https?:)?//", load)] == []


def test_each_rule_has_a_page_that_marks_what_it_flags(site: Path) -> None:
    problems = []
    for rule in RULES:
        text = (site / "rules" / rule.id.replace(".", "/") / "index.html").read_text(encoding="utf-8")
        marked = sorted(words.replace("\u200a", "") for words in _Page(text).marked)
        flags = sorted(flag or "" for bad in rule.examples.bad for flag in bad.flags)
        if marked != flags:
            problems.append(f"{rule.id}: marks {marked}, its file says {flags}")
        problems += [f"{rule.id}: no {part}" for part in _PARTS if f'id="{part}"' not in text]
        if f"policy/#{rule.policy}" not in text:
            problems.append(f"{rule.id}: no way to its line of the policy")
    assert problems == []


def test_policy_map_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_policy_map_notices_a_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(DOCS))
    from generator.policy_map import with_rules

    page = (DOCS / "policy.md").read_text(encoding="utf-8")
    assert with_rules(page.replace("promo.coupon-code", "promo.other")) == with_rules(page)
    with pytest.raises(ValueError, match="no-haggling"):
        with_rules(page.replace("rules:no-haggling", "rules:haggling"))


def test_every_line_of_the_policy_is_a_heading() -> None:
    headings = re.findall(r"^## (.+)$", (DOCS / "policy.md").read_text(encoding="utf-8"), re.M)
    assert headings[:-1] == list(load_pack("walmart-us").policy)


@pytest.mark.parametrize("model", [Config, RuleConfig, CheckConfig, LanguageConfig, GateConfig])
def test_settings_page_names_every_key(model: type[BaseModel]) -> None:
    keys = {(info.alias or name).replace("_", "-") for name, info in model.model_fields.items()}
    text = (DOCS / "reference/settings.md").read_text(encoding="utf-8")
    named = {key for cell in re.findall(r"^\| (`[^|]+) \|", text, re.M) for key in re.findall(r"`([a-z-]+)`", cell)}
    assert keys <= named


def test_settings_page_names_no_key_that_is_gone() -> None:
    models: tuple[type[BaseModel], ...] = (Config, RuleConfig, CheckConfig, LanguageConfig, GateConfig)
    keys = {(info.alias or name).replace("_", "-") for model in models for name, info in model.model_fields.items()}
    text = (DOCS / "reference/settings.md").read_text(encoding="utf-8")
    assert {key for cell in re.findall(r"^\| (`[^|]+) \|", text, re.M) for key in re.findall(r"`([a-z-]+)`", cell)} <= keys


def test_context_page_names_every_key() -> None:
    text = (DOCS / "reference/context.md").read_text(encoding="utf-8")
    named = {key for cell in re.findall(r"^\| (`[^|]+) \|", text, re.M) for key in re.findall(r"`([a-z_]+)`", cell)}
    assert named == set(Context.model_fields)


def test_rule_file_page_names_every_key() -> None:
    text = (DOCS / "reference/rule-files.md").read_text(encoding="utf-8")
    keys = [*RuleRecord.model_fields, *Condition.model_fields, *(f"match.{info.alias or name}" for name, info in Match.model_fields.items())]
    assert [key for key in keys if f"`{key}`" not in text and f"`{key}`:" not in text] == []


def test_environment_page_names_every_variable() -> None:
    text = (DOCS / "reference/environment.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(REPLYLINT_\w+)`", text, re.M)) == NO_SETTINGS


def test_python_page_names_every_public_name() -> None:
    text = (DOCS / "reference/api.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^::: replylint(?:\.\w+)*\.(\w+)$", text, re.M))
    errors = {name for name in replylint.__all__ if isinstance(value := getattr(replylint, name), type) and issubclass(value, ReplylintError)}
    assert set(replylint.__all__) - errors <= named


def test_error_page_has_every_class_and_command_page_every_command(site: Path) -> None:
    errors = (site / "reference/errors/index.html").read_text(encoding="utf-8")
    classes = [ReplylintError]
    for cls in classes:
        classes += cls.__subclasses__()
    assert [cls.__name__ for cls in classes if cls.__module__ == "replylint.errors" and cls.__name__ not in errors] == []
    assert 'id="c102"' in errors
    commands = (site / "reference/cli/index.html").read_text(encoding="utf-8")
    for command in typer.main.get_command(app).commands:  # type: ignore[attr-defined]
        assert f'id="replylint-{command}"' in commands
