from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from replylint import Config, ConfigError, Linter
from replylint.ignores import Ignore, append_ignores, fingerprint, load_ignores, stale_ignores

RULE = "overpromise.absolute-guarantee"
TEXT = "Hi Ann, the lid is here. It is guaranteed to arrive by UPS. Best, Bob"


def entry(text: str = TEXT, **more: object) -> Ignore:
    start = text.index("guaranteed to")
    values = {"fingerprint": fingerprint(RULE, text, start, start + 13), "rule": RULE, "reason": "agreed", "author": "Ann", **more}
    return Ignore(**values)  # type: ignore[arg-type]


def linter(path: Path) -> Linter:
    return Linter(Config.model_validate({"ignore_file": str(path), "select": [RULE], "meaning": False}))


def write(path: Path, *entries: Ignore) -> Path:
    append_ignores(path, entries)
    return path


def real(path: Path, **more: object) -> Path:
    """The ignore of what the rule really flags in TEXT."""
    (violation,) = Linter(Config.model_validate({"select": [RULE], "meaning": False})).lint(TEXT).violations
    value = fingerprint(RULE, TEXT, violation.span.start, violation.span.end)
    return write(path, entry(fingerprint=value, excerpt=violation.excerpt, **more))


def test_an_ignored_violation_is_suppressed_with_reason_and_author(tmp_path: Path) -> None:
    report = linter(real(tmp_path / "i.toml")).lint(TEXT)
    assert not report.violations
    (suppressed,) = report.suppressed
    assert suppressed.reason == f"ignored in i.toml [{suppressed.fingerprint}]: agreed (Ann)"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("A new line.\n\n" + TEXT, True),
        (TEXT.upper(), True),
        (TEXT.replace(" by UPS", "  by\nUPS"), True),
        (TEXT.replace("It is", "The refund is"), False),
        (TEXT.replace("UPS", "Friday"), False),
    ],
)
def test_it_holds_where_the_text_moves_and_ends_where_the_words_change(tmp_path: Path, text: str, held: bool) -> None:
    assert (not linter(real(tmp_path / "i.toml")).lint(text).violations) is held


def test_it_holds_to_the_last_day(tmp_path: Path) -> None:
    made = linter(real(tmp_path / "i.toml", expires=date(2026, 3, 1)))
    assert not made.lint(TEXT, {"now": "2026-03-01T23:59:00Z"}).violations
    assert made.lint(TEXT, {"now": "2026-03-02T00:00:00Z"}).violations


def test_what_is_written_is_read_again_whatever_it_holds(tmp_path: Path) -> None:
    odd = entry(reason='a "quote", a \\ and\na line \x7f \t 😀', author="Zoë", excerpt="#1 = '''", expires=date(2027, 1, 31), draft="a b.txt")
    path = write(tmp_path / "i.toml", odd)
    assert load_ignores(path).entries == {odd.fingerprint: odd}
    before = path.read_text()
    assert append_ignores(path, [odd]) == 0
    assert path.read_text() == before


@pytest.mark.parametrize("content", ['ignore = ["promo.coupon-code"]', "ignore = 3", "ignore = ["])
def test_a_file_of_another_shape_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "i.toml"
    path.write_text(content)
    with pytest.raises(ConfigError, match=r"i\.toml: "):
        load_ignores(path)


def test_stale_and_expired_are_told_only_where_they_can_be_known() -> None:
    from replylint.ignores import Ignores

    old = entry(fingerprint="a" * 16, draft="a.txt")
    past = entry(fingerprint="b" * 16, expires=date(2026, 1, 1))
    other = entry(fingerprint="c" * 16, draft="b.txt")
    used = entry(fingerprint="d" * 16, draft="a.txt")
    book = Ignores("i.toml", {e.fingerprint: e for e in (old, past, other, used)})
    lines = stale_ignores(book, ["a.txt"], ["d" * 16], date(2026, 6, 1))
    assert [(line[9:25], "stale" in line, "expired" in line) for line in lines] == [("a" * 16, True, False), ("b" * 16, False, True)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[ignore]]\nfingerprint = 'a'\nrule = 'r'\nauthor = 'x'\n", "ignore 1: reason is missing"),
        ("[[ignore]]\nfingerprint = 'a'\nrule = 'r'\nauthor = 'x'\nreason = ' '\n", "reason is missing"),
        ("[[ignore]]\nfingerprnt = 'a'\n", "unknown key 'fingerprnt'.*'fingerprint'"),
        ("[[ignore]]\nexpires = '2027-01-01'\n", "expires: expected a date"),
        ("[[ignores]]\n", "unknown key 'ignores'"),
        ("ignore = 5\n", r"expected \[\[ignore\]\] tables"),
        ("[[", "not TOML"),
    ],
)
def test_a_broken_file_names_the_place(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "i.toml").write_text(text)
    with pytest.raises(ConfigError, match=problem):
        linter(tmp_path / "i.toml")
    with pytest.raises(ConfigError, match="add-ignores"):
        linter(tmp_path / "none.toml")
