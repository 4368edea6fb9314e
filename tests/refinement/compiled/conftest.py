"""Nothing is rewritten to be compiled where no compiler is."""

import pytest


@pytest.fixture(autouse=True, scope="package")
def compiler() -> None:
    pytest.importorskip("numba")
