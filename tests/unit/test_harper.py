"""Harper as a backend: offsets, guard, pool."""

from __future__ import annotations

import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replylint.detect.grammar import GrammarHit
from replylint.detect.harper import HarperBackend, guard
from replylint.errors import BackendTimeout


@pytest.fixture(scope="module")
def harper() -> HarperBackend:
    backend = HarperBackend(size=2)
    backend.warm()
    return backend


@pytest.mark.parametrize("lead", ["", "😀 ", "👩‍👩‍👧 𝒳 ", "é\u0301 ", "\r\n", "日本 "])
def test_offsets_count_code_points(lead: str, harper: HarperBackend) -> None:
    text = lead + "We definately agree."
    (hit,) = [hit for hit in harper.check(text) if text[hit.start : hit.end] == "definately"]
    assert hit == GrammarHit(len(lead) + 3, len(lead) + 13, "SpellCheck", "spelling", hit.message, hit.replacements, "harper")
    assert "definitely" in hit.replacements


@given(st.text(max_size=500))
def test_guard_keeps_length_and_leaves_no_long_token(text: str) -> None:
    guarded = guard(text)
    assert len(guarded) == len(text)
    assert all(len(token) <= 64 for token in guarded.split())


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_gives_hits_inside_it(harper: HarperBackend, text: str) -> None:
    assert all(0 <= hit.start <= hit.end <= len(text) for hit in harper.check(text))


@pytest.mark.parametrize("text", ["x" * 70_000, "[" * 20_000, "!" * 16_000, "😀" * 5_000, "\u0301" * 5_000])
def test_hostile_text_neither_aborts_nor_stalls(text: str, harper: HarperBackend) -> None:
    started = time.perf_counter()
    harper.check(text)
    assert time.perf_counter() - started < 5


def test_sixteen_threads_share_two_linters(harper: HarperBackend) -> None:
    text = "We definately agree 😀 and he have an blue one."
    expected = harper.check(text)
    results: list[tuple[GrammarHit, ...]] = []
    threads = [threading.Thread(target=lambda: results.append(harper.check(text))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 16
    assert harper._made["en-US"] <= 2


def test_only_the_rules_named_run(harper: HarperBackend) -> None:
    text = "We was recieved it , and should of called."
    every, few = harper.check(text), HarperBackend(size=1, only=frozenset({"SpellCheck", "ModalOf"})).check(text)
    assert {hit.rule for hit in few} == {"SpellCheck", "ModalOf"} < {hit.rule for hit in every}
    assert list(few) == [hit for hit in every if hit.rule in {"SpellCheck", "ModalOf"}]


def test_every_linter_names_two_forms_in_one_order() -> None:
    text = "The cable goed out and he writed, breaked, eated and taked it."
    hits = {HarperBackend().check(text) for _ in range(4)}
    assert len(hits) == 1
    assert [hit.replacements for hit in hits.pop() if hit.rule == "RegularIrregulars"][:2] == [("gone", "went"), ("written", "wrote")]


def test_a_deadline_that_is_over_is_a_timeout(harper: HarperBackend) -> None:
    with pytest.raises(BackendTimeout):
        harper.check("Hello.", deadline=time.monotonic() - 1)


def test_a_caller_who_allows_more_waits_longer_for_a_linter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("replylint.detect.harper._WAIT", 0.01)
    pool = HarperBackend(size=1)
    linter = pool._take("en-US", None)
    threading.Timer(0.3, pool._free["en-US"].put, [linter]).start()
    with pytest.raises(BackendTimeout):
        pool.check("We recieved it.")
    (hit,) = pool.check("We recieved it.", deadline=time.monotonic() + 60)
    assert (hit.start, hit.end) == (3, 11)
