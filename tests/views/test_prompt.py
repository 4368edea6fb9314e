import html
import re

import examples
from pages import HOSTILE, Page

from jupyter_perf.refinement import prompts
from jupyter_perf.refinement.endpoint.exchange import Message
from jupyter_perf.views.prompt import shown

TEMPLATES = {
    f"{form}/{name}": f"{form} {name}: $code" for form in prompts.FORMS for name in prompts.NAMES
}


def test_the_first_request_is_there_exactly_and_nothing_was_sent():
    bundle = shown(examples.conversation(), TEMPLATES)
    page = Page(bundle["text/html"])
    assert set(bundle) == {"text/plain", "text/html"}
    for form in (bundle["text/plain"], page.text):
        assert form.startswith("Nothing was sent")
        assert "openai:gpt-5" in form
        assert "about 4,100 tokens ($0.0051), or 1,900 ($0.0024) with --concise" in form
        for message in examples.PROMPT:
            assert message.content in form
    assert "[system]\nYou make Python code faster.\n\n[user]\n## The code" in bundle["text/plain"]


def test_later_requests_are_shown_as_templates_of_the_chosen_form_and_strategy():
    text = shown(examples.conversation(), TEMPLATES)["text/plain"]
    assert "full critique: $code" in text
    assert "concise" not in text.replace("--concise", "")
    assert "full explore" not in text
    talk = examples.conversation(concise=True, strategy="explore")
    bundle = shown(talk, TEMPLATES)
    for form in bundle.values():
        assert "concise implement: $code" in form
        assert "concise/critique.md" in form
        assert "template, filled in" in form
        assert "full rewrite" not in form


def test_our_own_templates_are_shown_as_they_are():
    templates, _ = prompts.templates()
    bundle = shown(examples.conversation(), templates)
    assert templates["full/critique"] in bundle["text/plain"]
    blocks = re.findall(r'<pre class="said">(.*?)</pre>', bundle["text/html"], re.DOTALL)
    assert templates["full/critique"] in [html.unescape(block) for block in blocks]


def test_a_long_request_stays_whole():
    source = "\n".join(f"value_{at} = {at}  # ä×" for at in range(5000))
    talk = examples.conversation(prompts=((Message("user", source),),))
    bundle = shown(talk, {})
    assert source in bundle["text/plain"]
    assert html.escape(source) in bundle["text/html"]


def test_what_cannot_be_shown_is_counted():
    talk = examples.conversation(prompts=((Message("user", f"a\r\nb {HOSTILE}\u202e"),),))
    bundle = shown(talk, TEMPLATES)
    page = Page(bundle["text/html"])
    assert page.tags.isdisjoint({"script", "img"})
    for form in bundle.values():
        form.encode()
        assert "\x1b" not in form
        assert "\u202e" not in form
        assert "4 characters that can" in html.unescape(form)
    assert "a\nb" in bundle["text/plain"]


def test_without_sizes_or_request_there_is_no_line_about_them():
    talk = examples.conversation(prompts=(), prompt_tokens=(0, 0), prompt_usd=None)
    text = shown(talk, {})["text/plain"]
    assert "tokens" not in text
    assert text.startswith("Nothing was sent")
