import re

from jupyter_perf.views.diff import blocks, unified
from jupyter_perf.views.diff_html import diff_html


def test_both_texts_can_be_read_off_the_blocks():
    before = "a\nb\nc\nd\ne\nf\ng\nh\ni"
    after = "a\nB\nc\nd\ne\nf\ng\nh\ni\nj"
    found = blocks(before, after)
    old = [line for block in found if block.kind in " -" for line in block.lines]
    new = [line for block in found if block.kind in " +" for line in block.lines]
    assert "\n".join(old) == before
    assert "\n".join(new) == after
    assert [block.lines for block in found if block.hidden] == [("e", "f", "g")]


def test_equal_texts_have_no_changes():
    assert all(block.kind == " " for block in blocks("a\nb", "a\nb\n"))


def test_a_single_unchanged_line_is_not_worth_folding():
    before = "x\n1\n2\n3\n4\n5\ny"
    assert not any(
        block.hidden for block in blocks(before, before.replace("x", "X").replace("y", "Y"))
    )


def test_long_diffs_are_cut_with_a_note():
    before, after = "\n".join("abcdef"), "\n".join("ABCDEF")
    assert unified(before, after, 3) == ["- a", "- b", "- c", "  … 9 more lines of the diff"]


def test_html_keeps_each_lines_own_text_through_multi_line_strings():
    before = 'x = """a\n<b>\n"""\ny = 1'
    after = 'x = """a\n<c>\n"""\ny = 1'
    html = diff_html(before, after, 80)
    assert '<del>- <span class="s">&lt;b&gt;</span>\n</del>' in html
    assert '<ins>+ <span class="s">&lt;c&gt;</span>\n</ins>' in html


def test_html_is_the_diff_where_tags_are_stripped():
    html = diff_html("a = 1\n\nb = 2", "a = 1\n\nb = 3", 80)
    assert re.sub("<[^>]*>", "", html) == "  a = 1\n  \n- b = 2\n+ b = 3\n"


def test_html_folds_what_is_far_from_a_change():
    before = "\n".join(f"x{i} = {i}" for i in range(20))
    html = diff_html(before, before.replace("x0 =", "x0 +="), 80)
    assert "<summary>… 17 unchanged lines</summary>" in html
    assert "<details>" not in diff_html(before, before.replace("x0 =", "x0 +="), 8)
