import pytest

from jupyter_perf.core.policy import Policy, read_policy
from jupyter_perf.errors import PolicyError


@pytest.fixture
def written(tmp_path):
    def write(text):
        file = tmp_path / "policy.toml"
        file.write_text(text)
        return file

    return write


def test_no_file_is_no_limit(tmp_path):
    policy = read_policy(tmp_path / "none.toml")
    assert policy == Policy(file=tmp_path / "none.toml")
    policy.require_provider("anything")
    assert policy.capped(1e9) == 1e9


def test_limits_are_read(written):
    file = written('providers = ["rules"]\ncpu_seconds = 30\nhistory = false\nbase_urls = []')
    policy = read_policy(file)
    assert policy.capped(60) == 30
    assert policy.capped(10) == 10
    assert not policy.history
    assert policy.base_urls == ()
    policy.require_provider("rules")
    with pytest.raises(PolicyError, match=r"`openai` is not allowed by .*policy\.toml"):
        policy.require_provider("openai")


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        'cpu_seconds = "many"',
        "cpu_seconds = -1",
        "cpu_seconds = true",
        "cpu_seconds = nan",
        'history = "no"',
        'providers = "rules"',
        "histroy = false",
    ],
)
def test_what_cant_be_understood_forbids(written, text):
    with pytest.raises(PolicyError, match=r"policy\.toml"):
        read_policy(written(text))


def test_no_environment_variable_moves_it(monkeypatch, written):
    import subprocess
    import sys

    file = written("cpu_seconds = 1")
    code = "from jupyter_perf.core import policy as p; print(p.POLICY_FILE)"
    environment = {"JUPYTER_PERF_POLICY": str(file), "PATH": ""}
    shown = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "/etc/jupyter-perf/policy.toml"


ALLOWED = ("https://models.example.org/team/", "http://10.0.0.5:8000/v1", "https://h.example")


@pytest.mark.parametrize(
    "address",
    [
        "https://models.example.org/team",
        "https://models.example.org/team/v1",
        "HTTPS://Models.Example.ORG:443/team//v1",
        "https://models.example.org./team/v1",
        "http://10.0.0.5:8000/v1/",
        "https://h.example",
        "https://h.example/anything",
    ],
)
def test_addresses_below_an_allowed_one_pass(address):
    Policy(base_urls=ALLOWED).require_base_url(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://models.example.org",
        "https://models.example.org/team-b",
        "https://models.example.org/TEAM",
        "https://models.example.org/team/../other",
        "https://models.example.org/team/./x",
        "https://models.example.org/team/%2e%2e/other",
        "https://models.example.org.evil.com/team",
        "https://models.example.org@evil.com/team",
        "https://evil.com/https://models.example.org/team",
        "https://evil.com\\@models.example.org/team",
        "https://evil.com#@models.example.org/team",
        "https://evil.com?models.example.org/team",
        "https://user@models.example.org/team",
        "https://models.example.org:8443/team",
        "http://models.example.org/team",
        "http://10.0.0.5/v1",
        "http://10.0.0.50:8000/v1",
        "https://h.examplé",
        "https://h.example\n.evil.com",
        "https://h.example:x",
        "ftp://h.example",
    ],
)
def test_addresses_that_only_look_alike_dont(address):
    with pytest.raises(PolicyError, match=r"policy\.toml \(base_urls: https://models"):
        Policy(base_urls=ALLOWED).require_base_url(address)


def test_no_list_of_addresses_is_no_limit_and_an_empty_or_broken_one_allows_none():
    Policy().require_base_url("https://anything")
    for allowed in ((), ("models.example.org",), ("https://",)):
        with pytest.raises(PolicyError, match="not allowed"):
            Policy(base_urls=allowed).require_base_url("https://models.example.org")
