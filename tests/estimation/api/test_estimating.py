"""What calls of models cost and how long they take, from a cell's source alone."""

import datetime
import importlib
import sys
import types

import pytest

from jupyter_perf.core.model_prices import Price
from jupyter_perf.core.ranges import Range
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation import api
from jupyter_perf.estimation.api import tokenizers
from jupyter_perf.estimation.result import Estimate

TODAY = datetime.date(2026, 11, 21)
NAMES = {"texts": ["one two three"] * 100}
MINE = [Price("our-model", 1.0, 2.0)]
CALL = (
    'client.chat.completions.create(model="{}", max_tokens=10,'
    ' messages=[{{"role": "user", "content": t}}])'
)
LOOP = "for t in texts:\n    " + CALL


def of(source, names=NAMES, **options):
    return api.estimate(source, names, **{"today": TODAY, "prices": MINE, **options})


def test_a_cell_without_calls_has_no_such_estimate():
    for source in ("sum(texts)", "", "def (", "x.create()", "client.messages.create(to='x')"):
        assert of(source) is None


def test_money_is_tokens_times_their_price():
    made = of(LOOP.format("our-model"))
    figures = made.figures
    assert (made.kind, figures["calls"].value) == ("api", 100)
    for end in ("low", "value", "high"):
        into, out = (getattr(figures[f"{name}_tokens"], end) for name in ("input", "output"))
        assert getattr(made.usd, end) == pytest.approx((into + 2 * out) / 1e6, rel=0.02)
    assert figures["output_tokens"].high == pytest.approx(1000)
    assert made.usd.value == pytest.approx(100 * figures["usd_per_call"].value)
    (row,) = made.rows
    assert (row.line, row.count) == (2, 100)
    assert "our-model" in row.name
    assert Estimate.from_json(made.to_json()) == made


def test_shipped_prices_are_sourced_and_aged():
    made = of(LOOP.format("gpt-4o-mini"))
    assert any(
        "$0.15 for a million tokens read" in said and "https" in said for said in made.assumptions
    )
    later = of(LOOP.format("gpt-4o-mini"), today=datetime.date(2030, 1, 1))
    assert any("may have changed" in said for said in later.assumptions)
    assert not any("may have changed" in said for said in made.assumptions)


def test_time_in_turn_and_at_once():
    fast = api.Latency(Range(1.0, 1.0, 1.0), Range(1e9, 1e9, 1e9), "measured in earlier runs")
    turn = of(LOOP.format("our-model"), latency=fast)
    assert turn.seconds.value == pytest.approx(100, rel=0.01)
    assert "measured in earlier runs" in turn.assumptions
    ask = "def ask(t):\n    return " + CALL.format("our-model")
    pool = of(f"{ask}\nwith ThreadPoolExecutor(20) as p:\n    p.map(ask, texts)", latency=fast)
    assert pool.seconds.value == pytest.approx(5, rel=0.01)
    few = of(f"{ask}\nwith ThreadPoolExecutor(500) as p:\n    p.map(ask, texts)", latency=fast)
    assert few.seconds.value == pytest.approx(1, rel=0.01)
    slow = of(LOOP.format("our-model"))
    assert slow.seconds.low < slow.seconds.value < slow.seconds.high


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("while True:\n    t = 1\n    " + CALL.format("our-model"), "while"),
        (LOOP.format("nobodys-model"), "price of nobodys-model"),
        ("for t in texts:\n    client.responses.create(model=pick(), input=t)", "which model"),
    ],
)
def test_what_is_not_known_has_its_reason(source, said):
    made = of(source)
    assert made.usd is None
    assert said in made.reasons["usd"]
    assert {"peak_bytes", "joules", "grams_co2e"} <= set(made.reasons)


def test_one_unknown_price_leaves_the_others_in_their_rows():
    made = of(LOOP.format("our-model") + "\n    " + CALL.format("nobodys"))
    assert made.usd is None
    notes = [row.note for row in made.rows]
    assert "$" in notes[0]
    assert "$" not in notes[1]


def test_a_model_here_is_free_and_of_unknown_speed():
    source = 'client = OpenAI(base_url="http://127.0.0.1:8000/v1")\n' + LOOP.format("anything")
    made = of(source)
    assert made.usd == Range(0.0, 0.0, 0.0)
    assert made.seconds is None
    assert "on this machine" in made.reasons["seconds"]
    dear = of(source, prices=[Price("anything", 1.0, 1.0)])
    assert dear.usd.value > 0


def test_discounts_are_told():
    others = {each.label: each for each in of(LOOP.format("gpt-4o-mini")).what_if}
    whole = of(LOOP.format("gpt-4o-mini")).usd.value
    assert others["10 × the calls"].usd.value == pytest.approx(10 * whole)
    assert others["through the batch API, within 24 hours"].usd.value == pytest.approx(whole / 2)
    cached = next(each for label, each in others.items() if "cache" in label)
    assert cached.usd.value < whole
    assert not any("cache" in each.label for each in of(LOOP.format("our-model")).what_if)


