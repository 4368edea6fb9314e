"""Which model is asked, and where; that no key is ever quoted."""

import pytest

from jupyter_perf.core.policy import Policy
from jupyter_perf.core.registry import Registry
from jupyter_perf.errors import PolicyError, UsageError
from jupyter_perf.refinement.endpoint import addresses, settings
from jupyter_perf.refinement.endpoint.target import Target

KEYS = [
    "sk-proj-abcdefghijklmnopqrstuvwxyz0123",
    "gsk_4fZkQ81mPq0sT7uVwXyZ1a2B3c4D",
    "AIzaSyD4n0tA5realKey8for9tests0here1xx",
    "hf_abcdefghijklmnopqrstuvwxyz012345",
    "0123456789abcdef0123456789abcdef",
    "a0b1c2d3e4f5a6b7c8d9",
]


@pytest.fixture(autouse=True)
def _providers(monkeypatch):
    """Two providers, and one that can't be imported, whatever else is installed."""
    from jupyter_perf.refinement import providers

    known = Registry("nothing-of-this-kind")
    known.add("openai", None)
    known.add("replay", None)
    known.load()
    known._disabled["broken"] = "ImportError: no such thing"
    monkeypatch.setattr(providers, "PROVIDERS", known)


def resolve(model=None, environ=None, **given):
    return settings.resolve(model, environ=environ or {}, **given)


def test_the_stronger_choice_wins():
    environ = {"JUPYTER_PERF_MODEL": "c", "OPENAI_MODEL": "d"}
    assert resolve("a", environ, defaults={"model": "b"}).model == "a"
    assert resolve(None, environ, defaults={"model": "b"}).model == "b"
    assert resolve(None, environ, defaults={"model": None}).model == "c"
    assert resolve(None, {"OPENAI_MODEL": "d"}).model == "d"


def test_what_is_meant_for_a_disabled_provider_goes_to_no_other():
    with pytest.raises(UsageError, match=r"'broken' is disabled \(ImportError"):
        resolve("broken:some-model")


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_no_model_at_all_says_how_to_choose_one(nothing):
    with pytest.raises(UsageError) as caught:
        resolve(nothing)
    for way in ("--model", "%config", "JUPYTER_PERF_MODEL", "%perf models --local"):
        assert way in str(caught.value)


@pytest.mark.parametrize(
    ("given", "provider", "model"),
    [
        ("gpt-5", "openai", "gpt-5"),
        ("openai:gpt-5", "openai", "gpt-5"),
        ("qwen2.5-coder:7b", "openai", "qwen2.5-coder:7b"),
        ("openai:qwen2.5-coder:7b", "openai", "qwen2.5-coder:7b"),
        ("replay:a:b.json", "replay", "a:b.json"),
        ("org/model:free", "openai", "org/model:free"),
        (":x", "openai", ":x"),
        (" gpt-5\t", "openai", "gpt-5"),
        ("модель", "openai", "модель"),
    ],
)
def test_ids_and_providers(given, provider, model):
    target = resolve(given)
    assert (target.provider, target.model) == (provider, model)
    assert settings.split(settings.spelled(provider, model)) == (provider, model)


@pytest.mark.parametrize("model", ["openai:", "a\nb", "a\x1b[31m", "x" * 301, *KEYS[:1]])
def test_what_is_no_id_is_refused_without_quoting_it(model):
    with pytest.raises(UsageError) as caught:
        resolve(model)
    assert model not in str(caught.value)


@pytest.mark.parametrize("key", KEYS)
def test_a_key_in_the_place_of_a_variable_is_refused_without_quoting_it(key):
    with pytest.raises(UsageError) as caught:
        resolve("m", api_key_env=key)
    assert key not in str(caught.value)
    assert key[:8] not in str(caught.value)


@pytest.mark.parametrize("name", ["", "A B", "A-B", "1A", "ÄPI_KEY", "A\n", "X" * 200])
def test_what_cant_be_a_variable_is_refused(name):
    with pytest.raises(UsageError, match="name of a variable"):
        settings.checked_variable(name, {})


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "my_key", "K", "TEAM_2026_Q4_KEY_NUMBER_12"])
def test_names_of_variables_pass(name):
    assert resolve("m", api_key_env=name).api_key_env == name


