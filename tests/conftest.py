from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from replylint.config import Config
from replylint.linter import Linter

# CI repeats the same examples, so that a red run means a change; a developer's machine looks for new ones.
settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def linter() -> Linter:
    """The default linter; a check that crashes raises."""
    return Linter(strict=True)


@pytest.fixture(scope="session")
def rules_linter() -> Linter:
    """The default linter without the sentence model."""
    return Linter(Config(meaning=False), strict=True)


@pytest.fixture(scope="session")
def languagetool_home() -> str:
    """Where a real LanguageTool lies: ``LTP_PATH``, or what scripts/test puts into .cache; CI must have one."""
    folder = os.environ.get("LTP_PATH") or str(Path(__file__).parents[1] / ".cache" / "languagetool")
    if any(Path(folder).glob("**/languagetool-server.jar")):
        return folder
    if os.environ.get("CI"):
        pytest.fail(f"no LanguageTool in {folder}: run tools/fetch_languagetool.sh")
    pytest.skip(f"no LanguageTool in {folder}")
