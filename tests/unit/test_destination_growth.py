"""Links and contact details in time that grows with the draft, whatever stands in it."""

from __future__ import annotations

import gc
import time

import pytest

from replylint.config import Config
from replylint.linter import Linter

CHARS = 100_000
FLOOR = 0.05  # seconds of CPU time: below it the clock tells nothing
UNITS = (
    "a.", "@", "(dot)", "[", "http://", "&#46;", "7", "our ", "5 ", "1.", "//", " . ", "\u200b", "www.", "[a](", "a@", "5-", "one ", " at ",
    "9-5 ", "12 A ", "Mon ", "dot ", ". com ", "*com ", "_com", "insta: ", "h t t p ", "(at)", "a b ",
)  # fmt: skip
# Each of these is a finding, or thousands of them.
FOUND = ("our insta ", "not our insta ", "our insta.\n", "shop.com ", "415-555-2671 ", "insta: a.b ", "not on shop . com ")


@pytest.fixture(scope="module")
def linter() -> Linter:
    made = Linter(Config(meaning=False, select=("links", "contact")))
    made.warm()
    return made


def cpu_seconds(linter: Linter, text: str) -> float:
    """Return the processor time of one report, the collector's aside: it walks all that the whole test run has left alive."""
    gc.collect()
    gc.disable()
    try:
        before = time.process_time()
        report = linter.lint(text)
        spent = time.process_time() - before
    finally:
        gc.enable()
    assert report.failures == ()
    return spent


def grows_linearly(linter: Linter, unit: str, chars: int) -> bool:
    """Twice the draft takes less than thrice the time, in one of three tries: another process may spoil the caches."""
    long, short = (unit * (2 * chars))[: 2 * chars - 1], (unit * chars)[:chars]
    return any(cpu_seconds(linter, long) < 3 * max(cpu_seconds(linter, short), FLOOR) for _ in range(3))


@pytest.mark.parametrize("unit", UNITS)
def test_hostile_input_takes_linear_time(linter: Linter, unit: str) -> None:
    assert grows_linearly(linter, unit, CHARS)


@pytest.mark.parametrize("unit", FOUND)
def test_thousands_of_findings_take_linear_time(linter: Linter, unit: str) -> None:
    assert grows_linearly(linter, unit, CHARS // 4)
