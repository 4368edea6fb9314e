"""What errors mean, when to try again, and how they are worded."""

from __future__ import annotations

import time

import pytest
from endpoint.asked import AT, KEY

from jupyter_perf.refinement.endpoint.failures import Failure, Kind, ToldToFail, failure_of
from jupyter_perf.refinement.endpoint.retrying import asked_seconds, delay
from jupyter_perf.refinement.endpoint.target import Target
from jupyter_perf.refinement.endpoint.troubles import Circumstances, trouble
from jupyter_perf.refinement.endpoint.wording import place, said, shown


def now() -> float:
    return AT


def middle() -> float:
    return 0.5


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0.0),
        ("20", 20.0),
        (" 1.5 ", 1.5),
        ("-3", 0.0),
        ("Thu, 01 Jan 2026 00:01:00 GMT", 60.0),
        ("Wed, 31 Dec 2025 23:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("nan", None),
        ("inf", None),
        ("1e999", None),
        ("Thu, 99 Foo 2026", None),
    ],
)
def test_retry_after(header: str, seconds: float | None) -> None:
    assert asked_seconds(header, now) == seconds


def test_delays_grow_and_end() -> None:
    failure = Failure(Kind.STATUS, 503)
    delays = [delay(failure, tries, now, lambda: 0.0) for tries in range(1, 7)]
    assert delays == [0.5, 1.0, 2.0, 4.0, 8.0, None]


def test_chance_takes_part_of_a_delay_and_never_of_what_was_asked_for() -> None:
    assert delay(Failure(Kind.STATUS, 503), 1, now, middle) == pytest.approx(0.4375)
    asked = Failure(Kind.STATUS, 429, retry_after="30")
    assert 30 <= (delay(asked, 1, now, middle) or 0) < 31
    assert delay(Failure(Kind.STATUS, 429, retry_after="0"), 3, now, lambda: 0.0) == 2.0


@pytest.mark.parametrize(
    "failure",
    [
        Failure(Kind.STATUS, 400),
        Failure(Kind.STATUS, 401),
        Failure(Kind.STATUS, 402),
        Failure(Kind.STATUS, 429, code="insufficient_quota"),
        Failure(Kind.STATUS, 503, may_retry=False),
        Failure(Kind.LATE),
        Failure(Kind.UNREADABLE),
        Failure(Kind.REPORTED, code="invalid_prompt"),
    ],
)
def test_no_second_try(failure: Failure) -> None:
    assert delay(failure, 1, now, middle) is None


@pytest.mark.parametrize("status", [408, 409, 425, 429, 500, 502, 503, 504, 529])
def test_a_second_try(status: int) -> None:
    assert delay(Failure(Kind.STATUS, status), 1, now, middle) is not None


def test_a_failure_that_is_told_in_a_stream() -> None:
    failure = failure_of(ToldToFail({"code": "server_error", "message": "sorry"}))
    assert (failure.kind, failure.words, failure.transient) == (Kind.REPORTED, "sorry", True)
    assert failure_of(ToldToFail({"code": 401, "message": "no"})).fatal
    quota = failure_of(ToldToFail({"type": "insufficient_quota", "code": 429}))
    assert quota.no_money
    assert not quota.transient


def test_what_nobody_foresaw_is_unreadable() -> None:
    assert failure_of(AttributeError("'str' object has no attribute 'get'")).kind is Kind.UNREADABLE


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ConnectionResetError(104, "reset"), Kind.LOST),
        (ConnectionRefusedError(111, "refused"), Kind.UNREACHED),
        (TimeoutError(), Kind.LATE),
        (BrokenPipeError(), Kind.LOST),
    ],
)
def test_errors_of_the_system(error: OSError, kind: Kind) -> None:
    assert failure_of(error).kind is kind


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"message": "plain", "code": 5}, "plain"),
        ({"error": {"message": "nested"}}, "nested"),
        ({"error": "a text"}, "a text"),
        ({"detail": "Not Found"}, "Not Found"),
        ({"detail": [{"loc": ["body", "n"], "msg": "too big"}]}, "body.n: too big"),
        ([{"error": {"message": "in a list"}}], "in a list"),
        ("text", "text"),
        (b"\xff bytes", "\ufffd bytes"),
        (None, ""),
        ({}, "{}"),
        (5, "5"),
        ({1, 2}, ""),
    ],
)
def test_where_endpoints_put_their_messages(body: object, words: str) -> None:
    assert said(body) == words


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\r\nb\tc\x00\x1b[31md\u202e", "a b c d"),
        ("<html><style>x{}</style><h1>502</h1> Bad &amp; worse", "502 Bad & worse"),
        ("&lt;b&gt;bold&lt;/b&gt; &#27;[31m", "bold [31m"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("key sk-ab****yz is wrong", "key <key> is wrong"),
        (f"Bearer {KEY}!", "Bearer <key>"),
        (f'{{"key":"{KEY}"}}', '{"key":"<key>"}'),
        (f"it begins with {KEY[:10]}…", "it begins with <key>"),
        ("another sk-proj-AbCdEfGhIjKlMnOpQrSt", "another <masked 1>"),
        ("日本 ü", "日本 ü"),
        ("", ""),
    ],
)
def test_what_is_shown_is_clean(text: str, clean: str) -> None:
    assert shown(text, KEY).replace("<key>!", "<key>") == clean


def test_what_is_shown_is_short_and_quick_to_make() -> None:
    begun = time.process_time()
    for text in ("x" * 10_000_000, "<" * 1_000_000, "<!--" * 200_000, "*" * 1_000_000):
        assert len(shown(text, KEY)) <= 300
    assert time.process_time() - begun < 5


def test_a_short_key_is_masked_where_it_stands_alone() -> None:
    assert shown("the key sk-1234 is bad, sk-12345 is not it", "sk-1234") == (
        "the key <key> is bad, sk-12345 is not it"
    )


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://me:secret@models.example.org:8443/v1?key=1", "models.example.org:8443"),
        ("http://[::1]:8000/v1", "[::1]:8000"),
        ("nonsense", "the endpoint"),
        ("http://x:99999999/", "the endpoint"),
        ("", "the endpoint"),
    ],
)
def test_an_endpoint_is_called_by_its_host(url: str, name: str) -> None:
    assert place(url) == name


def said_of(failure: Failure, has_key: bool = True) -> str:
    target = Target("openai", "some-model", "http://h/v1", api_key_env="MY_KEY")
    return trouble(failure, Circumstances(target, "h", has_key, 1, 10.0, AT))


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (Failure(Kind.STATUS, 401), "refused the key in MY_KEY"),
        (Failure(Kind.STATUS, 402), "no credit"),
        (Failure(Kind.REPORTED, code="insufficient_quota"), "no credit left for this key; "),
        (Failure(Kind.STATUS, 413), "more than it takes"),
        (Failure(Kind.STATUS, 418, "teapot"), "HTTP 418 (teapot)"),
        (Failure(Kind.REPORTED, words="crashed"), "h failed (crashed)"),
        (Failure(Kind.LATE), "didn't answer in time"),
        (Failure(Kind.STATUS, 429, retry_after="60"), "asks to wait 1 min"),
    ],
)
def test_the_words_for_failures(failure: Failure, words: str) -> None:
    assert words in said_of(failure)


def test_without_a_key_a_refusal_says_which_variable_to_set() -> None:
    assert "wants a key" in said_of(Failure(Kind.STATUS, 401), has_key=False)
    assert "MY_KEY" in said_of(Failure(Kind.STATUS, 401), has_key=False)
