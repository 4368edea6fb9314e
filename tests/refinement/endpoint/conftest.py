"""One server for all tests of a module, the key that they use, and threads that must end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from endpoint.asked import KEY, ask, no_reader_stays, provider
from endpoint.server import EndpointServer

from jupyter_perf.refinement.endpoint import streaming


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setattr(streaming, "_AFTER_THE_END_SECONDS", 0.2)


@pytest.fixture(scope="session")
def imported() -> None:
    """What the first request imports takes longer than some tests' deadlines."""
    with EndpointServer() as first:
        for api in ("chat", "responses"):
            with provider(first, api=api) as made:
                ask(made)


@pytest.fixture
def server(imported: None) -> Iterator[EndpointServer]:
    with EndpointServer(pause_seconds=0.01) as running:
        yield running
    no_reader_stays()
