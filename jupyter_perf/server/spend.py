"""`spend`: what models cost, by notebook, model and month, and in all."""

from __future__ import annotations

import json
from typing import Any

from jupyter_server.auth.decorator import authorized
from tornado.web import authenticated

from ..records.store import Store
from .base import Handler


class SpendHandler(Handler):
    """Sums over all runs that asked a model, or over those of one notebook."""

    @authenticated
    @authorized
    async def get(self) -> None:
        wanted = self.query(paged=True)

        def look_up(store: Store) -> dict[str, Any]:
            return {**store.spent(wanted).to_json(), "note": store.note}

        found = await self.with_store(look_up)
        for line in found["notebooks"]:
            line["path"] = self.path_of(line["name"])
        for run in found["runs"]:
            run["path"] = self.path_of(run["notebook"])
        await self.finish(json.dumps(found))
