"""``replylint serve``."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from replylint.cli import options
from replylint.errors import ConfigError
from replylint.linter import Linter

__all__ = ["serve"]


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on; any but loopback needs a token in REPLYLINT_TOKEN.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8765,
    max_requests: Annotated[int, typer.Option(min=1, help="Requests under way at once; more are told to come back.")] = 64,
    max_body: Annotated[int, typer.Option(min=1, help="Bytes that a request may have.")] = 4 * 2**20,
    config: options.ConfigFile = None,
) -> int:
    """Serve the gate over HTTP, and a page to write replies on."""
    try:
        from replylint.gate.http.app import make_app  # noqa: PLC0415 - the extra may be missing
        from replylint.gate.http.run import is_loopback, serve  # noqa: PLC0415
    except ImportError as error:
        raise ConfigError(f"replylint serve needs {error.name}", hint="pip install 'replylint[server]'") from None
    import replylint  # noqa: PLC0415
    from replylint.gate.gate import Gate  # noqa: PLC0415
    from replylint.gate.http.limits import Limits  # noqa: PLC0415

    token = os.environ.get("REPLYLINT_TOKEN") or None
    local = is_loopback(host)
    if not local and token is None:
        raise ConfigError(f"--host {host} can be reached from other machines", hint="set REPLYLINT_TOKEN, or listen on 127.0.0.1")
    hosts = frozenset({"localhost", "127.0.0.1", "::1", host.strip("[]")}) if local else frozenset()
    gate = Gate(Linter(options.project(config).config), door="http")
    app = make_app(gate, Limits(max_body=max_body, max_requests=max_requests, token=token, hosts=hosts), version=replylint.__version__)
    print(f"replylint: http://{host}:{port}/ (stop with Ctrl+C)", file=sys.stderr, flush=True)
    serve(app, host=host, port=port)
    return 0
