"""``replylint explain``: the rule's page, a shop's own rules, and the labelled examples nearest to a text."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import pytest

from replylint.cli.entry import main

SHOP = Path(__file__).parents[2] / "examples" / "lampshop"


def explained(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["explain", *arguments]) == 0
    return capsys.readouterr().out


def section(page: str, title: str) -> list[str]:
    """Return the lines below ``title`` up to the next title."""
    lines = page.partition(f"  {title}:\n")[2].splitlines()
    return list(takewhile(lambda line: line.startswith("    "), lines))


def test_an_example_is_nearest_to_itself_and_each_side_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    page = explained(capsys, "promo.review-request", "--text", "Whether you leave a review is up to you.")
    allowed = section(page, "allowed, promo.review-request")
    assert allowed[0] == "    1.00 'Whether you leave a review is up to you.' (up to the customer, nothing asked)"
    for title in ("flagged, promo.review-request", "allowed, other rules of promo", "flagged, other rules of promo"):
        likeness = [float(line.split()[0]) for line in section(page, title)]
        assert len(likeness) == 3
        assert likeness == sorted(likeness, reverse=True)
        assert likeness[0] < 1
    assert all(line.split()[1].startswith("promo.") for line in section(page, "flagged, other rules of promo"))


def test_without_a_text_nothing_is_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Nearest" not in explained(capsys, "promo.review-request")


def test_a_shops_rule_shows_the_sentences_that_it_was_fitted_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "replylint.toml").write_text(f"rule-paths = ['{SHOP}']\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    page = explained(capsys, "lampshop.home-repair", "--text", "Do solder the lead. A replacement shade is in the mail to you today.")
    assert "solder" in " ".join(section(page, "flagged, lampshop.home-repair"))
    assert section(page, "allowed, lampshop.home-repair")[0] == "    1.00 'A replacement shade is in the mail to you today.'"
    assert "other rules of lampshop" in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["lampshop.home-repair"], "unknown rule 'lampshop.home-repair'"), (["promo.review-request", "--text", " "], "--text is empty")],
)
def test_what_cannot_be_explained_is_told(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["explain", *arguments]) == 2
    assert said in capsys.readouterr().err
