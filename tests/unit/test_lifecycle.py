from __future__ import annotations

from pathlib import Path

import pytest
from tests.shop_rule import late_fee, write_rule

from replylint import Config, Linter, RuleFileError


def write(folder: Path, name: str, status: str = "stable", more: str = "since: '0.1'", phrase: str = "late fee") -> None:
    match = f'  any:\n    - phrases: ["{phrase}"]\n'
    write_rule(folder, late_fee(name, match=match, more=f"status: {status}\n{more}\n"), name)


def make(folder: Path, **config: object) -> Linter:
    return Linter(Config.model_validate({"rule_paths": [str(folder)], "meaning": False, **config}))


def found(linter: Linter) -> list[tuple[str, str]]:
    return [(v.rule, v.severity) for v in linter.lint("There is a late fee.").violations if v.check == "shop"]


@pytest.fixture
def renamed(tmp_path: Path) -> Path:
    write(tmp_path, "late-fee")
    write(tmp_path, "fee", status="deprecated", more="replaced_by: shop.late-fee")
    return tmp_path


def test_a_deprecated_rule_is_off(renamed: Path) -> None:
    assert found(make(renamed)) == [("shop.late-fee", "error")]


@pytest.mark.parametrize(
    ("config", "result"),
    [
        ({"select": ["shop.fee"]}, [("shop.late-fee", "error")]),
        ({"ignore": ["shop.fee"]}, []),
        ({"rules": {"shop.fee": {"severity": "warning"}}}, [("shop.late-fee", "warning")]),
        ({"rules": {"shop.fee": {"severity": "advice"}, "shop.late-fee": {"severity": "warning"}}}, [("shop.late-fee", "warning")]),
        ({"rules": {"shop.fee": {"allow": ["late fee"]}}}, []),
    ],
)
def test_what_names_the_old_rule_means_the_new_one_and_is_told(renamed: Path, config: dict[str, object], result: list[object]) -> None:
    with pytest.warns(FutureWarning, match=r"rule 'shop.fee' is deprecated and replaced by 'shop.late-fee'"):
        linter = make(renamed, **config)
    assert found(linter) == result


def test_a_replacement_must_exist_and_live(tmp_path: Path) -> None:
    write(tmp_path, "fee", status="deprecated", more="replaced_by: shop.late-fees")
    write(tmp_path, "late-fee")
    with pytest.raises(RuleFileError, match=r"names no live rule: 'shop.late-fees' \(did you mean 'shop.late-fee'"):
        make(tmp_path)


def test_only_a_deprecated_rule_is_replaced(tmp_path: Path) -> None:
    write(tmp_path, "fee", more="replaced_by: shop.late-fee")
    with pytest.raises(RuleFileError, match="replaced_by"):
        make(tmp_path)


def test_a_rule_whose_examples_fail_does_not_load(tmp_path: Path) -> None:
    write(tmp_path, "fee", phrase="fee")
    with pytest.raises(RuleFileError, match=r"fee.yaml: examples.bad.0: expected \['late fee'\], found \['fee'\].*replylint test"):
        make(tmp_path)
    assert found(make(tmp_path, verify_rules=False)) == [("shop.fee", "error")]


def test_a_good_example_that_is_flagged_keeps_the_rule_out(tmp_path: Path) -> None:
    write(tmp_path, "late-fee")
    write(tmp_path, "photo", phrase="late fee|photo")
    path = tmp_path / "shop" / "photo.yaml"
    path.write_text(path.read_text().replace('phrases: ["late fee|photo"]', 'phrases: ["late fee", "photo"]'))
    with pytest.raises(RuleFileError, match=r"examples.good.2: flags \['photo'\]"):
        make(tmp_path)
