"""Calls of models in cells: found, counted, sized; nothing is run."""

import types

import numpy as np
import pandas as pd
import pytest

from jupyter_perf.estimation.api import find

ASK = 'client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": %s}])'
FRAME = pd.DataFrame({"text": ["some words here"] * 40, "score": range(40), "who": ["a", "b"] * 20})
NAMES = {
    "df": FRAME,
    "texts": ["one two three"] * 30,
    "numbers": np.arange(7),
    "table": {"a": 1, "b": 2},
    "n": 12,
}


def only(source, names=None):
    (site,) = find(source, NAMES if names is None else names)
    return site


def times(source, names=None):
    found = only(source, names).calls
    assert found is not None
    assert found.low == found.high
    return found.value


@pytest.mark.parametrize(
    ("call", "interface", "host"),
    [
        ('c.chat.completions.create(model="m", messages=[])', "openai chat", "api.openai.com"),
        ('c.beta.chat.completions.parse(model="m")', "openai chat", "api.openai.com"),
        ('c.responses.create(model="m", input="x")', "openai responses", "api.openai.com"),
        ('c.embeddings.create(model="m", input="x")', "openai embeddings", "api.openai.com"),
        (
            'c.messages.create(model="m", max_tokens=9, messages=[])',
            "anthropic messages",
            "api.anthropic.com",
        ),
        (
            'c.models.generate_content(model="m", contents="x")',
            "google generate",
            "generativelanguage.googleapis.com",
        ),
        ('litellm.completion("openai/m", [])', "litellm completion", "api.openai.com"),
        ('OpenAI().responses.create(model="m", input="x")', "openai responses", "api.openai.com"),
    ],
)
def test_each_interface_is_known(call, interface, host):
    site = only(call)
    assert (site.interface, site.host) == (interface, host)
    assert site.model in ("m", "openai/m")
    assert times(f"for i in range(3): {call}") == 3


@pytest.mark.parametrize(
    "call",
    [
        'twilio.messages.create(to="+49", body="hello")',
        "db.create(model=3)",
        "chain.invoke({})",
        'print("client.chat.completions.create(model=3)")',
        "parse(text)",
        "df.groupby('who').sum()",
        "def (",
        "",
        "\x00",
    ],
)
def test_others_of_the_same_name_are_left(call):
    assert find(call, NAMES) == ()


@pytest.mark.parametrize(
    ("head", "count"),
    [
        ("for t in texts", 30),
        ("for t in texts[:10]", 10),
        ("for i, t in enumerate(texts)", 30),
        ("for t, u in zip(texts, range(5))", 5),
        ("for t in tqdm(texts)", 30),
        ("for t in range(n)", 12),
        ("for t in range(0, n * 2, 2)", 12),
        ("for t in df.iterrows()", 40),
        ("for t in df.itertuples()", 40),
        ("for t in df['text']", 40),
        ("for t in df.text.head(4)", 4),
        ("for t in df[df.score < 10].text", 10),
        ("for t in df.to_dict('records')", 40),
        ("for t in df.who.unique()", 2),
        ("for t in df.groupby('who')", 2),
        ("for t in df", 3),
        ("for t in numbers", 7),
        ("for t in table.items()", 2),
        ("for t in [1, 2, *texts]", 32),
        ("for t in [x for x in texts]", 30),
        ("for t in sorted(set([1, 2]))", 2),
    ],
)
def test_loops_are_counted(head, count):
    assert times(f"{head}:\n    {ASK % 'n'}") == count


def test_loops_inside_loops_and_comprehensions():
    assert times(f"for a in texts:\n for b in range(3):\n  {ASK % 'a'}") == 90
    assert times(f"out = [{ASK % 'a'} for a in texts for b in numbers]") == 210
    assert times(f"rows = [[1, 2], [3]]\nfor row in rows[:1]:\n for x in row:\n  {ASK % 'x'}") == 2


