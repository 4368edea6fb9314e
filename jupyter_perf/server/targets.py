"""`targets`: the hardware that can be estimated for: shipped, and the user's own rows.

Plug-ins load in kernels, never here, and `here` would be the server's machine: kernels tell those.
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from jupyter_server.auth.decorator import authorized
from tornado.web import authenticated

from ..core.targets import own
from ..core.targets.catalogue import shipped
from .base import Handler


class TargetsHandler(Handler):
    """The whole table; with `notebook`, also what the project's file beside that one adds."""

    @authenticated
    @authorized
    async def get(self) -> None:
        folder = self._beside(self.get_query_argument("notebook", ""))
        rows = await asyncio.get_running_loop().run_in_executor(None, _rows, folder)
        await self.finish(json.dumps({"targets": rows}))

    def _beside(self, notebook: str) -> Path | None:
        """The folder of the notebook, where that lies below what the server serves."""
        root = self._root()
        if root is None or not notebook:
            return None
        try:
            folder = Path(self._whole_path(notebook)).parent.resolve()
            return folder if folder.is_relative_to(root.resolve()) else None
        except (OSError, ValueError):  # no path: a null character, a loop of links
            return None


def _rows(folder: Path | None) -> list[dict[str, Any]]:
    taken = {target.name for target in shipped()} | {"here"}
    # Without a notebook there is no project: the server's own folder isn't one.
    mine, _ = own.found(folder or own.machines_folder())
    added = [each.target for name, each in mine.items() if name not in taken]
    return [target.to_json() for target in (*shipped(), *added)]
