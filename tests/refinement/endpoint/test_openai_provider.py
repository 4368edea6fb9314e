"""Keys, addresses, the list of models, and how the provider is found."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from endpoint.asked import KEY, ask, provider
from endpoint.scenarios import NAMES
from endpoint.server import EndpointServer

from jupyter_perf.errors import PerfError
from jupyter_perf.refinement.endpoint.exchange import Ended
from jupyter_perf.refinement.endpoint.target import Target
from jupyter_perf.refinement.providers import PROVIDERS
from jupyter_perf.refinement.providers.openai import OpenAI


def test_it_is_registered() -> None:
    assert PROVIDERS.get("openai") is OpenAI


def test_the_package_is_imported_at_the_first_request_only() -> None:
    program = (
        "import sys; from jupyter_perf.refinement.providers.openai import OpenAI; "
        "from jupyter_perf.refinement.endpoint.target import Target; "
        "OpenAI(Target('openai', 'm', 'http://127.0.0.1:9/v1')); "
        "sys.exit('openai' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_key_is_sent_and_seen_nowhere_else() -> None:
    with EndpointServer(key=KEY) as server, provider(server) as made:
        assert ask(made).ended is Ended.STOP
        assert KEY not in str(vars(server.requests[0]))
        assert KEY not in repr(made)


def test_the_key_comes_from_the_variable_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTHER_KEY", "  another-key-entirely\n")
    with EndpointServer(key="another-key-entirely") as server:
        made = OpenAI(Target("openai", "ok", server.url, api_key_env="OTHER_KEY"))
        assert ask(made).ended is Ended.STOP
        made.close()
        with provider(server) as wrong:
            answer = ask(wrong)
    assert answer.fatal
    assert "refused the key in OPENAI_API_KEY" in answer.trouble


def test_organization_and_project_are_honoured(
    server: EndpointServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-1")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-1")
    with provider(server) as made:
        ask(made)
    headers = server.requests[0].headers
    assert headers["openai-organization"] == "org-1"
    assert headers["openai-project"] == "proj-1"


def test_a_local_server_needs_no_key(
    server: EndpointServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    with provider(server) as made:
        assert ask(made).ended is Ended.STOP


def test_a_server_that_wants_one_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    with EndpointServer(key=KEY) as server, provider(server) as made:
        answer = ask(made)
    assert answer.fatal
    assert "Set the environment variable OPENAI_API_KEY" in answer.trouble


def test_openai_itself_is_not_called_without_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    made = OpenAI(Target("openai", "gpt-5"))
    answer = ask(made)
    assert (answer.ended, answer.fatal, answer.attempts) == (Ended.FAILED, True, 0)
    assert "OPENAI_API_KEY isn't set; nothing was sent" in answer.trouble
    assert "getpass" in answer.trouble
    with pytest.raises(PerfError, match="isn't set"):
        made.models(1.0)


def test_the_environment_moves_no_endpoint(
    server: EndpointServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the caller resolved holds: a policy was checked against it."""
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    monkeypatch.delenv("OPENAI_API_KEY")
    ask(OpenAI(Target("openai", "gpt-5")))
    assert not server.requests


@pytest.mark.parametrize("key", ["sk-with\nbreak", "sk-ünïcode", "sk-\x00"[:4] + "\x7f"])
def test_a_key_with_odd_characters_is_not_sent(
    server: EndpointServer, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr("os.environ", {"OPENAI_API_KEY": key})
    with provider(server) as made:
        answer = ask(made)
    assert answer.fatal
    assert "holds characters that no key has" in answer.trouble
    assert key not in answer.trouble
    assert not server.requests


@pytest.mark.parametrize("url", ["localhost:11434/v1", "ftp://h/v1", "http://", "http://h:x/v1"])
def test_an_address_that_is_none(url: str) -> None:
    with provider(url) as made:
        answer = ask(made)
    assert (answer.ended, answer.fatal, answer.attempts) == (Ended.FAILED, True, 0)
    assert "Nothing was sent" in answer.trouble


def test_models(server: EndpointServer) -> None:
    with provider(server) as made:
        assert made.models(10.0) == sorted(NAMES)


def test_models_of_an_endpoint_that_lists_none() -> None:
    with (
        EndpointServer() as server,
        provider(server.url + "/elsewhere") as made,
        pytest.raises(PerfError, match="doesn't know this address: HTTP 404"),
    ):
        made.models(10.0)


def test_models_of_nobody() -> None:
    with EndpointServer() as server:
        url = server.url
    with provider(url) as made, pytest.raises(PerfError, match="can't be reached"):
        made.models(10.0)


@pytest.mark.parametrize("body", [b"{}", b'{"data": null}', b'{"data": [null, {"id": 5}]}'])
def test_models_in_an_odd_shape(body: bytes) -> None:
    with EndpointServer(models=body) as server, provider(server) as made:
        assert made.models(10.0) == []


def test_models_that_never_come() -> None:
    with (
        EndpointServer(models=None) as server,
        provider(server) as made,
        pytest.raises(PerfError, match="didn't list its models within 200 ms"),
    ):
        made.models(0.2)


@pytest.mark.parametrize("body", [b"<html>Welcome</html>", b"{", b"[]"])
def test_models_that_are_something_else(body: bytes) -> None:
    with (
        EndpointServer(models=body) as server,
        provider(server) as made,
        pytest.raises(PerfError, match="Check that the base URL") as told,
    ):
        made.models(10.0)
    assert "billed" not in str(told.value)


def test_a_script_is_followed() -> None:
    with EndpointServer(["one", "two"]) as server, provider(server, "any") as made:
        assert [ask(made).text, ask(made).text] == ["one", "two"]
        assert "no more answers" in ask(made).trouble


def test_a_script_may_answer_what_it_is_asked() -> None:
    def mirror(body: dict[str, Any]) -> str:
        return str(body["messages"][-1]["content"][::-1])

    with EndpointServer(mirror) as server, provider(server, "any") as made:
        assert ask(made).text.startswith("🎉 π")
