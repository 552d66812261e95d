"""What the SMTP door can be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["ConfirmMode", "SmtpSettings", "UpstreamTls", "address"]

ConfirmMode = Literal["again", "header", "pass", "block"]
UpstreamTls = Literal["auto", "starttls", "tls", "none"]


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """The door's settings; times are in seconds, sizes in bytes.

    Args:
        upstream_host: The mail server that takes the mail.
        upstream_port: Its port.
        upstream_tls: ``tls`` from the first byte, ``starttls``, ``none``, or ``auto``: ``tls`` on port 465, whatever is
            offered on loopback, ``starttls`` elsewhere.
        upstream_s: How long each answer of the mail server may take.
        domains: Mail to a recipient at one of these, or below it, is linted.
        confirm: What becomes of a reply that the gate asks to confirm: ``again`` sends it when it comes a second time,
            ``header`` when it holds the header, ``pass`` at once, ``block`` never. The header counts in ``again`` too.
        again_from_s: A second copy that comes sooner was sent by a program, and confirms nothing.
        again_until_s: A second copy that comes later is asked about again.
        max_size: Largest message.
        max_buffered: All messages under way together.
        max_connections: Clients at once.
        idle_s: How long a client may take for one command.
        data_s: How long a message may take beside ``min_rate``.
        min_rate: Bytes a second, beyond ``data_s``, that a message must arrive with.
    """

    upstream_host: str
    upstream_port: int
    upstream_tls: UpstreamTls = "auto"
    upstream_s: float = 60.0
    domains: tuple[str, ...] = ("relay.walmart.com",)
    confirm: ConfirmMode = "again"
    again_from_s: float = 3.0
    again_until_s: float = 900.0
    max_size: int = 50 * 2**20
    max_buffered: int = 200 * 2**20
    max_connections: int = 64
    idle_s: float = 300.0
    data_s: float = 60.0
    min_rate: int = 16 * 1024

    @property
    def upstream(self) -> str:
        """The mail server as a person writes it."""
        host = f"[{self.upstream_host}]" if ":" in self.upstream_host else self.upstream_host
        return f"{host}:{self.upstream_port}"


def address(text: str, *, lowest: int = 1) -> tuple[str, int]:
    """Return host and port of ``HOST:PORT`` or ``[HOST]:PORT``.

    Raises:
        ValueError: saying what is wrong.
    """
    host, colon, port = text.strip().rpartition(":")
    bracketed = host.startswith("[") and host.endswith("]")
    host = host[1:-1] if bracketed else host
    if not colon or not host or (":" in host and not bracketed):
        raise ValueError(f"{text!r} is not HOST:PORT (an IPv6 address goes in brackets, as in [::1]:25)")
    if not port.isascii() or not port.isdigit() or not lowest <= int(port) <= 65535:
        raise ValueError(f"{text!r}: {port!r} is no port, which is a number from {lowest} to 65535")
    return host, int(port)