@pytest.mark.parametrize(
    ("use", "count"),
    [
        ("ask('x')", 1),
        ("df.text.apply(ask)", 40),
        ("df['text'].map(ask)", 40),
        ("df.apply(lambda row: ask(row['text']), axis=1)", 40),
        ("df.apply(ask)", 3),
        ("list(map(ask, texts))", 30),
        ("[ask(t) for t in texts]", 30),
        ("df['out'] = df.text.progress_apply(lambda t: ask(t))", 40),
        ("pd.Series(1) if False else ask(1)", 1),
    ],
)
def test_functions_are_followed(use, count):
    source = f"def ask(t):\n    return {ASK % 't'}.choices[0]\n\n{use}"
    assert times(source) == count
    assert only(source).line == 2


def test_a_function_that_is_not_called_asks_nothing():
    assert find(f"def ask(t):\n    return {ASK % 't'}\n", NAMES) == ()


def test_functions_of_earlier_cells_are_followed():
    earlier = compile(
        f"def ask(t, model='gpt-5.4'):\n    return {ASK % 't'}\n", "<earlier>", "exec"
    )
    names = dict(NAMES)
    exec(earlier, names)
    import linecache

    text = f"def ask(t, model='gpt-5.4'):\n    return {ASK % 't'}\n"
    linecache.cache["<earlier>"] = (len(text), None, text.splitlines(True), "<earlier>")
    try:
        site = only("x = 1\nout = [ask(t) for t in texts]", names)
    finally:
        del linecache.cache["<earlier>"]
    assert (site.line, site.calls.value) == (2, 30)


def test_what_is_at_once():
    pool = f"def ask(t):\n    return {ASK % 't'}\n"
    assert only(pool + "with ThreadPoolExecutor(4) as p:\n    p.map(ask, texts)").at_once == 4
    submitted = "with ThreadPoolExecutor(max_workers=6) as p:\n"
    assert only(pool + submitted + "    [p.submit(ask, t) for t in texts]").at_once == 6
    assert only(pool + "[ask(t) for t in texts]").at_once == 1
    waited = f"async def ask(t):\n    return await {ASK % 't'}\n"
    gathered = "await asyncio.gather(*[ask(t) for t in texts])"
    assert only(waited + gathered).at_once == 30
    assert (
        only(waited + "tasks = [ask(t) for t in texts]\nawait asyncio.gather(*tasks)").at_once == 30
    )
    assert only(waited + "for t in texts:\n    await ask(t)").at_once == 1
    limited = waited.replace("    return", "    async with sem:\n        return")
    assert only("sem = asyncio.Semaphore(5)\n" + limited + gathered).at_once == 5


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (f"while not done:\n    {ASK % '1'}", "while"),
        (f"for x in somewhere():\n    {ASK % 'x'}", "somewhere()"),
        (f"for x in nowhere:\n    {ASK % 'x'}", "nowhere"),
    ],
)
def test_how_often_may_not_be_known(source, why):
    site = only(source)
    assert site.calls is None
    assert why in site.why


def test_conditions():
    assert only(f"if unknown:\n    {ASK % '1'}").calls.low == 0
    assert find(f"if n > 100:\n    {ASK % '1'}", NAMES) == ()
    assert times(f"if n == 12:\n    {ASK % '1'}") == 1
    often = only(f"for row in df.itertuples():\n    if row.score < 10:\n        {ASK % 'row.text'}")
    assert often.calls.low <= 10 <= often.calls.high
    assert often.calls.high < 25
    rare = pd.DataFrame({"x": range(10_000)})
    site = only(
        f"for r in rare.itertuples():\n    if r.x == 77:\n        {ASK % 'r.x'}", {"rare": rare}
    )
    assert site.calls.low <= 1 <= site.calls.high < 1000
    filtered = only(f"[{ASK % 't'} for t in df.score if t >= 20]")
    assert filtered.calls.low < 20 < filtered.calls.high + 5