def test_an_odd_name_that_is_a_variable_passes():
    odd = "teamKey2026forModels01"
    assert resolve("m", {odd: "…"}, api_key_env=odd).api_key_env == odd
    with pytest.raises(UsageError):
        resolve("m", api_key_env=odd)


def test_addresses():
    environ = {"OPENAI_BASE_URL": "https://env.example.org/v1/"}
    assert resolve("m", environ).base_url == "https://env.example.org/v1"
    assert resolve("m", environ, base_url="http://h:8/v1").base_url == "http://h:8/v1"
    assert resolve("m", environ, defaults={"base_url": "https://s"}).base_url == "https://s"
    assert resolve("replay:f", environ).base_url == ""
    assert resolve("m").base_url == ""
    assert settings.address_of(resolve("m")) == addresses.OPENAI


@pytest.mark.parametrize(
    "address",
    [
        "ftp://h/v1",
        "h/v1",
        "https://",
        "https:///v1",
        "https://h:99999/v1",
        "https://h:0/v1",
        "https://h:x/v1",
        "https://[::1/v1",
        "https://h/a/../v1",
        "https://h\\@evil/v1",
        "https://h/v 1",
        "https://h/\n",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://h/" + "x" * 3000,
    ],
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(UsageError):
        addresses.checked(address.strip("\n") + ("\nx" if address.endswith("\n") else ""))


@pytest.mark.parametrize(
    "address",
    [
        "https://user:SECRET@h/v1",
        "https://SECRET@h/v1",
        "https://h/v1?api_key=SECRET",
        "https://h/v1#SECRET",
        "https://h/v1?",
    ],
)
def test_addresses_with_keys_in_them_are_refused_without_quoting_them(address):
    for _ in ("flag", "environment"):
        with pytest.raises(UsageError) as caught:
            resolve("m", base_url=address)
        assert "SECRET" not in str(caught.value)
    with pytest.raises(UsageError) as caught:
        resolve("m", {"OPENAI_BASE_URL": address})
    assert "SECRET" not in str(caught.value)


def test_no_key_goes_to_this_machine_unasked():
    local = "http://localhost:11434/v1"
    assert resolve("m", base_url=local).api_key_env == ""
    assert resolve("m", defaults={"base_url": local}).api_key_env == ""
    assert resolve("m", base_url=local, api_key_env="K").api_key_env == "K"
    assert resolve("m", {"OPENAI_BASE_URL": local}).api_key_env == "OPENAI_API_KEY"
    assert resolve("m", base_url="https://h/v1").api_key_env == "OPENAI_API_KEY"


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("http://127.0.0.1:1/v1", True),
        ("http://127.9.9.9", True),
        ("http://[::1]:1/v1", True),
        ("http://LOCALHOST/v1", True),
        ("http://localhost.:1/", True),
        ("http://my.localhost/", True),
        ("http://localhost.evil.org/", False),
        ("http://127.0.0.1.nip.io/", False),
        ("http://0.0.0.0/", False),
        ("http://10.0.0.1/", False),
        ("nonsense", False),
        ("http://[::1", False),
    ],
)
def test_this_machine(address, here):
    assert addresses.is_loopback(address) == here


def test_plain_http_is_warned_of():
    far = Target("openai", "m", "http://models.example.org/v1", "K")
    assert "key" in settings.warnings(far, {"K": "secret"})[0]
    assert "the key" not in settings.warnings(far, {})[0]
    assert "secret" not in settings.warnings(far, {"K": "secret"})[0]
    for fine in ("https://h/v1", "http://127.0.0.1/v1", ""):
        assert settings.warnings(Target("openai", "m", fine), {}) == []


def test_only_known_interfaces():
    assert resolve("m", api="chat").api == "chat"
    assert resolve("m", defaults={"api": "responses"}).api == "responses"
    with pytest.raises(UsageError, match="--api"):
        resolve("m", api="soap")


def test_the_policy_holds():
    policy = Policy(base_urls=("https://models.example.org/v1",))
    settings.require_allowed(resolve("m", base_url="https://models.example.org/v1"), policy)
    settings.require_allowed(resolve("replay:f"), policy)
    with pytest.raises(PolicyError, match="base_urls"):
        settings.require_allowed(resolve("m"), policy)
    with pytest.raises(PolicyError, match="providers"):
        settings.require_allowed(resolve("m"), Policy(providers=("rules", "replay")))
    settings.require_allowed(resolve("m"), Policy())
