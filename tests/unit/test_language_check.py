"""The language check through the linter: dialects, dictionary, other languages, services that fail."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import pytest

from replylint.config import Config, LanguageConfig
from replylint.context import Context
from replylint.detect.grammar import GrammarHit
from replylint.gate.workers import Job
from replylint.linter import Linter
from replylint.models import Draft
from replylint.services import default_grammar

BRITISH = "We apologise that the colour of the grey armchair faded; the order is cancelled and the catalogue is corrected."
AMERICAN = "We apologize that the color of the gray armchair faded; the order is canceled and the catalog is corrected."
FRENCH = "Bonjour, nous avons expédié votre commande et vous pouvez suivre le colis."


def found(linter: Linter, text: str | Draft, context: Context | None = None) -> list[tuple[str, str]]:
    return [(v.rule, v.excerpt) for v in linter.lint(text, context).violations if v.check == "language"]


def make(pack: str = "walmart-us", **language: object) -> Linter:
    return Linter(Config(meaning=False, pack=pack, select=("language",), language=LanguageConfig(**language)), strict=True)


@pytest.mark.parametrize("pack", ["walmart-us", "walmart-ca"])
@pytest.mark.parametrize("text", [BRITISH, AMERICAN, f"{BRITISH} {AMERICAN}"], ids=["british", "american", "mixed"])
def test_no_spelling_of_any_country_is_an_alarm(pack: str, text: str) -> None:
    assert found(make(pack), text) == []


def test_french_is_flagged_on_a_us_order_and_not_on_a_canadian_one() -> None:
    assert found(make(), FRENCH) == [("language.not-english", FRENCH)]
    assert found(make("walmart-ca"), FRENCH) == []


@pytest.mark.parametrize("pack", ["walmart-us", "walmart-ca"])
def test_a_misspelling_is_found_in_either_market(pack: str) -> None:
    assert found(make(pack), "We recieved your photo.") == [("language.spelling", "recieved")]


def test_words_of_customer_order_and_dictionary_are_known_whole() -> None:
    text = "The configurtion fits."
    assert found(make(), text) == [("language.spelling", "configurtion")]
    assert found(make(dictionary=("config",)), text) == [("language.spelling", "configurtion")]
    assert found(make(dictionary=("configurtion",)), text) == []
    assert found(make(), text, Context(customer="Which configurtion is it?")) == []


def test_html_parts_are_mapped_back() -> None:
    draft = Draft(content="<p>😀 We <b>recie&#118;ed</b> it &amp; it is here.</p>", kind="html")
    (violation,) = [v for v in make().lint(draft).violations if v.check == "language"]
    assert draft.content[violation.span.start : violation.span.end] == "recie&#118;ed"


def test_quoted_history_is_the_customers() -> None:
    assert found(make(), "It is on its way.\n\nOn Mon, Jan 5, 2026 Ann wrote:\n> i recieved the the wrong one") == []


@pytest.mark.enable_socket
def test_without_languagetool_harper_answers_where_that_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    url = "http://127.0.0.1:9"  # nobody listens there
    with caplog.at_level(logging.WARNING, logger="replylint"):
        linter = make(backend="both", url=url)
        assert found(linter, "We recieved it.") == [("language.spelling", "recieved")]
        found(linter, "We recieved it again.")
    assert sum("harper answers" in record.message for record in caplog.records) == 1
    report = Linter(Config(meaning=False, language=LanguageConfig(backend="both", url=url, fallback=False))).lint("We recieved it.")
    assert [(failure.check, failure.code) for failure in report.failures] == [("language", "C502")]
    assert not report.complete


def test_auto_is_harper_where_no_languagetool_is_at_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LTP_PATH", str(tmp_path))
    assert found(make(backend="auto"), "We recieved it.") == [("language.spelling", "recieved")]


@pytest.mark.enable_socket
def test_a_hanging_server_costs_no_more_than_the_deadline() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes the connection, never answers
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        linter = make(backend="languagetool", url=url, deadline_ms=600, startup_ms=600)
        make().lint("We recieved it.")  # harper is warm
        started = time.monotonic()
        assert found(linter, "We recieved it.") == [("language.spelling", "recieved")]
        assert time.monotonic() - started < 4  # loading and the check, each with its own limit


def test_the_callers_deadline_caps_the_configured_one() -> None:
    from replylint.errors import BackendTimeout

    grammar = default_grammar(Config())
    with pytest.raises(BackendTimeout):
        grammar.check("Hello there, a new text.", deadline=time.monotonic() - 1)


@pytest.mark.enable_socket
def test_the_remaining_time_of_the_run_reaches_the_server() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        linter = make(backend="languagetool", url=url, deadline_ms=60_000, startup_ms=60_000)
        make().lint("We recieved it.")  # harper is warm
        run = linter.start("We recieved it.")
        started = time.monotonic()
        run.finish(deadline=started + 4)
        assert time.monotonic() - started < 30  # without it: twice a minute
        assert [violation.rule for violation in run.report().violations] == ["language.spelling"]  # harper's, in what time was left


def test_a_backend_is_told_what_is_left_of_the_gates_deadline() -> None:
    told: list[float | None] = []

    class Told:
        def check(self, text: str, *, dialect: str = "en-US", deadline: float | None = None) -> tuple[GrammarHit, ...]:
            told.append(deadline)
            return ()

    linter = Linter(Config(meaning=False, select=("language",)), grammar=Told())
    linter.lint("It is here.")
    assert told == [None]
    job = Job("It is here.", None, 30.0)
    time.sleep(0.05)  # in the row
    before = time.monotonic()
    job.work(linter)
    assert told[1] is not None
    assert 0 < told[1] - before < 29.96


@pytest.mark.backend
@pytest.mark.enable_socket
def test_both_takes_a_word_that_one_dictionary_knows_for_a_word(languagetool_home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LTP_PATH", languagetool_home)
    linter = make(backend="both")
    assert found(linter, "We recieved the zucchetto.") == [("language.spelling", "recieved")]
    assert found(linter, "She have a blue one.") == [("language.grammar", "have")]
