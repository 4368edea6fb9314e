"""As if the magic line were absent: value, `_`, `Out`, errors, `await`, what is displayed."""

import re

import pytest


def without_numbers(text):
    """Without the numbers that cells and their files have."""
    return re.sub(r"In\[\d+\]|\d+\.py", "n", text)


def frames(ran):
    assert len(ran.errors) == 1
    return without_numbers(ran.errors[0])


@pytest.mark.parametrize(
    "body",
    [
        "1/0",
        "def f(n):\n    return 1 / n\n\nx = 1\nf(0)",
        "import json\njson.loads('{')",
        "x = (",
        "x = 1\nreturn x",
        "if True:\nx",
        "eval('1 +')",
        "try:\n    1/0\nexcept ZeroDivisionError as e:\n    raise KeyError('a') from e",
        "raise KeyboardInterrupt",
        "%nosuchmagic",
        "raise ExceptionGroup('several', [ValueError('a')])",
    ],
)
def test_an_error_has_the_traceback_of_the_plain_cell_once(kernel, body):
    plain = kernel.run(body)
    refined = kernel.run(f"%%refine\n{body}")
    assert refined.reply["status"] == plain.reply["status"] == "error"
    assert refined.reply["ename"] == plain.reply["ename"]
    assert without_numbers(refined.reply["evalue"]) == without_numbers(plain.reply["evalue"])
    if plain.errors and "eval" not in body:
        assert frames(refined) == frames(plain)
    else:
        assert len(refined.errors) == len(plain.errors)
    assert refined.shown == ""
    assert kernel.ask("fake.SEEN") == "[]"


def test_the_shells_error_handling_is_as_before(kernel):
    kernel.run("%%refine\n1/0")
    assert kernel.ask("get_ipython().custom_exceptions") == "()"
    assert (
        kernel.run("import sys\nsys.last_traceback.tb_frame.f_code.co_name").value == "'<module>'"
    )


def test_an_error_that_something_else_catches_leaves_nothing_behind(kernel):
    ran = kernel.run(
        "try:\n    get_ipython().run_cell_magic('refine', '', '1/0')\n"
        "except ZeroDivisionError:\n    print('caught')"
    )
    assert ran.printed == "caught\n"
    assert kernel.ask("get_ipython().custom_exceptions") == "()"
    assert "Traceback" in kernel.run("1/0").errors[0]


def test_the_value_is_displayed_once_and_bound_as_the_plain_cell_binds_it(kernel):
    ran = kernel.run("%%refine\nx = [1, 2]\nx")
    number = ran.reply["execution_count"]
    assert ran.value == "[1, 2]"
    assert [kind for kind, _ in ran.outputs] == ["execute_result", "display_data"]
    assert kernel.ask("_ is x") == "True"
    assert kernel.ask(f"Out[{number}] is x and _{number} is x") == "True"


@pytest.mark.parametrize("body", ["5;", "5;  # quiet", "x = 5\nx;\n", "x = 5", "None", "print()"])
def test_what_the_plain_cell_doesnt_show_isnt_shown(kernel, body):
    kernel.run("'before'")
    ran = kernel.run(f"%%refine\n{body}")
    assert ran.value == ""
    assert kernel.ask("_") == "\\'before\\'" or kernel.ask("_") == "'before'"
    assert ran.reply["execution_count"] not in eval(kernel.ask("list(Out)"))


@pytest.mark.parametrize(
    "interactivity", ["all", "last", "last_expr", "none", "last_expr_or_assign"]
)
@pytest.mark.parametrize("body", ["1\n2\nx = 3", "1\n2", "if 1:\n    4", "1\n2;"])
def test_the_users_choice_of_what_is_displayed_counts(kernel, interactivity, body):
    kernel.run(f"get_ipython().ast_node_interactivity = {interactivity!r}")
    plain = kernel.run(body)
    refined = kernel.run(f"%%refine\n{body}")
    assert refined.texts("execute_result") == plain.texts("execute_result")


def test_await_is_refused_before_anything_runs(kernel):
    ran = kernel.run("%%refine\nx = 1\nimport asyncio\nawait asyncio.sleep(0)")
    assert ran.reply["status"] == "error"
    assert "awaits at its top level: nothing was run" in ran.printed
    assert kernel.ask("x") == "NameError"


def test_ipython_syntax_and_inner_functions_that_await_run(kernel):
    ran = kernel.run("%%refine\nasync def x():\n    await y\nname = !echo hello\nname[0]")
    assert ran.value == "'hello'"


def test_a_magic_below_runs_and_is_named(kernel):
    ran = kernel.run("%%refine\n%%time\nx = 7\nx")
    assert ran.value == "7"
    assert "remove %%time" in ran.shown


def test_ast_transformers_run_once(kernel):
    kernel.run(
        "class Count:\n    n = 0\n    def visit(self, node):\n        Count.n += 1\n"
        "        return node\nget_ipython().ast_transformers.append(Count())"
    )
    before = int(kernel.ask("Count.n"))
    kernel.run("%%refine\n1")
    after = int(kernel.ask("Count.n"))
    kernel.run("get_ipython().ast_transformers.pop()")
    kernel.run("1")
    assert after - before == 2  # the cell with the magic, then its body


def test_system_exit_is_handled_by_the_shell(kernel):
    ran = kernel.run("%%refine\nraise SystemExit(3)")
    assert ran.reply["ename"] == "SystemExit"
    assert kernel.ask("1") == "1"
