"""A front end as the kernel sees it: it opens the comm and hears all that is published."""

import queue
import time
import uuid

from jupyter_client import BlockingKernelClient

MIME_TYPE = "application/vnd.jupyter-perf.result+json"
_PATIENCE_SECONDS = 60


class FrontEnd:
    """Has channels of its own, beside those through which a test runs cells."""

    def __init__(self, kernel):
        # Not the manager's: its clients share a session, and with it their address.
        self.client = BlockingKernelClient()
        self.client.load_connection_info(kernel.manager.get_connection_info())
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)
        self.comm_id = uuid.uuid4().hex
        self.heard = []
        """Every message on IOPub so far, in order."""

    def open(self):
        self._send(
            "comm_open", {"comm_id": self.comm_id, "target_name": "jupyter_perf", "data": {}}
        )
        return self.message("hello")

    def say(self, data, subshell=None):
        """Send `data` over the comm."""
        self._send("comm_msg", {"comm_id": self.comm_id, "data": data}, subshell)

    def close(self):
        self._send("comm_close", {"comm_id": self.comm_id, "data": {}})
        self.client.stop_channels()

    def execute(self, code, cell):
        """Run `code` as the cell of that id; returns the id of the request."""
        content = {
            "code": code,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": False,
        }
        return self._send("execute_request", content, metadata={"cellId": cell})

    def ran(self, request):
        """Wait for the reply to `request`."""
        return self._until(
            self.client.get_shell_msg, lambda m: m["parent_header"].get("msg_id") == request
        )["content"]

    def subshell(self):
        """Begin a subshell, as JupyterLab does for each comm target; None without support."""
        self.client.kernel_info()
        info = self._until(
            self.client.get_shell_msg, lambda m: m["msg_type"] == "kernel_info_reply"
        )["content"]
        if "kernel subshells" not in info.get("supported_features", []):
            return None
        message = self.client.session.msg("create_subshell_request", {})
        self.client.control_channel.send(message)
        reply = self._until(
            self.client.get_control_msg, lambda m: m["msg_type"] == "create_subshell_reply"
        )
        return reply["content"].get("subshell_id")

    def message(self, kind, **wanted):
        """The next message of that kind on the comm, from now on or heard since the last one."""
        return self.hear(
            lambda m: (
                m["msg_type"] == "comm_msg"
                and m["content"]["comm_id"] == self.comm_id
                and (data := m["content"]["data"])["type"] == kind
                and all(data.get(name) == value for name, value in wanted.items())
            )
        )["content"]["data"]

    def hear(self, wanted):
        """The first message on IOPub that `wanted` accepts, now or later."""
        for message in self.heard:
            if "seen" not in message and wanted(message):
                message["seen"] = True
                return message
        return self._until(self.client.get_iopub_msg, wanted, self.heard)

    def outputs(self, request):
        """What was published for that request: (kind, content), updates of its displays too."""
        kinds = ("stream", "display_data", "execute_result", "error")
        found, displays = [], set()
        for message in self.heard:
            kind, content = message["msg_type"], message["content"]
            display = content.get("transient", {}).get("display_id")
            if kind == "update_display_data":
                # Where an update belongs is the display's matter, as for any front end.
                if display in displays:
                    found.append((kind, content))
            elif kind in kinds and message["parent_header"].get("msg_id") == request:
                displays.add(display)
                found.append((kind, content))
        return found

    def pictures(self, request):
        """The data of our type that was shown for that request, in order."""
        contents = [content for _, content in self.outputs(request) if "data" in content]
        return [c["data"][MIME_TYPE] for c in contents if MIME_TYPE in c["data"]]

    def _send(self, kind, content, subshell=None, metadata=None):
        message = self.client.session.msg(kind, content, metadata=metadata)
        if subshell is not None:
            message["header"]["subshell_id"] = subshell
        self.client.shell_channel.send(message)
        return message["header"]["msg_id"]

    def _until(self, receive, wanted, kept=None):
        end = time.monotonic() + _PATIENCE_SECONDS
        while (left := end - time.monotonic()) > 0:
            try:
                message = receive(timeout=left)
            except queue.Empty:
                break
            if kept is not None:
                kept.append(message)
            if wanted(message):
                message["seen"] = True
                return message
        raise AssertionError("the kernel didn't say what was waited for")
