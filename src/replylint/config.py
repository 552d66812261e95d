"""Settings, validated; the library reads none from files or environment, only the command line and ``from_project`` do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from replylint.models import Severity

__all__ = ["CheckConfig", "Config", "GateConfig", "LanguageConfig", "RuleConfig"]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class RuleConfig(_Strict):
    """What a project says of one rule."""

    severity: Severity | None = None
    allow: tuple[str, ...] = ()


class CheckConfig(_Strict):
    """What a project says of one check.

    ``fail`` says what the gate does where the check could not run; ``block_confidence`` overrides the gate's.
    """

    model_config = ConfigDict(alias_generator=_kebab)

    fail: Literal["open", "closed"] | None = None
    block_confidence: float | None = Field(default=None, ge=0, le=1)


class LanguageConfig(_Strict):
    """Spelling and grammar.

    ``auto`` as backend is ``both`` where LanguageTool is at hand, else ``harper``; as dialect it is the market's.
    ``dictionary`` holds words and phrases that are never misspelt, compared whole. ``url`` names a running LanguageTool
    server; without it one of our own is started. A check has ``deadline_ms``, loading the backend ``startup_ms``. With
    ``fallback`` harper answers where LanguageTool does not; without it the check fails.
    """

    model_config = ConfigDict(alias_generator=_kebab)

    backend: Literal["harper", "languagetool", "both", "auto"] = "harper"
    dialect: Literal["auto", "en-US", "en-GB", "en-CA", "en-AU"] = "auto"
    dictionary: tuple[str, ...] = ()
    url: str | None = None
    deadline_ms: int = Field(default=2000, ge=1)
    startup_ms: int = Field(default=60000, ge=1)
    fallback: bool = True


class GateConfig(_Strict):
    """How the pre-send gate decides.

    Severities decide first (``block``, ``confirm``), selectors overrule them (``block_rules``, ``confirm_rules``,
    ``allow_rules``; the longest match wins, the strictest where two are equal). What is less sure than
    ``min_confidence`` never decides; what is less sure than ``block_confidence`` asks instead of blocking. ``require``
    names rules or checks that must have run. Times are in milliseconds, ``idle_s`` in seconds.
    """

    model_config = ConfigDict(alias_generator=_kebab)

    deadline_ms: int = Field(default=500, ge=1)
    startup_ms: int = Field(default=15000, ge=1)
    require: tuple[str, ...] = ()
    block: tuple[Severity, ...] = ("error",)
    confirm: tuple[Severity, ...] = ("warning",)
    min_confidence: float = Field(default=0.0, ge=0, le=1)
    block_confidence: float = Field(default=0.0, ge=0, le=1)
    block_rules: tuple[str, ...] = ()
    confirm_rules: tuple[str, ...] = ()
    allow_rules: tuple[str, ...] = ()
    audit_log: str | None = None
    audit_text: bool = False
    audit_fail: Literal["open", "closed"] = "open"
    idle_s: float = Field(default=900.0, gt=0)


class Config(_Strict):
    """Everything a linter can be told; ``Config()`` is the default."""

    pack: str = "walmart-us"
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = Field(default=(), alias="extend-select")
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Field(default="warning", alias="fail-on")
    min_confidence: float = Field(default=0.0, ge=0, le=1, alias="min-confidence")
    required: tuple[str, ...] = ()
    max_chars: int = Field(default=200_000, ge=1, alias="max-chars")
    meaning: bool = True
    rule_paths: tuple[str, ...] = Field(default=(), alias="rule-paths")
    verify_rules: bool = Field(default=True, alias="verify-rules")
    plugins: tuple[str, ...] = ()
    ignore_file: str | None = Field(default=None, alias="ignore-file")
    rules: Mapping[str, RuleConfig] = Field(default_factory=dict)
    checks: Mapping[str, CheckConfig] = Field(default_factory=dict)
    language: LanguageConfig = LanguageConfig()
    gate: GateConfig = GateConfig()
