"""`export`: all runs that match as a file, written as it is read."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from jupyter_server.auth.decorator import authorized
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, authenticated

from ..records.export import csv_parts, json_parts
from .base import Handler

_FORMATS = {"csv": (csv_parts, "text/csv; charset=UTF-8"), "json": (json_parts, "application/json")}
_PARTS_AT_ONCE = 20


class ExportHandler(Handler):
    """CSV holds what a list shows, JSON the whole records."""

    @authenticated
    @authorized
    async def get(self) -> None:
        wanted = self.query(paged=False)
        chosen = self.get_query_argument("format", "json")
        if chosen not in _FORMATS:
            raise HTTPError(400, f"`format` must be one of {', '.join(_FORMATS)}")
        write, content_type = _FORMATS[chosen]
        parts = await self.with_store(lambda store: write(store, wanted))
        self.set_header("Content-Type", content_type)
        self.set_header("Content-Disposition", f'attachment; filename="jupyter-perf-runs.{chosen}"')
        try:
            while text := await self.with_store(lambda _: _some(parts)):
                self.write(text)
                await self.flush()
        except StreamClosedError:  # whoever asked has gone
            return
        await self.finish(set_content_type=content_type)


def _some(parts: Iterator[str]) -> str:
    return "".join(itertools.islice(parts, _PARTS_AT_ONCE))
