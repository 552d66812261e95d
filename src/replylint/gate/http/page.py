"""The page at ``/`` and its three files, with headers that let it load nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

__all__ = ["page_routes"]

_FOLDER = Path(__file__).parent.parent / "page"
_TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}


def page_routes(*, token: bool) -> list[Route]:
    """Return the routes of the page; ``token`` says that it must ask for one."""
    index = _served(_FOLDER / "index.html", {b"{{token}}": b"required" if token else b"none"})
    routes = [Route("/", index, methods=["GET"])]
    routes += [Route(f"/page/{path.name}", _served(path, {}), methods=["GET"]) for path in sorted(_FOLDER.iterdir()) if path.suffix in _TYPES]
    return routes


def _served(path: Path, places: dict[bytes, bytes]) -> Callable[[Request], Awaitable[Response]]:
    body = path.read_bytes()
    for place, value in places.items():
        body = body.replace(place, value)
    media_type = _TYPES[path.suffix]

    async def serve(_request: Request) -> Response:
        return Response(body, media_type=media_type, headers=_HEADERS)

    return serve
