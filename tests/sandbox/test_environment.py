"""What of the user's environment the sandbox's processes see."""

from __future__ import annotations

from jupyter_perf.sandbox.environment import clean_environment, sandbox_environment

USERS = {
    "LANG": "C.UTF-8",
    "OPENBLAS_CORETYPE": "Haswell",
    "OPENBLAS_NUM_THREADS": "8",
    "MALLOC_ARENA_MAX": "2",
    "OPENAI_API_KEY": "secret",
    "LD_PRELOAD": "own.so",
}


def test_libraries_choose_their_code_as_for_the_user_but_for_threads() -> None:
    found = sandbox_environment(USERS)
    assert found["OPENBLAS_CORETYPE"] == "Haswell"
    assert found["MALLOC_ARENA_MAX"] == "2"
    assert found["OPENBLAS_NUM_THREADS"] == "1"


def test_nothing_else_of_it_is_seen() -> None:
    for found in (sandbox_environment(USERS), clean_environment(USERS)):
        assert "OPENAI_API_KEY" not in found
        assert "LD_PRELOAD" not in found
    assert "OPENBLAS_CORETYPE" not in clean_environment(USERS)
