"""Servers of JupyterLab and Notebook for the tests, each with folders of its own."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

TOKEN = "for-tests-only"
START_SECONDS = 120
END_SECONDS = 20
BARE_KERNEL = "bare"
"""A kernel in whose environment jupyter_perf isn't."""
_WITHOUT_US = """
import sys
from ipykernel.kernelapp import launch_new_instance

class Hides:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "jupyter_perf":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Hides())
launch_new_instance()
"""
_STAYING = ("--port-retries=0", "--no-browser", "--allow-root")


@dataclass(frozen=True)
class Lab:
    """A running server: its address, and the folder that it shows."""

    url: str
    folder: Path
    settings: Path
    base: Path

    @property
    def records(self) -> Path:
        """Where its kernels and the server keep what was found."""
        return self.base / "records"

    def set(self, plugin: str, values: dict[str, Any]) -> None:
        """Write a user's settings of `plugin` (`@jupyterlab/apputils-extension:themes`)."""
        package, _, name = plugin.partition(":")
        file = self.settings / package / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))

    def end_kernels(self) -> None:
        """What a test has started isn't there in the next."""
        for kernel in json.loads(self._asked("GET", "api/kernels")):
            with contextlib.suppress(urllib.error.HTTPError):  # gone by itself
                self._asked("DELETE", f"api/kernels/{kernel['id']}")

    def _asked(self, method: str, path: str) -> bytes:
        request = urllib.request.Request(f"{self.url}/{path}", method=method)
        request.add_header("Authorization", f"token {TOKEN}")
        with urllib.request.urlopen(request, timeout=30) as answer:
            found: bytes = answer.read()
            return found


@contextlib.contextmanager
def running(
    base: Path, app: str = "jupyterlab", *, disabled: tuple[str, ...] = ()
) -> Iterator[Lab]:
    """A server of `app` (`jupyterlab` or `notebook`) without the extensions `disabled`."""
    port = _free_port()
    lab = Lab(f"http://127.0.0.1:{port}", base / "notebooks", base / "settings", base)
    lab.folder.mkdir()
    lab.set("@jupyterlab/apputils-extension:notification", {"fetchNews": "false"})
    _write(
        base / "config/labconfig/page_config.json",
        {"disabledExtensions": dict.fromkeys(disabled, True)},
    )
    _write(base / "share/kernels" / BARE_KERNEL / "kernel.json", _bare_kernel())
    command = [sys.executable, "-m", app, f"--port={port}", *_STAYING]
    command += [f"--ServerApp.root_dir={lab.folder}", f"--IdentityProvider.token={TOKEN}"]
    name = "LabApp" if app == "jupyterlab" else "JupyterNotebookApp"
    command.append(f"--{name}.expose_app_in_browser=True")
    with (base / "log").open("wb") as log:
        server = subprocess.Popen(
            command, env=_environment(lab), stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
    try:
        _wait_for(lab.url, server, base / "log")
        yield lab
    finally:
        _end(server)


def _environment(lab: Lab) -> dict[str, str]:
    return os.environ | {
        "JUPYTERLAB_SETTINGS_DIR": str(lab.base / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(lab.base / "workspaces"),
        "JUPYTER_CONFIG_DIR": str(lab.base / "config"),
        "JUPYTER_RUNTIME_DIR": str(lab.base / "runtime"),
        "JUPYTER_PATH": str(lab.base / "share"),
        "JUPYTER_PERF_HOME": str(lab.records),  # what was found before is shown at once
    }


def _bare_kernel() -> dict[str, Any]:
    argv = [sys.executable, "-c", _WITHOUT_US, "-f", "{connection_file}"]
    return {"argv": argv, "display_name": "Bare", "language": "python"}


def _write(file: Path, data: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{url}/api", timeout=5).close()
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise AssertionError(f"the server didn't start:\n{log.read_text()[-3000:]}")


def _end(server: subprocess.Popen[bytes]) -> None:
    """Ask it to end, and where it is held up by a kernel, end that too."""
    kernels = psutil.Process(server.pid).children(recursive=True)
    server.terminate()
    try:
        server.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        for kernel in psutil.wait_procs(kernels, timeout=0)[1]:
            kernel.kill()
        server.kill()
        server.wait()
