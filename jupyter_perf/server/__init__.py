"""The Jupyter server's side: what is recorded, over HTTP, for the panel.

It serves records and a table of hardware. No request runs code, none tells what is installed: this
process is often in another environment than the kernels, which tell that themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp


def _load_jupyter_server_extension(app: ServerApp) -> None:
    """Called by the server at its start: add the routes below `jupyter-perf/api/`."""
    from .routes import routes

    found = routes(app.web_app.settings["base_url"])
    app.web_app.add_handlers(".*$", found)  # type: ignore[no-untyped-call]
