"""A mistake in the command line: one line that says what is wrong, status 2, no traceback."""

from __future__ import annotations

import pytest

from replylint.cli.entry import main


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "replylint: No such command 'chek'"),
        (["check", "--formt", "json"], "replylint check: No such option: --formt"),
        (["check", "--input", "xml"], "replylint check: Invalid value for '--input'"),
        (["check", "--select"], "Option '--select' requires an argument"),
        (["check", "--min-confidence", "much"], "replylint check: Invalid value for '--min-confidence'"),
        (["explain"], "replylint explain: Missing argument"),
        ([], "Usage: replylint"),
    ],
)
def test_mistake_is_told_in_a_line(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""
    assert "Traceback" not in captured.err
