"""The server as BinderHub starts it, in a pod, with an eye on its memory."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

import pod
from image import Image

START_SECONDS = 180
END_SECONDS = 30
LOOK_SECONDS = 0.2
BASE = "/user/tour-k3x9/"


@dataclass
class Server:
    """Its address, and the most memory that was seen to be taken in the pod."""

    url: str
    token: str
    peak_bytes: int = 0


@contextlib.contextmanager
def served(image: Image, made: pod.Pod) -> Iterator[Server]:
    """Run by BinderHub's arguments; ends with all that it started."""
    port, token = _free_port(), secrets.token_hex(12)
    server = Server(f"http://127.0.0.1:{port}{BASE}", token)
    command = [str(image.prefix / "bin/jupyter-notebook"), "--ip=0.0.0.0", f"--port={port}"]
    for app in ("NotebookApp", "ServerApp"):
        command += [f"--{app}.base_url={BASE}", f"--{app}.token={token}"]
        command.append(f"--{app}.trust_xheaders=True")
    # Only for the browser's driver, which asks the application what it shows.
    command += ["--JupyterNotebookApp.expose_app_in_browser=True"]
    command += ["--LabApp.expose_app_in_browser=True"]
    with (image.home.parent / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command,
            **image.process(made.enter),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        ended = threading.Event()
        watching = threading.Thread(target=_watch, args=(made, server, ended), daemon=True)
        watching.start()
        try:
            _wait_for(server.url, process)
            yield server
        finally:
            ended.set()
            watching.join()
            _end(process, made)


def _watch(made: pod.Pod, server: Server, ended: threading.Event) -> None:
    while not ended.wait(LOOK_SECONDS):
        server.peak_bytes = max(server.peak_bytes, made.resident())


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{url}api", timeout=5).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("The server didn't start: see server.log in the folder (--keep).")


def _end(process: subprocess.Popen[bytes], made: pod.Pod) -> None:
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(END_SECONDS)
    # Kernels and their sandboxes are in sessions of their own; the group knows all of them.
    deadline = time.monotonic() + END_SECONDS
    while (left := made.processes()) and time.monotonic() < deadline:
        for each in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        time.sleep(0.2)
    process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
