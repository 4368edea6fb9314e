"""Servers on this machine, known by what they answer; hostile ones do no harm."""

import contextlib
import http.server
import json
import socket
import threading
import time

import pytest

from jupyter_perf.errors import UsageError
from jupyter_perf.refinement.endpoint import local


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch):
    """A busy machine is no reason to fail: only where nothing comes is time to be up soon."""
    monkeypatch.setattr(local, "SECONDS", 10.0)


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        status, headers, body = self.server.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def serve():
    """Starts a server that answers `{path: JSON, or (status, headers, bytes)}`."""
    with contextlib.ExitStack() as stack:

        def start(answers):
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            server.answers = {
                path: each if isinstance(each, tuple) else (200, {}, json.dumps(each).encode())
                for path, each in answers.items()
            }
            server.asked = []
            thread = threading.Thread(target=server.serve_forever, args=(0.01,))
            thread.start()
            stack.callback(lambda: (server.shutdown(), server.server_close(), thread.join()))
            server.address = f"http://127.0.0.1:{server.server_port}/v1"
            return server

        yield start


def models(*ids, **more):
    return {"object": "list", "data": [{"id": each, "object": "model", **more} for each in ids]}


VERSION = {"version": "0.12.3"}
KINDS = {
    "Ollama": {"/v1/models": models("qwen2.5-coder:7b", owned_by="library")},
    "LM Studio": {"/v1/models": models("a", "b", owned_by="organization_owner")},
    "llama.cpp": {"/v1/models": models("m.gguf", owned_by="llamacpp", meta={"n_ctx_train": 4096})},
    "vLLM": {"/v1/models": models("org/m", owned_by="vllm", max_model_len=8192)},
    "SGLang": {"/v1/models": models("org/m", owned_by="sglang")},
    "Docker Model Runner": {
        "/v1/models": models("ai/m", owned_by="docker"),
        "/api/version": VERSION,
    },
    "LocalAI": {"/v1/models": models("m"), "/version": VERSION},
    "LiteLLM": {
        "/v1/models": (
            200,
            {"x-litellm-version": "1.99"},
            json.dumps(models("gpt", owned_by="openai")).encode(),
        )
    },
    local.UNKNOWN: {"/v1/models": models("m", owned_by="somebody"), "/version": VERSION},
}


@pytest.mark.parametrize("name", KINDS)
def test_each_is_known_by_its_answer(serve, name):
    server = serve(KINDS[name])
    (found,) = local.found([server.address])
    assert found.name == name
    assert found.base_url == server.address
    assert found.models
    assert not found.note


def test_ollama_without_models_or_with_others_models(serve):
    for data in (None, [], models("me/m", owned_by="me")["data"]):
        listed = {"object": "list", "data": data}
        (found,) = local.found([serve({"/v1/models": listed, "/api/version": VERSION}).address])
        assert found.name == "Ollama"


def test_what_a_model_can_read_is_told(serve):
    (found,) = local.found([serve(KINDS["vLLM"]).address])
    assert found.contexts == {"org/m": 8192}
    (found,) = local.found([serve(KINDS["llama.cpp"]).address])
    assert found.contexts == {"m.gguf": 4096}


def test_several_at_once_in_their_order(serve):
    servers = [serve(KINDS[name]) for name in ("vLLM", "Ollama", "SGLang")]
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
        found = local.found([servers[0].address, nobody, *(each.address for each in servers[1:])])
    assert [each.name for each in found] == ["vLLM", "Ollama", "SGLang"]


def test_a_server_that_asks_for_a_key_is_told_of(serve):
    server = serve({"/v1/models": (401, {"x-litellm-version": "1"}, b"{}")})
    (found,) = local.found([server.address])
    assert (found.name, found.models) == ("LiteLLM", ())
    assert "--api-key-env" in found.note


def test_no_key_is_sent(serve, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-SECRET")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    server = serve(KINDS["Ollama"])
    assert local.found([server.address])
    assert "SECRET" not in str(server.asked)
    assert all("Authorization" not in headers for _, headers in server.asked)


def test_redirects_are_not_followed(serve):
    other = serve(KINDS["Ollama"])
    server = serve({"/v1/models": (302, {"Location": f"{other.address}/models"}, b"")})
    assert local.found([server.address]) == []
    assert other.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        (200, {}, b"<html>nginx</html>"),
        (200, {}, b""),
        (200, {}, b"\xff\xfe"),
        (200, {}, b"[" * 100_000),
        (200, {}, b'{"data": 3}'),
        (200, {}, b'{"data": {"id": "m"}}'),
        (200, {}, b"null"),
        (200, {}, b'{"data": [' + b'{"id": "m"},' * 300_000 + b"{}]}"),
        (500, {}, b'{"data": []}'),
    ],
    ids=["html", "empty", "bytes", "deep", "number", "object", "null", "huge", "error"],
)
def test_what_is_no_list_of_models_is_no_server(serve, answer):
    assert local.found([serve({"/v1/models": answer}).address]) == []


def test_odd_models_are_left_out(serve):
    ids = ["good", "", "x" * 400, "a\nb", "\x1b[31m", 3, None, ["l"]]
    listed = {"data": [*({"id": each} for each in ids), "text", None, {}]}
    (found,) = local.found([serve({"/v1/models": listed}).address])
    assert found.models == ("good",)


@pytest.fixture
def raw():
    """Starts something that accepts a connection, sends these bytes and drips more for ever."""
    with contextlib.ExitStack() as stack:

        def start(first):
            listening = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
            ended = threading.Event()

            def drip():
                with contextlib.suppress(OSError):
                    connection, _ = listening.accept()
                    with connection:
                        connection.sendall(first)
                        while not ended.wait(0.02):
                            connection.sendall(b"x")

            thread = threading.Thread(target=drip)
            thread.start()
            stack.callback(thread.join)
            stack.callback(ended.set)
            return f"http://127.0.0.1:{listening.getsockname()[1]}/v1"

        yield start


@pytest.mark.parametrize(
    "first",
    [
        b"",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\nX-Drip: ",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n[",
    ],
    ids=["silence", "ssh", "headers", "body"],
)
def test_whatever_listens_there_is_left_when_time_is_up(raw, first, monkeypatch):
    monkeypatch.setattr(local, "SECONDS", 0.1)
    before = threading.active_count()
    address = raw(first)
    begun = time.monotonic()
    assert local.found([address]) == []
    assert time.monotonic() - begun < 20, "it ends"
    assert threading.active_count() <= before + 1, "only the other side's thread is left"


@pytest.mark.parametrize(
    "address", ["http://models.example.org/v1", "http://10.0.0.1/v1", "http://0.0.0.0:1/v1"]
)
def test_no_other_machine_is_ever_asked(address):
    with pytest.raises(UsageError, match="this machine"):
        local.found([address])


def test_the_usual_addresses_are_on_this_machine():
    assert len(set(local.SERVERS)) == len(local.SERVERS)
    assert all(local.addresses.is_loopback(each) for each in local.SERVERS)
