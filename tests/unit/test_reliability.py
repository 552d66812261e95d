"""The reliability diagram's figures, and that the page shows what the report holds."""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from replylint.services import model_folder

ROOT = Path(__file__).parents[2]


@pytest.fixture
def reliability(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(ROOT / "training"))
    import reliability

    yield reliability
    for name in ("reliability", "corpus"):
        sys.modules.pop(name, None)


def test_calibration_error_is_the_weighted_distance_from_the_diagonal(reliability: ModuleType) -> None:
    assert reliability.calibration_error([(0.25, 0)] * 3 + [(0.25, 1)]) == pytest.approx(0.0)
    assert reliability.calibration_error([(0.9, 0)] * 4) == pytest.approx(0.9)
    assert reliability.calibration_error([(0.9, 0)] * 2 + [(0.05, 0)] * 2) == pytest.approx(0.475)
    assert reliability.calibration_error([]) == 0
    assert [b.count for b in reliability.binned([(0.0, 0), (0.19, 0), (0.2, 1), (1.0, 1)], 5)] == [2, 1, 1]


def test_diagram_has_a_dot_for_each_filled_bin(reliability: ModuleType) -> None:
    pairs = [(0.05, 0), (0.55, 1), (0.95, 1), (0.95, 0)]
    root = ET.fromstring(reliability.diagram({"tone": pairs, "promo": pairs}))  # noqa: S314 - made here
    dots = root.findall(".//{http://www.w3.org/2000/svg}circle")
    assert len(dots) == 3 * 3
    assert dots[1].get("cy") == "0.0"
    assert dots[2].get("cy") == "150.0"


def test_the_page_shows_the_figures_of_the_report(reliability: ModuleType) -> None:
    report = json.loads((model_folder() / "report.json").read_text(encoding="utf-8"))
    page = (ROOT / "docs/accuracy.md").read_text(encoding="utf-8")
    assert "\n".join(reliability.lines(report["calibration"])) in page
    drawn = ET.fromstring(reliability.DIAGRAM.read_text(encoding="utf-8"))  # noqa: S314 - made here
    assert len(drawn.findall(".//{http://www.w3.org/2000/svg}rect")) == len(report["calibration"])
