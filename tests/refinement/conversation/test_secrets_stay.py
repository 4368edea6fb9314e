"""Likely secrets leave in no request, however they come into one, and come back where they were."""

from __future__ import annotations

import json

from stubs import SOURCE, Clock, lead

from jupyter_perf.records.record import with_secrets
from jupyter_perf.records.rows import row_of, unpacked
from jupyter_perf.refinement.conversation.record import Conversation
from jupyter_perf.refinement.endpoint.exchange import Answer, Ended
from jupyter_perf.refinement.result import Refinement

KEY = "sk-proj-" + "a1B2c3D4" * 12
PASSWORD = "Tr0ub4dor&3-horse"
CONNECTED = f'before = connect("{"x" * 60}", password="{PASSWORD}", key="{KEY}")\n'
CELL = SOURCE.replace("before = 1\n", CONNECTED)
CRITIQUE = {"slow": True, "points": [{"line": 1, "problem": "KEY " * 110, "remedy": "KEY"}]}


def sent(led):
    return "\n".join(message.content for prompt in led.context.asked for message in prompt.messages)


def held(text, whole=KEY, length=12):
    """Pieces of a secret that stand in `text`: one that is cut is none the less given away."""
    pieces = {whole[at : at + length] for at in range(len(whole) - length)}
    return [piece for piece in pieces if piece in text]


def answering(text, critique=""):
    def model(prompt):
        shown = prompt.messages[-1].content
        at = shown.find("<hidden secret")
        placeholder = shown[at : shown.index(">", at) + 1] if at >= 0 else "none"
        said = critique if prompt.purpose == "critique" else text
        return [(1.0, Answer(said.replace("KEY", placeholder)))]

    return model


def test_no_secret_of_a_cell_its_functions_or_the_users_words_is_sent():
    led = lead(
        answering("```python\nx = 1  # does wrong\n```"),
        Clock(60.0),
        source=CELL,
        definitions={"f": f'def f(x):\n    return post(x, token="{KEY}")\n'},
        said=(f"the key is {KEY}, and password='{PASSWORD}'",),
        examples=({"slow": f"a = '{KEY}'\n", "fast": "b = 1\n", "tag": "5/10", "title": KEY},),
    )
    assert len(led.context.asked) > 2
    assert not held(sent(led))
    assert PASSWORD not in sent(led)


def test_what_is_cut_short_holds_no_piece_of_a_secret():
    long = "# " + "y" * 2940 + '\nz = "KEY KEY KEY"\n'
    led = lead(
        answering(f"```python\n{long}x = 1  # does wrong\n```", json.dumps(CRITIQUE)),
        Clock(90.0),
        source=CELL,
        profile_line=1,
    )
    asked = led.context.asked[-1].messages[-1].content
    assert "the rest is left out" in asked
    assert "KEY" not in asked
    assert "line 1: 100% of the time" in led.context.asked[0].messages[-1].content
    assert not held(sent(led))
    assert not held(json.dumps(led.lead.conversation.to_json()["prompts"]))
    feedback = [line for turn in led.lead.conversation.rounds for line in turn.feedback]
    assert not held(" ".join(feedback))


def test_an_answer_that_cannot_be_read_is_quoted_without_secrets():
    unread = ("```python\nkey = (\n'KEY'\n```", "I would use 'KEY' here.", "{'edits': 'KEY'")
    for text in unread:
        for strategy in ("rewrite", "edit"):
            led = lead(answering(text), Clock(60.0), source=CELL, strategy=strategy, samples=1)
            assert "couldn't be read" in sent(led)
            assert not held(sent(led))


def test_an_answer_that_broke_off_is_quoted_without_secrets():
    def model(prompt):
        text = answering("```python\nkey = 'KEY'\nfor x in data:\n    y = 'KEY")(prompt)[0][1].text
        return [(1.0, Answer(text, Ended.LENGTH))]

    led = lead(model, Clock(60.0), source=CELL, samples=1)
    assert "Cut off here" in sent(led)
    assert not held(sent(led))


def test_placeholders_that_a_model_makes_up_stay_as_they_are():
    text = "```python\nout = ['<hidden secret 9>', '<secret 1>', 'KEY']  # does right 3.0\n```"
    led = lead(answering(text), Clock(60.0), source=CELL, samples=1, rounds=1)
    [code] = led.judge.judged
    assert "'<hidden secret 9>', '<secret 1>'" in code
    assert PASSWORD in code or KEY in code


def test_a_cell_that_writes_like_a_placeholder_gets_its_own_text_back():
    source = f"mark = '<hidden secret 1>'\nkey = '{KEY}'\n{SOURCE}"

    def model(prompt):
        shown = prompt.messages[-1].content
        code = shown[shown.index("```python\n") :].partition("\n```")[0]
        return [(1.0, Answer(f"{code}\nx = 1  # does right 3.0\n```"))]

    led = lead(model, Clock(60.0), source=source, samples=1, rounds=1)
    assert not held(sent(led))
    assert led.accepted is not None
    assert led.accepted.candidate.code.startswith(f"mark = '<hidden secret 1>'\nkey = '{KEY}'\n")


def test_a_recording_and_a_record_hold_no_secret_and_no_value(tmp_path):
    text = "```python\nout = 'KEY'  # does KIND 3.0\n```"
    answers = iter(("wrong", "right", "right", "right", "right"))

    def model(prompt):
        return answering(text.replace("KIND", next(answers)))(prompt)

    led = lead(model, Clock(60.0), source=CELL, samples=2, rounds=1)
    talk = led.lead.conversation
    assert any("SECRET" in exchange.outcome for exchange in talk.exchanges)
    talk.save(tmp_path / "talk.json")
    written = (tmp_path / "talk.json").read_text("utf-8")
    assert not held(written)
    assert "SECRET" not in written
    again = Conversation.from_json(json.loads(written))
    assert [e.answer for e in again.exchanges] == [e.answer for e in talk.exchanges]


def test_what_was_sent_is_read_from_a_record_as_it_was_sent():
    led = lead(answering("```python\nx = 'KEY'  # does wrong\n```"), Clock(60.0), source=CELL)
    found = Refinement(CELL, "cell", CELL, conversation=led.lead.conversation)
    row = row_of("key", "refinement", found.to_json())
    packed = unpacked(row.document)
    assert not held(packed)
    recalled = Refinement.from_json(with_secrets(packed, row.columns["masked"], CELL))
    assert recalled.source == CELL
    assert recalled.conversation.prompts == found.conversation.prompts
    assert not held(json.dumps(recalled.conversation.to_json()["prompts"]))
