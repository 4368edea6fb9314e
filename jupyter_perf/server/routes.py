"""Which address is answered by what; `openapi.json` says the same to the world."""

from __future__ import annotations

from jupyter_server.utils import url_path_join
from tornado.web import RequestHandler

from .documents import OpenApiHandler
from .exports import ExportHandler
from .runs import RunHandler, RunsHandler
from .spend import SpendHandler
from .targets import TargetsHandler

ROOT = "jupyter-perf/api"
HANDLERS: dict[str, type[RequestHandler]] = {
    "runs": RunsHandler,
    r"runs/([^/]+)": RunHandler,
    "export": ExportHandler,
    "spend": SpendHandler,
    "targets": TargetsHandler,
    r"openapi\.json": OpenApiHandler,
}


def routes(base_url: str) -> list[tuple[str, type[RequestHandler]]]:
    """(pattern, handler) below the server's `base_url`."""
    return [(url_path_join(base_url, ROOT, path), each) for path, each in HANDLERS.items()]
