"""A real kernel to run cells in, and what came back."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from jupyter_client.manager import KernelManager

ROOT = Path(__file__).resolve().parents[2]
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Ran:
    """One execution. `outputs` are message contents in order, updates put in place."""

    reply: dict = field(default_factory=dict)
    outputs: list = field(default_factory=list)
    updates: int = 0

    def texts(self, kind):
        return [c["data"]["text/plain"] for k, c in self.outputs if k == kind]

    @property
    def value(self):
        return "\n".join(self.texts("execute_result"))

    @property
    def shown(self):
        return "\n".join(self.texts("display_data"))

    @property
    def printed(self):
        return "".join(c["text"] for k, c in self.outputs if k == "stream")

    @property
    def errors(self):
        return [_ANSI.sub("", "\n".join(c["traceback"])) for k, c in self.outputs if k == "error"]


class Kernel:
    def __init__(self, folder, **environment):
        self.manager = KernelManager(kernel_name="python3")
        paths = f"{ROOT}{os.pathsep}{Path(__file__).parent}"
        env = {
            **os.environ,
            "PYTHONPATH": paths,
            "JUPYTER_PERF_HOME": str(folder / "home"),
            "IPYTHONDIR": str(folder / "ipython"),
            **environment,
        }
        env.pop("PYTEST_CURRENT_TEST", None)
        self.manager.start_kernel(cwd=str(folder), env=env)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def run(self, code, *, on_progress=None, answer=None):
        """Execute as a notebook cell would; `on_progress(kernel)` is called at each update, and
        `answer` is given where the cell asks (None: there is nobody to ask)."""
        ran = Ran()

        def hear(message):
            kind, content = message["msg_type"], message["content"]
            shown = content.get("transient", {}).get("display_id")
            if kind == "update_display_data":
                ran.updates += 1
                ran.outputs[:] = [
                    (k, content if c.get("transient", {}).get("display_id") == shown else c)
                    for k, c in ran.outputs
                ]
            elif kind in ("execute_result", "display_data", "stream", "error"):
                ran.outputs.append((kind, content))
            if kind == "display_data" and on_progress is not None:
                on_progress(self)

        reply = self.client.execute_interactive(
            code,
            timeout=60,
            output_hook=hear,
            allow_stdin=answer is not None,
            stdin_hook=lambda _message: self.client.input(answer),
        )
        ran.reply = reply["content"]
        return ran

    def ask(self, expression):
        """The repr of an expression in the kernel, leaving no trace in `_`."""
        message = self.client.execute_interactive(
            "", user_expressions={"v": f"repr({expression})"}, timeout=60
        )
        answer = message["content"]["user_expressions"]["v"]
        return answer["data"]["text/plain"][1:-1] if answer["status"] == "ok" else answer["ename"]

    def interrupt(self):
        self.manager.interrupt_kernel()

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.manager.cleanup_resources()
