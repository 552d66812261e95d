from __future__ import annotations

import subprocess
import sys

import replylint

HEAVY = ("spacy", "onnxruntime", "tokenizers", "harper", "tldextract", "linkify_it", "phonenumbers", "pydantic", "typer", "re2", "numpy", "yaml")


def test_importing_loads_nothing_heavy() -> None:
    code = f"import sys, replylint; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_resolves_and_is_listed() -> None:
    assert set(replylint.__all__) == set(replylint._HOMES)
    assert replylint.__all__ == sorted(replylint.__all__)
    for name in replylint.__all__:
        assert getattr(replylint, name).__name__ == name
    assert set(dir(replylint)) == {*replylint.__all__, "__version__"}
    assert replylint.__version__


def test_linting_without_grammar_and_meaning_loads_no_model() -> None:
    code = (
        "import sys, replylint; l = replylint.Linter(replylint.Config(meaning=False, ignore=('language',)));"
        "l.lint('Thank you. The lid ships today.');"
        "print([m for m in ('spacy', 'onnxruntime', 'tokenizers', 'harper') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
