"""The page in a real Chromium, at desktop and phone width, in light and dark."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from .test_http import Served

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.enable_socket,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the path"),
]

WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}
CUSTOMER = "The lamp arrived broken."
DRAFT = (
    "Hello 👋 Ann,\n\nWe are so sorry that the the lamp broke. It is guaranteed to arrive tomorrow. "
    "See https://www.lamps.example.com now.\n\nKind regards,\nTom"
)
SELECTED = "(d => d.value.slice(d.selectionStart, d.selectionEnd))(document.querySelector('#draft'))"
GEOMETRY = (
    "['#marks', '#draft'].map(q => document.querySelector(q))"
    ".map(e => [e.clientWidth, getComputedStyle(e).font, getComputedStyle(e).lineHeight])"
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("page")
    (folder / "replylint.toml").write_text("meaning = false\n[gate]\ndeadline-ms = 20000\n")
    served = Served(folder)
    try:
        served.wait()
        yield served
    finally:
        served.end()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=list(WIDTHS))
def page(browser: Any, served: Served, request: pytest.FixtureRequest) -> Iterator[Any]:
    width, height = WIDTHS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=request.param == "phone")
    page = context.new_page()
    problems: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda sent: asked.append(sent.url))
    page.goto(served.url)
    yield page
    # No error, no breach of the content security policy, no other host, nothing kept: whatever the test did.
    assert problems == []
    assert {url.partition("://")[2].partition("/")[0] for url in asked} == {f"127.0.0.1:{served.port}"}
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    context.close()


def until(page: Any, condition: str, seconds: float = 20) -> None:
    """Wait for a condition; Playwright's own way evaluates text in the page, which the page's policy forbids."""
    limit = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < limit, condition
        page.wait_for_timeout(30)


def write(page: Any, draft: str = DRAFT, customer: str = CUSTOMER) -> None:
    page.get_by_label("The customer’s message").fill(customer)
    page.get_by_role("textbox", name="Your reply").fill(draft)
    until(page, "!document.querySelector('#bar').hasAttribute('data-busy') && document.querySelector('#bar').dataset.decision !== 'none'")


def marked(page: Any) -> list[str]:
    return page.locator("#marks mark").all_text_contents()  # type: ignore[no-any-return]


def cards(page: Any) -> Any:
    return page.locator("#cards .card")


def test_violations_are_underlined_at_their_place(page: Any) -> None:
    write(page)
    page.wait_for_selector("#marks mark")
    assert page.locator("#decision").inner_text() == "Blocked"
    assert "https://www.lamps.example.com" in marked(page)
    # The letters behind the text area are the draft's own, so the underlines stand where the words do.
    assert page.evaluate("document.querySelector('#marks').textContent") == DRAFT + "\n"
    boxes = page.evaluate(GEOMETRY)
    assert boxes[0] == boxes[1]
    first = cards(page).first
    assert first.locator(".why").inner_text()
    assert first.locator("p").count() == 2


def test_typing_is_checked_after_a_pause(page: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url) if sent.url.endswith("/v1/gate") else None)
    page.get_by_role("textbox", name="Your reply").press_sequentially("We are so sorry. It will be fine", delay=20)
    until(page, "document.querySelector('#bar').dataset.decision !== 'none'")
    assert 1 <= len(asked) <= 4


def test_fix_and_undo(page: Any) -> None:
    write(page)
    page.wait_for_selector("#marks mark")
    before = cards(page).count()
    doubled = page.locator(".card", has=page.get_by_role("heading", name="Doubled word"))
    doubled.get_by_role("button").nth(1).click()
    until(page, f"document.querySelectorAll('#cards .card').length < {before}")
    draft = page.get_by_role("textbox", name="Your reply")
    assert draft.input_value() == DRAFT.replace("the the", "the")
    page.get_by_role("button", name="Undo").click()
    assert draft.input_value() == DRAFT
    until(page, f"document.querySelectorAll('#cards .card').length === {before}")
    page.get_by_role("button", name="Apply safe fixes").click()
    until(page, "!document.querySelector('#draft').value.includes('the the')")
    draft.press("Control+z")
    until(page, "document.querySelector('#draft').value.includes('the the')")


def test_keyboard_alone_is_enough(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    for _ in range(30):
        if page.evaluate("document.activeElement.id") == "draft":
            break
        page.keyboard.press("Tab")
    page.keyboard.insert_text(DRAFT)
    page.wait_for_selector("#marks mark")
    for _ in range(cards(page).count()):
        page.keyboard.press("F8")
        if page.evaluate(SELECTED) == "the the":
            break
    page.keyboard.press("Alt+Enter")
    until(page, "!document.querySelector('#draft').value.includes('the the')")
    page.keyboard.press("Control+z")
    until(page, "document.querySelector('#draft').value.includes('the the')")


def test_bar_tells_what_was_not_checked_and_why(page: Any) -> None:
    write(page, customer="")
    page.locator("#unchecked summary").click()
    assert "the customer's message is not given" in page.locator("#unchecked ul").inner_text()
    page.get_by_text("Order and shop details").click()
    before = page.locator("#unchecked summary").inner_text()
    page.get_by_label("Delivered?").select_option("no")
    until(page, f"document.querySelector('#unchecked summary').textContent !== {before!r}")


def test_markup_in_the_draft_stays_text(page: Any) -> None:
    write(page, "We are so sorry. <img src=x onerror=alert(1)> See https://x.example.com/<b>it</b> now.")
    page.wait_for_selector("#marks mark")
    assert page.locator("#marks img, #cards img, #cards b").count() == 0


def test_nothing_sticks_out(page: Any) -> None:
    write(page, DRAFT + " https://www.example.com/" + "a" * 300)
    page.wait_for_selector("#marks mark")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(page: Any, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python")
    page.emulate_media(color_scheme=scheme)
    write(page)
    page.wait_for_selector("#marks mark")
    page.get_by_text("Order and shop details").click()
    page.locator("#unchecked summary").click()
    page.evaluate((files(axe) / "axe.min.js").read_text("utf-8"))
    result = page.evaluate("axe.run()")
    assert [(v["id"], v["impact"], [n["html"] for n in v["nodes"]]) for v in result["violations"]] == []
