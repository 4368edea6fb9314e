"""What all handlers share: the store, off the event loop; errors as JSON, in words."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from jupyter_server.base.handlers import APIHandler
from tornado.web import HTTPError

from ..errors import PolicyError, UsageError
from ..records.store import Query, Store, store

T = TypeVar("T")
LARGEST_PAGE = 1_000
_PAGE = 100
_WORDS = ("kind", "outcome", "cell", "search", "sort", "order")


class Handler(APIHandler):
    """Answers in JSON; every verb of a subclass is `authenticated` and `authorized`."""

    auth_resource = "jupyter-perf"

    async def with_store(self, work: Callable[[Store], T]) -> T:
        """`work` in a thread of its own: a slow disk must not hold up the server."""
        with _in_words():
            return await asyncio.get_running_loop().run_in_executor(None, lambda: work(store()))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """`{"message"}`: of our own errors what they say, of others only what HTTP calls them."""
        error = kwargs.get("exc_info", (None, None))[1]
        message = http.client.responses.get(status_code, "unknown error")
        if isinstance(error, HTTPError) and error.log_message:
            # Tornado doubles percent signs, or fills them from `args`.
            message = error.log_message % (error.args or ())
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps({"message": message}))

    def query(self, *, paged: bool) -> Query:
        """The filters in the address. Raises HTTPError 400 where one makes no sense."""
        words = {name: self.get_query_argument(name, "") for name in _WORDS}
        given = {name: value for name, value in words.items() if value}
        notebook = self._whole_path(self.get_query_argument("notebook", ""))
        limit = self._number("limit", _PAGE, LARGEST_PAGE) if paged else None
        offset = self._number("offset", 0, 2**53) if paged else 0
        with _in_words():
            return Query(notebook=notebook, limit=limit, offset=offset, **given)

    def path_of(self, notebook: str) -> str | None:
        """The path of `notebook` as the server's file browser has it; None outside of that."""
        root = self._root()
        if root is None or not notebook:
            return None
        with contextlib.suppress(ValueError):
            return Path(notebook).relative_to(root).as_posix()
        return None

    def _whole_path(self, notebook: str) -> str:
        """A path below the server's root, as the front end has it, made absolute."""
        root = self._root()
        if not notebook or root is None or Path(notebook).is_absolute():
            return notebook
        return str(root / notebook)

    def _root(self) -> Path | None:
        found = getattr(self.contents_manager, "root_dir", None)  # not all of them are folders
        return Path(found) if found else None

    def _number(self, name: str, default: int, largest: int) -> int:
        text = self.get_query_argument(name, str(default))
        # More digits than that are refused before they are read.
        if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= largest):
            raise HTTPError(400, f"`{name}` must be a whole number from 0 to {largest}")
        return int(text)


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    """Errors of ours as HTTP errors: what was asked is wrong, or not allowed."""
    try:
        yield
    except UsageError as error:
        raise HTTPError(400, str(error)) from None
    except PolicyError as error:
        raise HTTPError(403, str(error)) from None
