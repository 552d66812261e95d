"""What tests of the SMTP door share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from replylint.gate import Gate

from .mail_stand import Loop, MailServer
from .stand import linter_with


@pytest.fixture
def loop() -> Iterator[Loop]:
    loop = Loop()
    yield loop
    loop.close()


@pytest.fixture
def server(loop: Loop) -> MailServer:
    return MailServer(loop)


@pytest.fixture(scope="session")
def gate() -> Iterator[Gate]:
    """A gate that always has time enough."""
    gate = Gate(linter_with(gate={"deadline-ms": 20_000}), door="smtp")
    assert gate.warm(30)
    yield gate
    gate.close()
