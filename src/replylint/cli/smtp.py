"""``replylint smtp``."""

from __future__ import annotations

import contextlib
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from replylint.cli import options
from replylint.cli.inputs import read_context
from replylint.errors import ConfigError
from replylint.linter import Linter

if TYPE_CHECKING:
    import ssl

__all__ = ["smtp"]

_MB = 2**20


def smtp(
    upstream: Annotated[str, typer.Option(metavar="HOST:PORT", help="The mail server that takes the mail.")],
    listen: Annotated[str, typer.Option(metavar="HOST:PORT", help="The address to listen on; port 0 takes a free one.")] = "127.0.0.1:2525",
    upstream_tls: Annotated[
        Literal["auto", "starttls", "tls", "none"],
        typer.Option(help="How to speak to it; auto: TLS on port 465, what it offers on loopback, STARTTLS elsewhere."),
    ] = "auto",
    upstream_ca: Annotated[Path | None, typer.Option(help="Trust the certificates in this PEM file instead of the system's.")] = None,
    upstream_timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that each of its answers may take.")] = 60.0,
    tls_cert: Annotated[Path | None, typer.Option(help="PEM file with the certificate that clients see; offers STARTTLS.")] = None,
    tls_key: Annotated[Path | None, typer.Option(help="PEM file with its key, where that is another file.")] = None,
    domain: Annotated[list[str] | None, typer.Option(help="Lint mail to this domain; repeatable. By default Walmart's relay.")] = None,
    confirm: Annotated[
        Literal["again", "header", "pass", "block"],
        typer.Option(help="A reply to confirm leaves when sent again, with the header X-Replylint-Confirm, at once, or never."),
    ] = "again",
    context: Annotated[Path | None, typer.Option(help="JSON or YAML file with what holds for every reply, such as the seller's profile.")] = None,
    max_size: Annotated[int, typer.Option(min=1, help="Largest message in MB.")] = 50,
    max_connections: Annotated[int, typer.Option(min=1, help="Clients at once; more are told to come back.")] = 64,
    config: options.ConfigFile = None,
) -> int:
    """Stand between a mail program and its mail server, and keep back replies to Walmart that break the rules."""
    try:
        from replylint.gate.smtp.run import Door, serve  # noqa: PLC0415 - the extra may be missing
    except ImportError as error:
        raise ConfigError(f"replylint smtp needs {error.name}", hint="pip install 'replylint[smtp]'") from None
    from replylint.gate.gate import Gate  # noqa: PLC0415
    from replylint.gate.smtp.settings import SmtpSettings, address  # noqa: PLC0415
    from replylint.gate.smtp.upstream import is_loopback  # noqa: PLC0415

    try:
        host, port = address(listen, lowest=0)
        upstream_host, upstream_port = address(upstream)
    except ValueError as error:
        raise ConfigError(str(error)) from None
    if not is_loopback(host) and tls_cert is None:
        raise ConfigError(
            f"--listen {listen} can be reached from other machines, which would send their passwords unencrypted",
            hint="name a certificate with --tls-cert, or listen on 127.0.0.1",
        )
    linter = Linter(options.project(config).config)
    settings = SmtpSettings(
        upstream_host=upstream_host, upstream_port=upstream_port, upstream_tls=upstream_tls, upstream_s=upstream_timeout,
        domains=tuple(domain) if domain else linter.registry.pack.relays, confirm=confirm, max_size=max_size * _MB,
        max_buffered=4 * max_size * _MB, max_connections=max_connections,
    )  # fmt: skip
    client_tls = _client_tls(tls_cert, tls_key)
    upstream_context = _upstream_tls(upstream_ca)
    around = read_context(context)
    logging.basicConfig(level=logging.WARNING, format="replylint: %(message)s", stream=sys.stderr)
    gate = Gate(linter, door="smtp")

    def told(host: str, port: int) -> None:
        shown = f"[{host}]" if ":" in host else host
        where = ", ".join(settings.domains)
        print(f"replylint: {shown}:{port} to {settings.upstream}, linting mail to {where} (stop with Ctrl+C)", file=sys.stderr, flush=True)

    door = Door(gate, settings, context=around, client_tls=client_tls, upstream_tls=upstream_context)
    try:
        import asyncio  # noqa: PLC0415 - 50 ms that no other command needs

        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(serve(door, host, port, told=told))
    except OSError as error:
        raise ConfigError(f"--listen {listen}: {error.strerror or error}", hint="name another port") from None
    finally:
        gate.close()
    return 0


def _client_tls(cert: Path | None, key: Path | None) -> ssl.SSLContext | None:
    if cert is None:
        if key is not None:
            raise ConfigError("--tls-key is of no use alone", hint="name the certificate with --tls-cert")
        return None
    import ssl  # noqa: PLC0415 - for this command alone

    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        made.load_cert_chain(cert, key)
    except (OSError, ssl.SSLError) as error:
        raise ConfigError(f"--tls-cert {cert}: no certificate with its key ({error.strerror or error})") from None
    return made


def _upstream_tls(ca: Path | None) -> ssl.SSLContext:
    import ssl  # noqa: PLC0415 - as above

    try:
        return ssl.create_default_context(cafile=None if ca is None else str(ca))
    except (OSError, ssl.SSLError) as error:
        raise ConfigError(f"--upstream-ca {ca}: no certificates there ({error.strerror or error})") from None
