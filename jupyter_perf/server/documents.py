"""`openapi.json`: what this interface takes and gives, for programs that read such documents."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jupyter_server.auth.decorator import authorized
from tornado.web import authenticated

from .._version import __version__
from .base import Handler


@cache
def openapi() -> dict[str, Any]:
    """The document, without an address of a server."""
    text = Path(__file__).with_name("openapi.json").read_text("utf-8")
    document: dict[str, Any] = json.loads(text)
    document["info"]["version"] = __version__
    return document


class OpenApiHandler(Handler):
    """The document, with the address of this server."""

    @authenticated
    @authorized
    async def get(self) -> None:
        server = {"url": f"{self.base_url}jupyter-perf/api"}
        await self.finish(json.dumps({**openapi(), "servers": [server]}))
