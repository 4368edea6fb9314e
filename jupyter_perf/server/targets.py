"""`targets`: the hardware that can be estimated for, as this package ships it.

Plug-ins load in kernels, never here, and `here` would be the server's machine: kernels tell those.
"""

from __future__ import annotations

import json

from jupyter_server.auth.decorator import authorized
from tornado.web import authenticated

from ..core.targets.catalogue import shipped
from .base import Handler


class TargetsHandler(Handler):
    """The whole table: it is small, and changes with the package alone."""

    @authenticated
    @authorized
    async def get(self) -> None:
        await self.finish(json.dumps({"targets": [target.to_json() for target in shipped()]}))
