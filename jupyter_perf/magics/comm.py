"""The comm `jupyter_perf`: what the kernel and a front end of ours say to each other.

`docs/messages.md` lists the messages. Whatever comes in is plain data: what isn't understood is
ignored, and nothing in it is ever run or formatted as anything but text.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

TARGET = "jupyter_perf"
_MOST_FRONT_ENDS = 8
"""A page that was reloaded doesn't close its comm: the oldest are forgotten."""
_LOG = logging.getLogger("jupyter_perf")

Handler = Callable[[dict[str, Any]], None]


class FrontEnds:
    """The front ends that have opened our comm. Messages may be sent from any thread."""

    def __init__(self, shell: Any, greetings: Callable[[], list[dict[str, Any]]]) -> None:
        self._shell = shell
        self._greetings = greetings
        self._comms: dict[str, Any] = {}
        self._handlers: dict[str, Handler] = {}

    @property
    def connected(self) -> bool:
        return bool(self._comms)

    def on(self, kind: str, handler: Handler) -> None:
        """Have messages of type `kind` passed to `handler`."""
        self._handlers[kind] = handler

    def answers(self, kind: str) -> bool:
        """Whether messages of type `kind` are passed to anybody."""
        return kind in self._handlers

    def register(self) -> None:
        """Let front ends open the comm; without a kernel there are none."""
        if (manager := self._manager()) is not None:
            manager.register_target(TARGET, self._open)

    def unregister(self) -> None:
        if (manager := self._manager()) is None:
            return
        if manager.targets.get(TARGET) == self._open:
            manager.unregister_target(TARGET, self._open)
        for comm in list(self._comms.values()):
            comm.close()
        self._comms.clear()

    def send(self, message: dict[str, Any]) -> None:
        """Tell all front ends."""
        for comm in list(self._comms.values()):
            self._tell(comm, message)

    def _manager(self) -> Any:
        if not hasattr(self._shell, "kernel"):
            return None
        import comm

        return comm.get_comm_manager()

    def _open(self, comm: Any, _message: Any) -> None:
        comm.on_msg(self._hear)
        comm.on_close(lambda _message: self._comms.pop(comm.comm_id, None))
        while len(self._comms) >= _MOST_FRONT_ENDS:
            self._comms.pop(next(iter(self._comms)))
        self._comms[comm.comm_id] = comm
        for greeting in self._greetings():
            self._tell(comm, greeting)

    def _hear(self, message: Any) -> None:
        data = message.get("content", {}).get("data")
        kind = data.get("type") if isinstance(data, dict) else None
        handler = self._handlers.get(kind) if isinstance(kind, str) else None
        if handler is not None:
            handler(data)

    def _tell(self, comm: Any, message: dict[str, Any]) -> None:
        try:
            self._publish(comm, message)
        # A front end that is gone, a socket that is closing: nobody is left to be told.
        except Exception:
            _LOG.debug("a message was not sent", exc_info=True)

    def _publish(self, comm: Any, message: dict[str, Any]) -> None:
        """Send on the kernel's own socket where that is known.

        ipykernel answers on the subshell of whoever spoke last on a comm: a report of the search
        would have the front end's next message wait for the running cell.
        """
        kernel = self._shell.kernel
        session, socket = getattr(kernel, "session", None), getattr(kernel, "iopub_socket", None)
        if session is None or socket is None:
            comm.send(message)
            return
        content = {"comm_id": comm.comm_id, "data": message}
        session.send(socket, "comm_msg", content, ident=getattr(comm, "topic", None))
