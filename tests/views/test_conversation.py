import dataclasses
import json

import examples
import nbformat
import pytest
from pages import HOSTILE, Page

from jupyter_perf.refinement.conversation.record import Exchange, Round
from jupyter_perf.refinement.endpoint.exchange import Ended, Message, Usage
from jupyter_perf.refinement.result import Refinement
from jupyter_perf.views.limits import SAVED_BYTES, saved_size
from jupyter_perf.views.refinement import MIME_TYPE, mimebundle
from jupyter_perf.views.widget import ResultWidget


def shown(found):
    bundle = mimebundle(found)
    page = Page(bundle["text/html"])
    return " ".join(bundle["text/plain"].split()), page, bundle[MIME_TYPE]


def talk_of(found):
    return shown(found)[2]["result"]["conversation"]


def test_rounds_feedback_end_and_cost_stand_in_all_forms():
    text, page, data = shown(examples.talked())
    for form in (text, page.text):
        for said in (
            "Conversation with openai:gpt-5",
            "3 calls, 12,300 tokens, $0.042",
            "about 4,100 tokens ($0.0051), or 1,900 ($0.0024) with --concise",
            "ended: all rounds were used",
            "you said: use numpy, keep the column names",
            "line 5: 92% of the time",
            "refused: KeyError",
            "12.3× (11.8–12.9×)",
            "model openai:gpt-5",
        ):
            assert said in form
    talk = data["result"]["conversation"]
    assert talk["spend"] == {
        "calls": 3,
        "input_tokens": 12000,
        "output_tokens": 300,
        "counted": True,
        "usd": 0.042,
    }
    assert [(turn["tried"], turn["right"]) for turn in talk["rounds"]] == [(1, 0), (1, 1)]
    assert talk["rounds"][1]["interval"] == [11.8, 12.9]
    assert talk["rounds"][0]["feedback"] == ["line 5: 92% of the time"]


def test_what_was_sent_and_answered_is_folded_in_html_and_whole_in_data():
    _, page, data = shown(examples.talked())
    assert "You make Python code faster." in page.text
    assert "KeyError: 'price'" in page.text
    html = mimebundle(examples.talked())["text/html"]
    assert "<details open" not in html
    talk = data["result"]["conversation"]
    assert [each["prompt"] for each in talk["exchanges"]] == [0, 0, 1]
    assert talk["exchanges"][0]["outcome"] == "KeyError: 'price'"
    assert talk["prompts"][1][1]["content"] == examples.REPAIR[1].content
    assert data["left_out"] == []


def test_a_replay_is_called_one_wherever_it_shows():
    found = examples.talked(examples.conversation(replay=True))
    text, page, data = shown(found)
    for form in (text, page.text):
        assert "Replay of a recorded conversation: no model was asked" in form
        assert form.index("Replay of a recorded") < form.index("iterrows")
        assert "Replay of a conversation with openai:gpt-5" in form
        assert "model openai:gpt-5 (replay)" in form
        assert "$0.042" not in form
    assert "1 (replay)" in page.text
    assert "recorded as sent" in page.text
    assert any("Replay" in remark for remark in data["remarks"])
    talk = data["result"]["conversation"]
    assert talk["replay"] is True
    assert talk["spend"]["calls"] == talk["spend"]["input_tokens"] == talk["spend"]["usd"] == 0


def test_a_replay_is_called_one_however_little_room_there_is():
    code = "\n".join(f"value_{i} = {i}" for i in range(5000))
    best = examples.faster(code=code)
    talk = examples.conversation(replay=True)
    found = examples.refinement(best, source=code[::-1], conversation=talk)
    bundle = mimebundle(found, aside=("stored",) * 20)
    assert saved_size(bundle) <= SAVED_BYTES
    assert "Replay" in bundle["text/plain"]
    assert "Replay" in bundle["text/html"]
    assert any(remark.startswith("Replay") for remark in bundle[MIME_TYPE]["remarks"])


def test_troubles_come_first_where_nothing_was_found():
    found, why = examples.refused()
    text, page, data = shown(found)
    for form in (text, page.text):
        assert form.count(why) <= 3
        assert form.startswith(f"No answer to go on with: {why}")
    assert "Can't be verified" not in text
    assert data["result"]["conversation"]["troubles"] == [why]
    later = dataclasses.replace(found, reason=None, looked_at=("a-rule",))
    text, page, data = shown(later)
    assert text.startswith(f"Nothing faster found {why}")
    assert why in data["remarks"]


def test_troubles_stand_with_the_conversation_where_there_is_a_gain():
    trouble = "429 from api.example.com: too many requests. Nothing was spent: wait, or ask less."
    late = examples.answer("", ended=Ended.FAILED, trouble=trouble, usage=Usage(), usd=0.0)
    before = examples.conversation()
    talk = examples.conversation(exchanges=(*before.exchanges, Exchange(2, 2, "rewrite", 1, late)))
    text, page, data = shown(examples.talked(talk))
    assert f"trouble: {trouble}" in text
    assert text.index("12.3×") < text.index("429")
    assert f"no answer: {trouble}" in page.text
    assert data["remarks"] == []


@pytest.mark.parametrize(
    ("usage", "usd", "said"),
    [
        (Usage(1000, 200), None, "1,200 tokens, price unknown"),
        (Usage(1000, 200, counted=False), 0.5, "1,200 tokens, $0.50 (partly estimated)"),
        (Usage(1000, 200, counted=False), None, "price unknown (partly estimated)"),
    ],
)
def test_what_isnt_known_of_the_cost_is_said(usage, usd, said):
    one = Exchange(1, 1, "rewrite", 0, examples.answer(usage=usage, usd=usd))
    text, page, data = shown(examples.talked(examples.conversation(exchanges=(one,))))
    for form in (text, page.text):
        assert said in form
    assert data["result"]["conversation"]["spend"]["usd"] == usd


