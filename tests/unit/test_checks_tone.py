import pytest

from replylint.config import Config
from replylint.context import Context
from replylint.linter import Linter


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(Config(select=("tone",), meaning=False), strict=True)


def _found(linter: Linter, text: str, context: Context | None = None) -> list[tuple[str, str]]:
    return [(v.rule.removeprefix("tone."), v.excerpt) for v in linter.lint(text, context).violations]


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("WE NEVER SAID TWELVE and the page shows it.", "WE NEVER SAID TWELVE"),
        ("It stands on the page TWICE.", "TWICE"),
        ("Sir, YOU MUST SEND IT BACK.", "YOU MUST SEND IT BACK"),
    ],
)
def test_shouting_spans_the_capitals(linter: Linter, text: str, excerpt: str) -> None:
    assert _found(linter, text) == [("shouting", excerpt)]


@pytest.mark.parametrize(
    "text",
    [
        "USPS shows it in ATLANTA GA DISTRIBUTION CENTER.",
        "The tag reads DO NOT IRON THE PRINT.",
        "Press RESET until the LED blinks.",
        "The XL fits, the XXL is NOT in stock.",
        "It ships by UPS GROUND from Reno, NV.",
        "Best, [YOUR NAME HERE]",
    ],
)
def test_shouting_leaves_acronyms_and_labels_alone(linter: Linter, text: str) -> None:
    assert _found(linter, text) == []


@pytest.mark.parametrize("marks", ["!!!", "! ! !", "?!", "???"])
def test_exclamation_row_flags_piled_marks(linter: Linter, marks: str) -> None:
    assert _found(linter, f"Your lamp ships today{marks}") == [("exclamation-row", marks)]


@pytest.mark.parametrize("marks", ["!", "!!", "?", "..."])
def test_exclamation_row_leaves_one_or_two_alone(linter: Linter, marks: str) -> None:
    assert _found(linter, f"Your lamp ships today{marks}") == []


def test_exclamation_row_flags_repeated_doubles(linter: Linter) -> None:
    assert _found(linter, "Hi!! It ships today!!") == [("exclamation-row", "!!")] * 2


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Enjoy it 😊🎉", []),
        ("Enjoy it 😊🎉🎁", ["😊🎉🎁"]),
        ("😊 Enjoy 🎉 it 🎁", ["😊", "🎉", "🎁"]),
        ("Both 👩🏽‍🚒 and 👍🏿 are single emoji.", []),
        ("☑ lid ☑ pan ☑ cup", []),
    ],
)
def test_emoji_row_counts_what_a_reader_sees(linter: Linter, text: str, rows: list[str]) -> None:
    assert _found(linter, text) == [("emoji-row", row) for row in rows]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("thx, it ships tmrw", ["thx", "tmrw"]),
        ("We will mail u a new lid", ["u"]),
        ("lol that is how the fabric looks", ["lol"]),
        ("It goes by FedEx 2Day.", []),
        ("LOL Surprise dolls are chosen at random.", []),
        ("On the mug it says OMG in gold letters.", []),
        ("The U-bolt and part 4-U are in the bag.", []),
        ("You wrote \"thx\" and that made my day.", []),
        ("Regards,\nTy", []),
        ("It is 4 ft long and 2 in wide.", []),
    ],
)
def test_chat_spelling_knows_units_codes_and_names(linter: Linter, text: str, words: list[str]) -> None:
    assert _found(linter, text) == [("chat-spelling", word) for word in words]


def test_chat_spelling_leaves_a_word_of_the_order_alone(linter: Linter) -> None:
    context = Context(customer="Is the Bruh hoodie in stock?")
    assert _found(linter, "Yes, the bruh hoodie is in stock.", context) == []
    assert _found(linter, "Yes, bruh, it is in stock.") == [("chat-spelling", "bruh")]


@pytest.mark.parametrize(
    "text",
    [
        "The return window closed on May 4, so we are unable to accept the boots.",
        "You should have received it on Friday.",
        "This is not your fault.",
        "The spray helps dogs calm down.",
        "Get a grip on the handle with both hands.",
        "I will take it up with the carrier.",
        "The clown costume ships with a red nose.",
        "No problem!",
        "As mentioned on Friday, the new wheel has shipped.",
    ],
)
def test_tone_leaves_firm_and_plain_sentences_alone(linter: Linter, text: str) -> None:
    assert _found(linter, text) == []


def test_tone_ignores_what_the_customer_wrote(linter: Linter) -> None:
    assert _found(linter, "We have sent a new lid.\n\n> This is crap!!! lol") == []


@pytest.mark.parametrize("text", ["!" * 100_000, "😊" * 20_000, "A " * 50_000, "u " * 50_000])
def test_tone_answers_on_long_runs(linter: Linter, text: str) -> None:
    assert linter.lint(text) is not None
