"""A notebook's kernel, run from here: what became of a cell, and what our part in it says."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ..errors import PerfError, UsageError

MIME = "application/vnd.jupyter-perf.command+json"
"""How our part in the kernel tells things: nothing shows it, and no notebook keeps it."""
_READY_SECONDS = 120.0
_POLL_SECONDS = 1.0
_INSIDE = "jupyter_perf.cli.inside"

Hear = Callable[[dict[str, Any]], None]


class KernelTrouble(PerfError):
    """The kernel can't be started, has died, or lacks this package."""


@dataclass(frozen=True)
class Ran:
    """How a cell ended; `error` is empty where it came to its end."""

    error: str = ""


class Kernel:
    """One kernel; `open_kernel` starts and ends it."""

    def __init__(self, manager: Any, client: Any, name: str) -> None:
        self._manager = manager
        self._client = client
        self.name = name

    def run(self, source: str) -> Ran:
        """Run a cell as a front end does. Raises KernelTrouble where the kernel dies."""
        reply = self._execute(source, lambda _said: None, silent=False)
        if reply["status"] == "ok":
            return Ran()
        said = f"{reply.get('ename', reply['status'])}: {reply.get('evalue', '')}"
        return Ran((said.strip().rstrip(":").splitlines() or ["it was stopped"])[0])

    def begin(self, settings: dict[str, Any]) -> None:
        """Start our part in the kernel. Raises KernelTrouble where it lacks the package."""
        code = f"{_called('begin')}(get_ipython(), {json.dumps(settings)!r})"
        reply = self._execute(code, lambda _said: None, silent=True)
        if reply["status"] == "ok":
            return
        if reply.get("ename") == "ModuleNotFoundError":
            raise KernelTrouble(
                f"the kernel {self.name} has no jupyter-perf of this version: install it where that"
                " kernel's Python is, or choose another one with --kernel NAME"
            )
        raise UsageError(str(reply.get("evalue", "")) or "the kernel doesn't answer")

    def ask(self, what: str, hear: Hear, **arguments: Any) -> dict[str, Any]:
        """Have our part do something; `hear` gets what it says meanwhile. Returns its answer."""
        answers: list[dict[str, Any]] = []

        def sort(said: dict[str, Any]) -> None:
            if "answer" in said:
                answers.append(said["answer"])
            else:
                hear(said)

        code = f"{_called('ask')}({what!r}, {json.dumps(arguments)!r})"
        reply = self._execute(code, sort, silent=True)
        if not answers:
            raise KernelTrouble(f"{reply.get('ename')}: {reply.get('evalue')}")
        return answers[-1]

    def _execute(self, code: str, hear: Hear, *, silent: bool) -> dict[str, Any]:
        client = self._client
        asked = client.execute(
            code, silent=silent, store_history=not silent, allow_stdin=False, stop_on_error=False
        )
        idle, reply = False, None
        while not idle or reply is None:
            if not idle and (message := self._next(client.get_iopub_msg, asked)) is not None:
                content = message["content"]
                idle = content.get("execution_state") == "idle"
                data = content.get("data")
                if isinstance(data, dict) and MIME in data:
                    hear(data[MIME])
            elif idle and (message := self._next(client.get_shell_msg, asked)) is not None:
                reply = message["content"]
        found: dict[str, Any] = reply
        return found

    def _next(self, get: Callable[..., Any], asked: str) -> dict[str, Any] | None:
        """The next message about what was asked; None where none has come for a moment."""
        try:
            message: dict[str, Any] = get(timeout=_POLL_SECONDS)
        except queue.Empty:
            if self._manager.is_alive():
                return None
            raise KernelTrouble("the kernel died") from None
        return message if message["parent_header"].get("msg_id") == asked else None


@contextlib.contextmanager
def open_kernel(name: str, notebook: Path) -> Iterator[Kernel]:
    """A kernel that thinks it is that notebook's, in its folder; ended afterwards, come what may.

    Raises UsageError where there is no such kernel, KernelTrouble where it doesn't start.
    """
    from jupyter_client.kernelspec import NoSuchKernel
    from jupyter_client.manager import KernelManager

    whole = notebook.resolve()
    # Magics in the notebook only run their cells: what is searched is said here.
    environment = {**os.environ, "JPY_SESSION_NAME": str(whole), "JUPYTER_PERF": "off"}
    manager = KernelManager(kernel_name=name)
    client: Any = None
    # What a kernel prints is no result of ours.
    with tempfile.TemporaryFile() as said:
        try:
            manager.start_kernel(cwd=str(whole.parent), env=environment, stdout=said, stderr=said)
            client = manager.client()
            client.start_channels()
            client.wait_for_ready(timeout=_READY_SECONDS)
            yield Kernel(manager, client, name)
        except NoSuchKernel:
            advice = "install it with `pip install ipykernel`" if name == "python3" else ""
            raise UsageError(
                f"there is no kernel {name!r} here: {advice or 'choose one with --kernel NAME'}"
            ) from None
        except RuntimeError as error:  # what the client raises where a kernel doesn't start
            why = _last(said) or error
            raise KernelTrouble(f"the kernel {name} doesn't start: {why}") from None
        finally:
            _end(manager, client)


def _end(manager: Any, client: Any) -> None:
    if client is not None:
        client.stop_channels()
    if manager.has_kernel:
        manager.shutdown_kernel(now=True)
    manager.cleanup_resources()


def _last(said: IO[bytes]) -> str:
    """The last line that a kernel printed: mostly why it ended."""
    said.seek(0)
    lines = said.read().decode(errors="replace").splitlines()
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _called(function: str) -> str:
    """The function in the kernel, without a name in the user's namespace."""
    return f"__import__({_INSIDE!r}, fromlist=[{function!r}]).{function}"