def test_the_prompt_is_measured_from_the_rows():
    short = only(f"for t in texts:\n    {ASK % 't'}").input_tokens
    long = only("for t in texts:\n    " + ASK % '(t + " ") * 100').input_tokens
    assert 8 < short.value < 14  # three words, and what is around a message
    assert 60 * 3 < long.value < 150 * 3
    formatted = only("for r in df.itertuples():\n    " + ASK % 'f"Rate: {r.text}"')
    assert not formatted.gaps
    assert only(f"{ASK % 'ask_somebody()'}").gaps
    answered = "first = " + ASK % "'x'" + "\nsecond = " + ASK % "f'and {first}'"
    assert [site.gaps for site in find(answered, NAMES)] == [False, True]


def test_lists_of_texts_are_summed():
    names = {"many": ["one two three"] * 5000, **NAMES}
    site = only('c.embeddings.create(model="text-embedding-3-small", input=many)', names)
    assert site.input_tokens.value == pytest.approx(15_000, rel=0.2)
    parts = (
        'for i in range(0, len(many), 50):\n    c.embeddings.create(model="m", input=many[i:i+50])'
    )
    site = only(parts, names)
    assert site.calls.value == 100
    assert site.input_tokens.value == pytest.approx(150, rel=0.2)


def test_a_conversation_grows():
    chat = (
        'messages = [{"role": "system", "content": "Be kind."}]\n'
        "for t in texts:\n"
        '    messages.append({"role": "user", "content": t})\n'
        '    r = client.chat.completions.create(model="gpt-4o", messages=messages)\n'
        '    messages.append({"role": "assistant", "content": r})\n'
    )
    grown = only(chat)
    still = only(f"for t in texts:\n    {ASK % 't'}")
    assert grown.calls.value == 30
    # On average half of 29 rounds before, each with a usual answer.
    assert grown.input_tokens.value > 14 * grown.output_tokens.value
    assert grown.input_tokens.value > 10 * still.input_tokens.value


def test_the_kernels_values_stay_as_they_were():
    messages = [{"role": "system", "content": "x"}]
    names = {"messages": messages, "df": FRAME.copy(), "items": [1, 2]}
    before = names["df"].copy()
    source = (
        "for t in items:\n"
        '    messages.append({"role": "user", "content": "y"})\n'
        '    client.chat.completions.create(model="m", messages=messages)\n'
        "    df['new'] = 1\n    items += [3]\n"
    )
    assert only(source, names).calls.value == 2
    assert messages == [{"role": "system", "content": "x"}]
    assert names["items"] == [1, 2]
    pd.testing.assert_frame_equal(names["df"], before)


def test_nothing_of_the_users_is_run():
    class Loud:
        def __len__(self):
            raise AssertionError("asked for its length")

        def __iter__(self):
            raise AssertionError("gone through")

        def __getattr__(self, name):
            raise AssertionError(f"asked for {name}")

        def __str__(self):
            raise AssertionError("shown")

    def never(*_given):
        raise AssertionError("called")

    names = {"loud": Loud(), "client": Loud(), "never": never}
    site = only("for x in loud:\n    never(x)\n    " + ASK % "f'{loud} {never(1)}'", names)
    assert site.calls is None
    assert site.gaps


def test_models_and_limits():
    named = only(
        'c.responses.create(model=MODEL, input="x", max_output_tokens=50)', {"MODEL": "o3"}
    )
    assert (named.model, named.limit) == ("o3", 50)
    assert named.output_tokens.high == 50
    options = "options = dict(a=1)\nc.responses.create(model=pick(), input='x')"
    assert only(options).model == ""
    spread = {"params": {"model": "gpt-4o", "max_tokens": 7}}
    site = only("c.chat.completions.create(messages=[], **params)", spread)
    assert (site.model, site.limit) == ("gpt-4o", 7)
    thinking = only('c.responses.create(model="o3", input="x")').output_tokens
    assert (
        thinking.value > only('c.responses.create(model="gpt-4o", input="x")').output_tokens.value
    )


