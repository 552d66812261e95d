from __future__ import annotations

from pathlib import Path

import pytest
from tests.shop_rule import LATE_FEE, late_fee, write_rule

from replylint.config import Config
from replylint.errors import ConfigError, PluginError, RuleFileError
from replylint.linter import Linter
from replylint.rulebook.pack import load_pack, pack_names
from replylint.rulebook.rulefiles import builtin_folder, load_rule_file, load_rules
from replylint.rulebook.selection import selected
from replylint.rulebook.strictyaml import StrictYaml
from replylint.testing import check_examples


def test_a_rule_of_ones_own_runs_and_its_examples_hold(tmp_path: Path) -> None:
    write_rule(tmp_path)
    linter = Linter(Config(rule_paths=(str(tmp_path),), meaning=False), strict=True)
    report = linter.lint("There is a late fee.")
    assert [(v.rule, v.excerpt) for v in report.violations] == [("shop.late-fee", "late fee")]
    assert list(check_examples(linter, ["shop.late-fee"])) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("severity: error", "severty: error", r"late-fee.yaml:3: severty: unknown key.*'severity'"),
        ("severity: error", "severity: fatal", r"late-fee.yaml:3: severity"),
        ("id: shop.late-fee", "id: shop.other", r"late-fee.yaml:1: id: .*does not fit"),
        ("summary: Mentions", "id: shop.late-fee\nsummary: Mentions", r"late-fee.yaml:2: duplicate key 'id'"),
        ('    - phrases: ["late fee"]', '    - phrses: ["late fee"]', r"late-fee.yaml:10: .*'phrases'"),
        ("match:\n", "match: &a\n", None),
        ("why: The shop has none.", "why: &w The shop has none.\nsince: *w", r"late-fee.yaml:7: aliases are not allowed"),
        ("late fee\"]\n", "late fee\"]\n  when: [{guard: negated, reply: [fee]}]\n", r"late-fee.yaml:11: match.when.0: give exactly one of guard"),
        ("- {text: \"There is no fee.\", because", "- {because", r"late-fee.yaml:\d+: examples.good.1: give either text or thread"),
        ("why: The", "why: *x\nwhat: The", r"late-fee.yaml:7"),
        ("    - {text: \"Thank you for the photo.\", because: other}\n", "", r"late-fee.yaml:\d+: examples.good"),
    ],
)
def test_a_broken_file_names_file_line_and_key(tmp_path: Path, old: str, new: str, problem: str | None) -> None:
    path = write_rule(tmp_path, LATE_FEE.replace(old, new))
    if problem is None:
        load_rule_file(path)
        return
    with pytest.raises(RuleFileError, match=problem):
        load_rule_file(path)


@pytest.mark.parametrize("matcher", ['regex: "(?=x)"', 'regex: "("', 'phrases: ["{a|b"]', "meaning: kindness", 'tokens: [[{"NOPE": 1}]]'])
def test_a_matcher_that_does_not_compile_names_the_file(tmp_path: Path, matcher: str) -> None:
    write_rule(tmp_path, LATE_FEE.replace('phrases: ["late fee"]', matcher))
    with pytest.raises(RuleFileError, match=r"late-fee\.yaml: match"):
        Linter(Config(rule_paths=(str(tmp_path),), meaning=False))


@pytest.mark.parametrize("content", ["- a\n- b\n", "late fee\n", ""])
def test_a_file_that_holds_no_keys_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(RuleFileError, match=r"late-fee\.yaml:1: expected a mapping of keys"):
        load_rule_file(write_rule(tmp_path, content))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = write_rule(tmp_path)
    path.write_bytes(b"id: \xff\n")
    with pytest.raises(RuleFileError, match=r"late-fee\.yaml: cannot be read"):
        load_rule_file(path)
    path.write_text("id: a\x01b\n")
    with pytest.raises(RuleFileError, match=r"late-fee\.yaml:1: not YAML"):
        load_rule_file(path)


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match=r"nowhere: no such rule file or folder"):
        load_rules([tmp_path / "nowhere"])


