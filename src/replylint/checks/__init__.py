"""The policy's checks, one module a topic; each is made by the linter with the tools it needs."""

from __future__ import annotations

from collections.abc import Callable

from replylint.checks.autoreply import AutoreplyCheck
from replylint.checks.contact import ContactCheck
from replylint.checks.empathy import EmpathyCheck
from replylint.checks.haggling import HagglingCheck
from replylint.checks.language import LanguageCheck
from replylint.checks.links import LinksCheck
from replylint.checks.misleading import MisleadingCheck
from replylint.checks.overpromise import OverpromiseCheck
from replylint.checks.promo import PromoCheck
from replylint.checks.tone import ToneCheck
from replylint.rulebook.check import Check, Tools

__all__ = ["BUILTIN_CHECKS"]

# In the order they run: where a deadline cuts the row short, what the policy forbids outright is known before spelling.
BUILTIN_CHECKS: tuple[Callable[[Tools], Check], ...] = (
    LinksCheck, PromoCheck, HagglingCheck, ContactCheck, OverpromiseCheck, MisleadingCheck, AutoreplyCheck, EmpathyCheck, ToneCheck, LanguageCheck,
)  # fmt: skip