def test_clients_say_where_they_ask():
    source = 'c = OpenAI(base_url="http://localhost:11434/v1")\n' + (
        'c.chat.completions.create(model="qwen", messages=[])'
    )
    assert only(source).host == "localhost"
    module = types.ModuleType("openai")
    kind = type("OpenAI", (), {"__module__": "openai", "base_url": "https://models.example.org/v1"})
    names = {"openai": module, "c": kind()}
    assert only('c.chat.completions.create(model="m", messages=[])', names).host == (
        "models.example.org"
    )
    azure = 'c = AzureOpenAI()\nc.chat.completions.create(model="gpt-4o", messages=[])'
    assert only(azure).host == ""


def test_langchain_by_its_types():
    kind = type("ChatOpenAI", (), {"__module__": "langchain_openai.x", "model_name": "gpt-4o"})
    names = {"llm": kind(), **NAMES}
    one = only("for t in texts:\n    llm.invoke(t)", names)
    assert (one.model, one.calls.value, one.host) == ("gpt-4o", 30, "api.openai.com")
    batch = only("llm.batch(texts)", names)
    assert (batch.calls.value, batch.at_once) == (30, 30)
    assert batch.input_tokens.value == pytest.approx(one.input_tokens.value, rel=0.3)


@pytest.mark.parametrize(
    "source",
    [
        "x = [" * 200,
        "f = lambda: f()\nf()\n" + ASK % "1",
        "def f(n):\n    f(n)\n    " + ASK % "1" + "\nf(1)",
        "x = 'a' * 10**10\n" + ASK % "x",
        "x = 10 ** 10 ** 10\n" + ASK % "x",
        "\r\n".join(["for t in texts:", "    " + ASK % "t"]),
        "for t in []:\n    " + ASK % "t",
        "match n:\n    case 1:\n        " + ASK % "n",
        "é = 'ü'\n" + ASK % "é",
    ],
)
def test_odd_cells_end_soon(source):
    for site in find(source, NAMES):
        assert site.input_tokens.value >= 0


def test_long_cells_end_too():
    source = "\n".join([f"x{i} = {ASK % i}" for i in range(2000)])
    assert len(find(source, {})) > 100


def test_cached_and_retried_functions_are_said():
    from jupyter_perf.estimation.api.sites import search

    body = f"def ask(t):\n    return {ASK % 't'}\nask(1)"
    assert any("cached" in note for note in search(f"@lru_cache\n{body}", {}).notes)
    assert any("again" in note for note in search(f"@retry(3)\n{body}", {}).notes)
    assert not search(body, {}).notes
    tried = f"try:\n    {ASK % '1'}\nexcept Error:\n    {ASK % '2'}"
    found = search(tried, {})
    assert len(found.sites) == 1
    assert any("again" in note for note in found.notes)


def test_large_data_takes_no_longer():
    long = ["word " * 2000] * 50_000
    frame = pd.DataFrame({"text": ["one two three"] * 1_000_000})
    names = {"long": long, "frame": frame}
    source = (
        "for t in frame.text:\n    " + ASK % "t" + "\nfor x in long:\n    " + ASK % "f'{x} {long}'"
    )
    many, all_of_it = find(source, names)
    assert many.calls.value == 1_000_000
    assert many.input_tokens.value == pytest.approx(10, rel=0.2)
    assert all_of_it.gaps
    each = only("c.embeddings.create(model='m', input=long)", names).input_tokens
    assert each.value == pytest.approx(50_000 * 2000, rel=0.2)
    listed = only("c.embeddings.create(model='m', input=frame.text.tolist())", names)
    assert listed.input_tokens.value == pytest.approx(3e6, rel=0.2)