def test_an_id_of_a_shipped_rule_is_taken(tmp_path: Path) -> None:
    folder = tmp_path / "promo"
    folder.mkdir()
    shipped = builtin_folder() / "promo" / "coupon-code.yaml"
    (folder / "coupon-code.yaml").write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"duplicate rule id 'promo\.coupon-code', also in .*rename one of the two"):
        Linter(Config(rule_paths=(str(tmp_path),), meaning=False))


def test_a_rule_file_that_asks_for_code_needs_a_check_that_finds_it(tmp_path: Path) -> None:
    write_rule(tmp_path, late_fee(match="  any: [{code: true}]\n"))
    with pytest.raises(PluginError, match=r"no check finds the rule 'shop\.late-fee', whose file says code: true"):
        Linter(Config(rule_paths=(str(tmp_path),), meaning=False))


def test_settings_of_a_rule_or_check_that_is_not_there_are_told() -> None:
    with pytest.raises(ConfigError, match=r"rules: unknown rule 'promo\.coupon-cod'.*'promo\.coupon-code'"):
        Linter(Config.model_validate({"rules": {"promo.coupon-cod": {"severity": "advice"}}, "meaning": False}))
    with pytest.raises(ConfigError, match=r"checks: unknown check 'prommo'.*'promo'"):
        Linter(Config.model_validate({"checks": {"prommo": {"fail": "open"}}, "meaning": False}))


def test_duplicate_ids_are_refused(tmp_path: Path) -> None:
    write_rule(tmp_path)
    (tmp_path / "more").mkdir()
    write_rule(tmp_path / "more")
    with pytest.raises(RuleFileError, match=r"duplicate rule id 'shop\.late-fee'"):
        load_rules([tmp_path])


def test_yaml_words_stay_words() -> None:
    data = StrictYaml("a: no\nb: on\nc: 5:30\nd: true\ne: 12\nf: 1.5\ng: yes\n", Path("x.yaml")).data
    assert data == {"a": "no", "b": "on", "c": "5:30", "d": True, "e": 12, "f": 1.5, "g": "yes"}


def test_unknown_policy_line_is_refused(tmp_path: Path) -> None:
    write_rule(tmp_path, LATE_FEE.replace("policy: no-haggling", "policy: no-hagling"))
    with pytest.raises(RuleFileError, match=r"no-hagling.*'no-haggling'"):
        Linter(Config(rule_paths=(str(tmp_path),), meaning=False))


def test_packs_carry_source_and_date_and_canada_extends_the_us() -> None:
    assert pack_names() == ("walmart-ca", "walmart-us")
    us, ca = load_pack("walmart-us"), load_pack("walmart-ca")
    assert us.updated == "2025-09-30"
    assert us.terms.response_hours == 48
    assert ca.hosts.allowed == ("walmart.ca", "walmart.com")
    assert ca.hosts.carriers == us.hosts.carriers
    with pytest.raises(ConfigError, match="walmart-us"):
        load_pack("walmart-usa")


SEVERITIES = {"promo.a": "error", "promo.b": "advice", "tone.a": "warning"}


@pytest.mark.parametrize(
    ("select", "extend", "ignore", "expected"),
    [
        ([], [], [], {"promo.a", "tone.a"}),
        (["promo"], [], [], {"promo.a", "promo.b"}),
        (["*"], [], [], {"promo.a", "promo.b", "tone.a"}),
        ([], ["promo.b"], [], {"promo.a", "promo.b", "tone.a"}),
        ([], [], ["promo"], {"tone.a"}),
        (["promo.a"], [], ["promo"], {"promo.a"}),
        (["promo"], [], ["promo.a"], {"promo.b"}),
        (["*"], [], ["*"], set()),
    ],
)
def test_the_longest_selector_wins(select: list[str], extend: list[str], ignore: list[str], expected: set[str]) -> None:
    assert selected(SEVERITIES, select=select, extend_select=extend, ignore=ignore) == expected  # type: ignore[arg-type]
