"""No request ends up elsewhere than at the address that was given.

Runs alone with any `openai` that is supported: `test_other_clients.py` does so with others.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

import pytest
from endpoint.asked import KEY, ask, provider
from endpoint.server import EndpointServer

from jupyter_perf.errors import PerfError
from jupyter_perf.refinement.endpoint.exchange import Ended
from jupyter_perf.refinement.endpoint.staying import base_of, detour, without_redirects


class Redirecting(ThreadingHTTPServer):
    """Sends every request to `there`, with `status`."""

    daemon_threads = False

    def __init__(self, there: str, status: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.there, self.status = there, status
        self.url = f"http://127.0.0.1:{self.server_port}/v1"
        self.seen = 0
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Redirecting:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        """Quiet."""

    def _redirect(self) -> None:
        server = cast(Redirecting, self.server)
        server.seen += 1
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(server.status)
        if server.there:
            self.send_header("Location", server.there + self.path.removeprefix("/v1"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST = _redirect


@pytest.fixture
def elsewhere() -> Iterator[EndpointServer]:
    """Where the redirects lead: it would answer whatever it is asked."""
    with EndpointServer() as running:
        yield running


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("api", ["chat", "responses"])
def test_no_redirect_is_followed(elsewhere: EndpointServer, status: int, api: str) -> None:
    with Redirecting(elsewhere.url, status) as here, provider(here.url, api=api) as made:
        answer = ask(made)
        assert here.seen == 1
    assert elsewhere.requests == []
    assert (answer.ended, answer.fatal, answer.usage.input_tokens) == (Ended.FAILED, True, 0)
    assert f"redirects to {elsewhere.url}, which isn't followed: HTTP {status}" in answer.trouble
    assert "nothing should have been billed. Give the final address" in answer.trouble


@pytest.mark.parametrize("status", [302, 307, 308])
def test_nor_one_of_the_list_of_models(elsewhere: EndpointServer, status: int) -> None:
    refused = pytest.raises(PerfError, match=r"redirects to .*--base-url")
    with Redirecting(elsewhere.url, status) as here, provider(here.url) as made, refused:
        made.models(5.0)
    assert elsewhere.requests == []


def test_one_that_leads_to_itself_is_asked_once() -> None:
    with Redirecting("", 307) as here, provider(here.url) as made:
        answer = ask(made)
        assert here.seen == 1
    assert "redirects elsewhere" in answer.trouble


def test_a_client_that_can_not_be_kept_here_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """As one of a later version of the package might be."""
    import openai

    class Other:
        """Has no transport of the kind that is known."""

        def __init__(self, **_options: Any) -> None:
            self.chat = self.models = self

        def close(self) -> None:
            """Nothing is open."""

    monkeypatch.setattr(openai, "OpenAI", Other)
    with EndpointServer() as server, provider(server) as made:
        with pytest.raises(PerfError, match="can't be kept from following redirects"):
            ask(made)
        with pytest.raises(PerfError, match="can't be kept from following redirects"):
            made.models(5.0)
    assert server.requests == []


def test_this_version_can_be_kept_here() -> None:
    import openai

    client = without_redirects(openai.OpenAI(api_key=KEY, base_url="http://127.0.0.1:9/v1"))
    assert client._client.follow_redirects is False
    client.close()


@pytest.mark.parametrize(
    ("location", "base"),
    [
        ("https://b.example/api/v2/chat/completions?key=abc", "https://b.example/api/v2"),
        ("//b.example:8443/v1/responses", "http://b.example:8443/v1"),
        ("/openai/v1/chat/completions/", "http://a.example/openai/v1"),
        ("https://user:secret@b.example/v1/models", "https://b.example/v1"),
        ("https://[::1]:8443/v1", "https://[::1]:8443/v1"),
        (f"https://b.example/{KEY}/v1", "https://b.example/<key>/v1"),
        ("https://b.example/\x1b[31m<b>\u202e/v1", "https://b.example/ /v1"),
        ("javascript:alert(1)", ""),
        ("https://[", ""),
        ("https://b.example:99999/v1", ""),
        ("", ""),
    ],
)
def test_where_a_redirect_leads_is_said_without_secrets(location: str, base: str) -> None:
    assert base_of(location, "http://a.example/v1/chat/completions", KEY) == base


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY", "ALL_PROXY"])
def test_a_proxy_does_not_get_what_is_for_this_machine(
    elsewhere: EndpointServer, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    with EndpointServer() as server:
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv(variable, elsewhere.url.removesuffix("/v1"))
        with provider(server) as made:
            answer = ask(made)
            assert (answer.fatal, answer.attempts) == (True, 0)
            assert "Set NO_PROXY=127.0.0.1" in answer.trouble
            with pytest.raises(PerfError, match="NO_PROXY"):
                made.models(5.0)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        with provider(server) as made:
            assert ask(made).ended is Ended.STOP
    assert elsewhere.requests == []


def test_other_machines_are_reached_through_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    assert detour("https://models.example/v1") == ""
    assert detour("http://127.0.0.1:9/v1") == ""
    assert "NO_PROXY=::1" in detour("https://[::1]:9/v1")