def test_a_limit_that_forbade_the_call_spent_nothing():
    no = examples.answer("", ended=Ended.NOT_ASKED, usage=Usage(), usd=None, trouble="--max-usd")
    one = Exchange(1, 1, "rewrite", 0, no)
    text, _, _ = shown(examples.talked(examples.conversation(exchanges=(one,))))
    assert "spent: nothing: no request was sent" in text
    assert "unknown" not in text


def test_a_conversation_that_has_only_begun_is_shown():
    empty = examples.conversation(
        prompts=(), exchanges=(), rounds=(), ended="", began="", said=(), prompt_tokens=(0, 0)
    )
    text, _, data = shown(examples.refinement(conversation=empty))
    assert "Conversation with openai:gpt-5" in text
    assert "no rewrite that could be tried" not in text, "rules were looked at"
    assert "first request" not in text
    assert data["result"]["conversation"]["rounds"] == []
    only = examples.refinement(conversation=empty, looked_at=())
    assert "no rewrite that could be tried came from the model" in shown(only)[0]


def test_without_a_model_nothing_is_said_of_one():
    text, page, data = shown(examples.every_outcome())
    assert data["result"]["conversation"] is None
    assert "onversation" not in text + page.text


def hostile():
    bad = f"{HOSTILE}\u202e\u2066{HOSTILE}"
    talk = examples.conversation(
        model=bad,
        strategy=bad,
        prompts_version=bad,
        prompts=((Message(bad, bad), Message("user", bad)),) * 2,
        exchanges=(Exchange(1, 1, bad, 0, examples.answer(bad, model=bad, trouble=bad), bad),),
        rounds=(Round(1, (bad, f"a\r\n{bad}"), 1, 0, float("inf")),),
        ended=bad,
        began=bad,
        said=(bad,),
    )
    return examples.refinement(conversation=talk, looked_at=())


def test_hostile_answers_stay_text():
    bundle = mimebundle(hostile())
    page = Page(bundle["text/html"])
    assert page.tags.isdisjoint({"script", "img", "iframe", "object"})
    assert not any(name.startswith("on") for name in page.attributes)
    data = json.dumps(bundle[MIME_TYPE], ensure_ascii=False, allow_nan=False)
    for form in (bundle["text/html"], bundle["text/plain"], data):
        form.encode()
        for unseen in "\x1b\x00\u202e\u2066\r":
            assert unseen not in form
    assert max(map(len, bundle["text/plain"].splitlines())) <= 80


def test_windows_line_ends_are_plain_ones():
    one = Exchange(1, 1, "rewrite", 0, examples.answer("a\r\nb\rc"))
    found = examples.talked(examples.conversation(exchanges=(one,)))
    assert talk_of(found)["exchanges"][0]["text"] == "a\nb\nc"
    assert "a\nb\nc" in mimebundle(found)["text/html"]


def long_talk(rounds, samples, chars):
    """Everything as long as it may be, the best in the last answer."""
    text = ("é× " * chars)[:chars]
    answers = [
        Exchange(turn, sample, "rewrite", turn - 1, examples.answer(text), text, f"code {turn}")
        for turn in range(1, rounds + 1)
        for sample in range(1, samples + 1)
    ]
    answers[-1] = dataclasses.replace(answers[-1], candidate=examples.BETTER)
    return examples.conversation(
        prompts=tuple((Message("user", f"{at} {text}"),) for at in range(rounds)),
        exchanges=tuple(answers),
        rounds=tuple(Round(at, (text,) * 20, 4, 1, 1.5) for at in range(1, rounds + 1)),
        said=(text[:200],) * 20,
        ended=text,
    )


@pytest.mark.parametrize(("rounds", "samples", "chars"), [(3, 4, 2000), (20, 16, 20_000)])
def test_a_saved_conversation_is_small_whatever_was_said(rounds, samples, chars):
    found = examples.talked(long_talk(rounds, samples, chars))
    bundle = mimebundle(found)
    assert saved_size(bundle) <= SAVED_BYTES
    data = bundle[MIME_TYPE]
    assert data["result"]["code"] is not None, "the conversation is cut first"
    assert data["result"]["conversation"]["exchanges_count"] == rounds * samples
    assert any("model" in said or "answers" in said for said in data["left_out"])
    assert "whole in" in Page(bundle["text/html"]).text
    again = Refinement.from_json(found.to_json())
    assert again.conversation == found.conversation, "the record holds all of it"


def test_of_many_answers_the_one_that_was_taken_is_kept():
    found = examples.talked(long_talk(3, 16, 60))
    talk = talk_of(found)
    assert 0 < len(talk["exchanges"]) < 48
    last = talk["exchanges"][-1]
    assert (last["round"], last["sample"]) == (3, 16)
    if talk["prompts"]:
        assert all(each["prompt"] < len(talk["prompts"]) for each in talk["exchanges"])


def test_an_index_out_of_range_is_no_reason_to_fail():
    one = Exchange(1, 1, "rewrite", 7, examples.answer())
    talk = talk_of(examples.talked(examples.conversation(exchanges=(one,))))
    assert talk["exchanges"][0]["prompt"] is None


def test_a_notebook_with_a_conversation_is_valid():
    output = nbformat.v4.new_output("display_data", data=mimebundle(hostile()))
    cell = nbformat.v4.new_code_cell("1", outputs=[output])
    nbformat.validate(nbformat.v4.new_notebook(cells=[cell]))


def test_the_widget_shows_what_a_model_proposed():
    assert ResultWidget(examples.talked()).choices[0]["label"].startswith("round 2, sample 1")
