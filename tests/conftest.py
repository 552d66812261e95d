from __future__ import annotations

import pytest

from replylint.config import Config
from replylint.linter import Linter


@pytest.fixture(scope="session")
def linter() -> Linter:
    """The default linter; a check that crashes raises."""
    return Linter(strict=True)


@pytest.fixture(scope="session")
def rules_linter() -> Linter:
    """The default linter without the sentence model."""
    return Linter(Config(meaning=False), strict=True)
