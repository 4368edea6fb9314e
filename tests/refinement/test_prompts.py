"""Prompts as files: whole, filled in as they say, and the user's in their place."""

from __future__ import annotations

import string

import pytest

from jupyter_perf.errors import UsageError
from jupyter_perf.refinement import prompts


def test_what_is_shipped_is_there_in_both_forms_and_names_known_fields_only():
    found, version = prompts.templates()
    assert set(found) == {f"{form}/{name}" for form in prompts.FORMS for name in prompts.NAMES}
    assert version == prompts.version()
    for name, text in found.items():
        template = string.Template(text)
        assert template.is_valid(), name
        assert set(template.get_identifiers()) <= prompts.FIELDS, name


def test_the_concise_form_says_the_same_with_fewer_words():
    found, _ = prompts.templates()
    for name in prompts.NAMES:
        full, concise = found[f"full/{name}"], found[f"concise/{name}"]
        assert len(concise) < 0.8 * len(full)
        fields = [set(string.Template(text).get_identifiers()) for text in (full, concise)]
        assert fields[0] == fields[1], name


def test_a_section_with_nothing_to_say_is_left_out_and_others_stay():
    template = "Before.\n\n## One\n\n$code\n\n## Two ($kind)\n\n$inputs\n\n## Task\n\nDo it."
    text = prompts.filled(template, {"code": "x = 1", "kind": "a cell"})
    assert text == "Before.\n\n## One\n\nx = 1\n\n## Task\n\nDo it.\n"


def test_what_is_filled_in_stays_as_it_is():
    code = "price = '$code and $$ and ${inputs}'\n## Task\n"
    text = prompts.filled("## Code\n\n$code\n\nIt costs $$5.", {"code": code})
    assert code in text
    assert "It costs $5." in text


def test_the_users_own_take_the_place_of_ours(tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "rewrite.md").write_text("Schneller: $code – bitte.", "utf-8")
    found, version = prompts.templates(tmp_path)
    assert found["full/rewrite"] == "Schneller: $code – bitte."
    assert found["concise/rewrite"] == prompts.templates()[0]["concise/rewrite"]
    assert version == f"{prompts.version()} with full/rewrite"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("for $5", "`$$`"),
        ("see $nothing", "$nothing"),
        ("x" * 200_000, "shorter"),
    ],
)
def test_what_cannot_be_filled_in_is_refused_with_its_file(tmp_path, text, said):
    (tmp_path / "concise").mkdir()
    (tmp_path / "concise" / "critique.md").write_text(text, "utf-8")
    with pytest.raises(UsageError) as refused:
        prompts.templates(tmp_path)
    assert said in str(refused.value)
    assert "critique.md" in str(refused.value)


def test_bytes_that_are_no_text_and_folders_that_are_not_there_are_refused(tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "system.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match=r"system\.md"):
        prompts.templates(tmp_path)
    with pytest.raises(UsageError, match="no folder"):
        prompts.templates(tmp_path / "nowhere")
