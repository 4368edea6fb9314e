"""What is replaced in a notebook's file, and that nothing else is."""

import json

import pytest
from cli_fakes import sources_in, text_of, write

from jupyter_perf.cli import notebook
from jupyter_perf.errors import UsageError

SOURCES = ("a = 1\nb = 'ü'\n", "x = 1", "")
FORMS = {
    "as Jupyter writes it": text_of(*SOURCES),
    "on one line": text_of(*SOURCES, indent=None),
    "compact": text_of(*SOURCES, indent=None, separators=(",", ":")),
    "with tabs and escapes": text_of(*SOURCES, indent="\t", ensure_ascii=True),
    "Windows line ends": text_of(*SOURCES).replace("\n", "\r\n"),
    "no end of line": text_of(*SOURCES).rstrip("\n"),
    "a mark before it": "\ufeff" + text_of(*SOURCES),
}


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_what_is_replaced_by_itself_stays_byte_for_byte(tmp_path, form):
    file = tmp_path / "a.ipynb"
    file.write_bytes(FORMS[form].encode())
    read = notebook.read(file)
    assert [cell.source for cell in read.cells()] == ["a = 1\nb = 'ü'\n", "x = 1"]
    assert [cell.number for cell in read.cells()] == [2, 3]
    assert read.with_sources({2: SOURCES[0], 3: SOURCES[1]}) == FORMS[form].encode()


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_only_the_source_changes(tmp_path, form):
    file = tmp_path / "a.ipynb"
    file.write_bytes(FORMS[form].encode())
    new = "one = 1\ntwo = 'ü'\nthree = 3"
    file.write_bytes(notebook.read(file).with_sources({3: new}))
    assert sources_in(file) == ["a = 1\nb = 'ü'\n", new, ""]
    back = notebook.read(file).with_sources({3: "x = 1"})
    assert back == FORMS[form].encode()


def test_a_source_that_is_one_text_stays_one(tmp_path):
    data = json.loads(text_of("x = 1"))
    data["cells"][1]["source"] = "x = 1\r\ny = 2\r\n"
    file = tmp_path / "a.ipynb"
    file.write_text(json.dumps(data), encoding="utf-8")
    read = notebook.read(file)
    assert read.cells()[0].source == "x = 1\ny = 2\n"
    changed = json.loads(read.with_sources({2: "z = 3\n"}))
    assert changed["cells"][1]["source"] == "z = 3\r\n"


def test_keys_in_any_order_and_alike_texts_are_told_apart(tmp_path):
    cell = '{"metadata": {"source": ["no"]}, "source": ["x\\n", "y"], "outputs": [], '
    cell += '"cell_type": "code"}'
    text = f'{{"metadata": {{"cells": [1, [2]]}}, "cells": [{cell}], "nbformat": 4}}'
    file = tmp_path / "a.ipynb"
    file.write_text(text)
    assert notebook.read(file).with_sources({1: "z\ny"}).decode() == text.replace("x\\n", "z\\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "no notebook"), ("{", "no notebook"), ("[]", "no cells"), ('{"nbformat": 4}', "no cells"),
     ('{"nbformat": 4, "cells": [{"cell_type": "code"}]}', "no cells"), ("\xff", "no notebook"),
     ('{"nbformat": 3, "worksheets": []}', "old format"), ("[" * 200_000, "no notebook")],
)  # fmt: skip
def test_what_is_no_notebook_is_said(tmp_path, text, said):
    file = tmp_path / "a.ipynb"
    file.write_text(text, encoding="latin-1")
    with pytest.raises(UsageError, match=said):
        notebook.read(file)


def test_the_kernel_and_the_language(tmp_path):
    read = notebook.read(write(tmp_path / "a.ipynb", "x", kernel="ir", language="R"))
    assert (read.kernel, read.language) == ("ir", "r")
    bare = json.loads(text_of("x")) | {"metadata": {}}
    (tmp_path / "b.ipynb").write_text(json.dumps(bare))
    read = notebook.read(tmp_path / "b.ipynb")
    assert (read.kernel, read.language) == ("python3", "python")
