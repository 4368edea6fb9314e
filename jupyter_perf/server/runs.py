"""`runs` and `runs/<id>`: list, filter, search, read, delete."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from jupyter_server.auth.decorator import authorized
from tornado.web import HTTPError, authenticated

from ..records.store import Store
from .base import LARGEST_PAGE, Handler


class RunsHandler(Handler):
    """All runs that match, a page at a time."""

    @authenticated
    @authorized
    async def get(self) -> None:
        wanted = self.query(paged=True)

        def look_up(store: Store) -> dict[str, Any]:
            total, page = store.page(wanted)
            return {"total": total, "runs": page, "note": store.note}

        found = await self.with_store(look_up)
        for run in found["runs"]:
            run["path"] = self.path_of(run["notebook"])
        await self.finish(json.dumps(found))

    @authenticated
    @authorized
    async def delete(self) -> None:
        ids = _ids(self.get_json_body())
        deleted = await self.with_store(lambda store: store.delete(ids))
        await self.finish(json.dumps({"deleted": deleted}))


class RunHandler(Handler):
    """One run, whole: source and result too."""

    @authenticated
    @authorized
    async def get(self, run: str) -> None:
        found = await self.with_store(lambda store: store.get(run))
        if found is None:
            raise HTTPError(404, "there is no such run (it may have been deleted)")
        found["path"] = self.path_of(found["notebook"])
        await self.finish(json.dumps(found))

    @authenticated
    @authorized
    async def delete(self, run: str) -> None:
        if not await self.with_store(lambda store: store.delete([run])):
            await self._say_why(run)
        self.set_status(204)
        await self.finish()

    async def _say_why(self, run: str) -> NoReturn:
        """Raise what tells why the run wasn't deleted."""
        kept, note = await self.with_store(lambda store: (store.get(run), store.note))
        if kept is not None:
            raise HTTPError(409, f"the run can't be deleted: {note.replace('%', '%%')}")
        raise HTTPError(404, "there is no such run (it may have been deleted)")


def _ids(body: Any) -> list[str]:
    ids = body.get("ids") if isinstance(body, dict) else None
    if not isinstance(ids, list) or not all(isinstance(each, str) for each in ids):
        raise HTTPError(400, 'the body must be like {"ids": ["…"]}')
    if len(ids) > LARGEST_PAGE:
        raise HTTPError(400, f"at most {LARGEST_PAGE} runs at once")
    return ids
