"""Every error replylint raises, as one tree.

::

    ReplylintError            code, message, hint
    ├── InputError            C1xx  a draft, context, case or file is invalid
    ├── ConfigError           C2xx  a configuration key, value or selector is invalid
    ├── RuleFileError         C3xx  a rule file or pack is invalid
    ├── PluginError           C4xx  a plugin cannot be loaded or clashes
    ├── BackendError          C5xx  a service (grammar, meaning) failed
    │   ├── BackendUnavailable
    │   ├── BackendTimeout
    │   └── BackendProtocolError
    └── CheckCrashed          C6xx  a check raised (strict mode only)

Violations are never exceptions.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = [
    "BackendError",
    "BackendProtocolError",
    "BackendTimeout",
    "BackendUnavailable",
    "CheckCrashed",
    "ConfigError",
    "InputError",
    "PluginError",
    "ReplylintError",
    "RuleFileError",
    "nearest",
]


class ReplylintError(Exception):
    """Base of all errors.

    Args:
        message: One sentence that names the place and what is wrong there.
        hint: What to do about it, or ``None``.
        code: A stable code; each class has a default.
    """

    code = "C000"

    def __init__(self, message: str, *, hint: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        """Return message and hint as one line."""
        return f"{self.message} ({self.hint})" if self.hint else self.message


class InputError(ReplylintError):
    """A draft, context, case or input file is invalid."""

    code = "C101"


class ConfigError(ReplylintError):
    """A configuration key, value or selector is invalid."""

    code = "C201"


class RuleFileError(ReplylintError):
    """A rule file or pack is invalid; the message names file, line and key."""

    code = "C301"


class PluginError(ReplylintError):
    """A plugin cannot be loaded, or its ids clash with others."""

    code = "C401"


class BackendError(ReplylintError):
    """A service that a check needs failed."""

    code = "C501"


class BackendUnavailable(BackendError):
    """The service is not installed or cannot be started."""

    code = "C502"


class BackendTimeout(BackendError):
    """The service did not answer within its deadline."""

    code = "C503"


class BackendProtocolError(BackendError):
    """The service answered something that cannot be understood."""

    code = "C504"


class CheckCrashed(ReplylintError):
    """A check raised an exception; only in strict mode, else it is a failure in the report."""

    code = "C601"


def nearest(name: str, choices: Iterable[str]) -> str | None:
    """Return a hint naming the choice nearest to ``name``, or ``None`` where none is near."""
    import difflib  # noqa: PLC0415 - only where a name is wrong

    matches = difflib.get_close_matches(name, list(choices), n=1, cutoff=0.5)
    return f"did you mean {matches[0]!r}?" if matches else None
