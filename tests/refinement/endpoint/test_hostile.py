"""An endpoint that means harm: nothing fills the memory, hangs, or reaches a user as markup."""

from __future__ import annotations

import gzip
import itertools
import json
import resource
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from endpoint.asked import ask, no_reader_stays, provider
from endpoint.hostile import JSON, SSE, Hostile, head
from endpoint.server import EndpointServer

from jupyter_perf.errors import PerfError
from jupyter_perf.refinement.endpoint.exchange import Ended

pytestmark = pytest.mark.usefixtures("imported")
MB = 1_000_000
NASTY = (
    "a\x00b\x1b[31mc\x1b]8;;http://x\x07d<script>e()</script>\u202ef\u2066g\u200bh\U000e0041i\r\nj"
)


def endless(first: bytes, piece: bytes) -> Iterator[bytes]:
    yield first
    yield from itertools.repeat(piece)


def peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@pytest.mark.parametrize(
    ("status", "headers", "piece"),
    [
        ("200 OK", JSON, b" " * 65_536),
        ("200 OK", SSE, b"x" * 65_536),
        ("200 OK", SSE, b": ping\n\n" * 8192),
        ("400 Bad Request", JSON, b" " * 65_536),
        ("500 Oops", "", b"x" * 65_536),
    ],
)
def test_a_body_without_end(status: str, headers: str, piece: bytes) -> None:
    before = peak_bytes()
    with Hostile(lambda: endless(head(status, headers), piece)) as server:
        with provider(server.url) as made:
            answer = ask(made, answer_bytes=100_000)
        no_reader_stays()
    assert answer.ended is Ended.CANCELLED
    assert "grew past all use" in answer.trouble
    assert server.sent < 400 * MB
    assert peak_bytes() - before < 600 * MB


def test_a_list_of_models_without_end() -> None:
    with Hostile(lambda: endless(head(), b'{"data": [' + b" " * 65_536)) as server:
        with provider(server.url) as made, pytest.raises(PerfError, match="no list of models"):
            made.models(30.0)
        no_reader_stays()


@pytest.fixture(scope="module")
def bomb() -> bytes:
    return gzip.compress(b"\0" * (300 * MB), 6)


@pytest.mark.parametrize("status", ["200 OK", "503 Oops"])
@pytest.mark.parametrize("headers", [JSON, SSE])
def test_a_bomb_of_zeros(bomb: bytes, status: str, headers: str) -> None:
    packed = head(status, f"{headers}Content-Encoding: gzip\r\n")
    before = peak_bytes()
    with Hostile(lambda: [packed, bomb]) as server, provider(server.url) as made:
        answer = ask(made)
        with pytest.raises(PerfError, match="compressed"):
            made.models(10.0)
    assert answer.ended is Ended.FAILED
    assert "compressed, which wasn't asked for" in answer.trouble
    assert b"accept-encoding: identity" in server.requests[0].lower()
    assert peak_bytes() - before < 100 * MB


@pytest.mark.parametrize("drip", [b"X-A: b\r\n", b"x"])
def test_headers_that_drip(drip: bytes) -> None:
    with Hostile(lambda: endless(b"HTTP/1.1 200 OK\r\n", drip), pause_seconds=0.01) as server:
        with provider(server.url) as made:
            answer = ask(made, seconds=0.5)
            assert "no answer within 500 ms" in answer.trouble
        no_reader_stays()  # closing the provider ended it


def test_words_of_an_error_are_one_plain_line() -> None:
    body = json.dumps({"error": {"message": NASTY, "type": NASTY, "code": NASTY}}).encode()
    with Hostile(lambda: [head("400 Bad Request"), body]) as server, provider(server.url) as made:
        answer = ask(made)
    assert "a b c d f g h i j" in " ".join(answer.trouble.split())
    assert answer.trouble.isprintable()
    assert "script" not in answer.trouble


def test_what_calls_itself_a_model_is_one_plain_line() -> None:
    event = {"model": NASTY, "choices": [{"delta": {"content": "x"}, "finish_reason": "stop"}]}
    data = f"data: {json.dumps(event)}\n\ndata: [DONE]\n\n".encode()
    with Hostile(lambda: [head(headers=SSE), data]) as server, provider(server.url) as made:
        answer = ask(made)
    assert answer.ended is Ended.STOP
    assert answer.model.isprintable()
    assert "script" not in answer.model