def test_embeddings_cost_what_they_read():
    made = of('client.embeddings.create(model="text-embedding-3-large", input=texts)')
    assert made.figures["output_tokens"].value == 0
    read = made.figures["input_tokens"].value
    assert made.usd.value == pytest.approx(read * 0.13 / 1e6, rel=0.02)


def test_litellms_names_are_understood():
    made = of(
        'litellm.completion(model="anthropic/claude-haiku-4-5", messages=[], max_tokens=1000)'
    )
    assert made.usd is not None


def test_the_users_file_counts(tmp_path, monkeypatch):
    folder = tmp_path / "jupyter-perf"
    folder.mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (folder / "prices.toml").write_text('[prices."nobodys-*"]\r\ninput = 1000\r\noutput = 1000')
    assert of(LOOP.format("nobodys-model"), prices=None).usd.value > 0.1
    (folder / "prices.toml").write_text("[prices")
    with pytest.raises(UsageError, match=r"prices\.toml"):
        of(LOOP.format("gpt-4o"), prices=None)
    assert of("x = 1", prices=None) is None


class Tokenizer:
    """As transformers' are: one token a word."""

    name_or_path = "meta-llama/Llama-3.1-8B"

    def encode(self, text):
        return text.split()


def test_a_tokenizer_at_hand_counts_exactly():
    kind = type("LlamaTokenizerFast", (Tokenizer,), {"__module__": "transformers.models.llama"})
    source = 'for t in texts:\n    client.embeddings.create(model="llama-3.1-8b", input=t)'
    made = of(source, {**NAMES, "tok": kind()}, prices=[Price("llama*", 1.0, 0.0)])
    assert made.figures["input_tokens"] == Range(300.0, 300.0, 300.0)
    assert any("the tokenizer `tok`" in said for said in made.assumptions)
    other = of(source.replace("llama", "mistral"), {**NAMES, "tok": kind()})
    assert any("approximated" in said for said in other.assumptions)


@pytest.fixture
def tiktoken(monkeypatch):
    """One that counts words, and would go to the network where its file isn't there."""
    fetched = []
    module, registry = types.ModuleType("tiktoken"), types.ModuleType("tiktoken.registry")
    registry.ENCODINGS = {}
    module.__version__ = "9.9"
    module.registry = registry
    module.encoding_name_for_model = {"gpt-4o": "o200k_base", "gpt-4": "cl100k_base"}.__getitem__
    kind = type(
        "Encoding",
        (),
        {
            "__module__": "tiktoken.core",
            "encode": lambda self, text, disallowed_special: text.split(),
        },
    )

    def get_encoding(name):
        fetched.append(name)
        return kind()

    module.get_encoding = get_encoding
    monkeypatch.setitem(sys.modules, "tiktoken", module)
    monkeypatch.setitem(sys.modules, "tiktoken.registry", registry)
    module.fetched = fetched
    return module


def test_tiktoken_is_used_only_where_its_vocabulary_lies_here(tiktoken, tmp_path, monkeypatch):
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    source = LOOP.format("gpt-4o")
    assert any("approximated" in said for said in of(source).assumptions)
    (tmp_path / "fb374d419588a4632f3f557e76b4b70aebbca790").write_bytes(b"something else")
    assert any("approximated" in said for said in of(source).assumptions)
    assert tiktoken.fetched == []
    tiktoken.registry.ENCODINGS["o200k_base"] = object()
    made = of(source)
    assert any("tiktoken 9.9 (o200k_base)" in said for said in made.assumptions)
    # Three words, four tokens around a message and three before the answer.
    assert made.figures["input_tokens"].value == pytest.approx(1000)
    assert any("approximated" in said for said in of(LOOP.format("gpt-7-mega")).assumptions)


def test_a_vocabulary_that_lies_here_is_opened(tiktoken, tmp_path, monkeypatch):
    import hashlib

    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    content = b"a vocabulary"
    monkeypatch.setitem(tokenizers._FILES, "cl100k_base", hashlib.sha256(content).hexdigest())
    address = tokenizers._ADDRESS.format("cl100k_base")
    name = hashlib.sha1(address.encode(), usedforsecurity=False).hexdigest()
    (tmp_path / name).write_bytes(content)
    assert tokenizers.exact("gpt-4", "api.openai.com", {}) is not None
    assert tokenizers.exact("gpt-4", "models.example.org", {}) is None
    assert tiktoken.fetched == ["cl100k_base"]
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", "")
    assert tokenizers.exact("gpt-4", "api.openai.com", {}) is None


def test_without_tiktoken_tokens_are_approximated(monkeypatch):
    monkeypatch.setitem(sys.modules, "tiktoken", None)
    assert tokenizers.exact("gpt-4o", "api.openai.com", {}) is None
    assert importlib.import_module("jupyter_perf.estimation.api") is api