@pytest.mark.parametrize("count", [10**30, -1, 1.5, "7", True, None, [1]])
def test_a_count_of_tokens_that_is_none(count: object) -> None:
    event = {
        "choices": [{"delta": {"content": "x"}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": count, "completion_tokens": count},
    }
    data = f"data: {json.dumps(event)}\n\ndata: [DONE]\n\n".encode()
    with Hostile(lambda: [head(headers=SSE), data]) as server, provider(server.url) as made:
        answer = ask(made)
    assert not answer.usage.counted
    assert 0 < answer.usage.input_tokens < 1000


@pytest.mark.parametrize(
    "event", [b"[" * 100_000, b'{"a":' * 100_000, b"1" * 100_000, b'"\\ud800"', b"\xff\xfe", b"[]"]
)
def test_json_that_is_meant_to_break_readers(event: bytes) -> None:
    data = b"data: " + event + b"\n\n"
    with Hostile(lambda: [head(headers=SSE), data]) as server, provider(server.url) as made:
        answer = ask(made)
    assert answer.ended in (Ended.FAILED, Ended.TRUNCATED)
    assert answer.trouble.isprintable()


@pytest.mark.parametrize("after", ["9" * 5000, "1e308", "99999999999", "²"])
def test_a_retry_after_beyond_all_measure(after: str) -> None:
    headers = f"{JSON}Retry-After: {after}\r\n"
    said = [head("429 Slow Down", headers), b"{}"]
    with Hostile(lambda: said) as server, provider(server.url) as made:
        answer = ask(made, seconds=30.0)
    assert answer.ended is Ended.FAILED
    assert len(answer.trouble) < 500


def test_a_hundred_thousand_models_and_odd_names() -> None:
    ids = [NASTY, " ", "", "x" * 10_000, 7, None, {"id": 1}, *(f"m{i}" for i in range(100_000))]
    body = json.dumps({"object": "list", "data": [{"id": each} for each in ids]}).encode()
    with Hostile(lambda: [head(), body]) as server, provider(server.url) as made:
        found = made.models(30.0)
    assert len(found) == 10_000
    assert all(isinstance(each, str) and each for each in found)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate that nobody vouches for."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("certificate")
    key, made = folder / "key.pem", folder / "certificate.pem"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    subprocess.run(
        ["openssl", "req", "-x509", *kind, *names, "-keyout", str(key), "-out", str(made)],
        check=True,
        capture_output=True,
    )
    both = folder / "both.pem"
    both.write_text(key.read_text() + made.read_text())
    return both


def test_a_certificate_that_is_not_trusted(certificate: Path) -> None:
    secured = Hostile(lambda: [head()], certificate=certificate)
    with secured as server, provider(server.url) as made:
        answer = ask(made)
    assert (answer.ended, answer.fatal, answer.attempts) == (Ended.FAILED, True, 1)
    assert "isn't trusted" in answer.trouble
    assert "nothing was sent" in answer.trouble
    assert not any(b"POST" in request for request in server.requests)


@pytest.mark.parametrize("said", [b"", head(headers=SSE)])
def test_a_trusted_one_that_falls_silent(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    secured = Hostile(
        lambda: itertools.chain([said], itertools.repeat(b"")), certificate=certificate
    )
    secured.pause_seconds = 0.01
    with secured as server, provider(server.url) as made:
        answer = ask(made, seconds=2.0)
        no_reader_stays()  # its connection is ended while the provider goes on
    assert "no answer within 2.00 s" in answer.trouble, answer.trouble
    assert b"POST" in server.requests[0]


def test_plain_http_where_https_is_expected() -> None:
    with EndpointServer() as server, provider(server.url.replace("http", "https")) as made:
        answer = ask(made)
    assert answer.ended is Ended.FAILED
    assert answer.trouble.isprintable()


def test_ipv6() -> None:
    if not socket.has_ipv6:
        pytest.skip("there is no IPv6")
    event = {"choices": [{"delta": {"content": "x"}, "finish_reason": "stop"}]}
    data = f"data: {json.dumps(event)}\n\n".encode()
    try:
        server = Hostile(lambda: [head(headers=SSE), data], host="::1")
    except OSError:
        pytest.skip("there is no IPv6")
    with server, provider(server.url) as made:
        assert ask(made).text == "x"
