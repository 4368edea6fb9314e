"""Run a cell magic's body exactly as the shell would run it without the magic line.

The shell's own pieces do the work: its transformers, its compiler's cache (so that tracebacks show
the source), its choice of which statements are displayed, and its display hook, which prints the
value and sets `_` and `Out`. An error reaches the user once, with the traceback of the plain cell.
"""

from __future__ import annotations

import ast
import bdb
import inspect
from types import TracebackType
from typing import Any

from IPython.core.error import UsageError


def run_cell_body(shell: Any, body: str) -> None:
    """Run `body` in the user's namespace, as its own cell would be.

    Raises what the body raises; the shell then shows the plain cell's traceback, once. Raises
    UsageError, before anything runs, where the body awaits at its top level.
    """
    __tracebackhide__ = "__ipython_bottom__"
    try:
        name, nodes = _parsed(shell, body)
        for node, mode in nodes:
            code = _compiled(shell, node, name, mode)
            exec(code, shell.user_global_ns, shell.user_ns)
    except (SystemExit, bdb.BdbQuit):
        raise  # the shell has its own way with these, which shows no frames
    except BaseException as error:  # the user's code runs here: it may raise anything
        _show_as_plain(shell, error)
        raise


def refuse_await(shell: Any, body: str, magic: str) -> None:
    """Raise UsageError where `body` awaits at its top level: a cell magic can't be suspended."""
    if not shell.autoawait:
        return
    # Warnings are the run's to give, once, not this look's.
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            code = compile(
                shell.transform_cell(body), "<cell>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
            )
        except (SyntaxError, ValueError):
            return  # running it says what is wrong
    if code.co_flags & inspect.CO_COROUTINE:
        raise UsageError(
            f"%%{magic} can't run a cell that awaits at its top level: nothing was run."
            f" Put the slow part into a cell without `await`, or remove %%{magic}."
        )


def _parsed(shell: Any, body: str) -> tuple[str, list[tuple[ast.stmt, str]]]:
    transformed = shell.transform_cell(body)
    # Stored cells have their number already; the shell's is that of the next.
    hook = shell.displayhook
    name = shell.compile.cache(transformed, hook.prompt_count, raw_code=body)
    with_future_flags = shell.compile.ast_parse(transformed, filename=name)
    nodes = shell.transform_ast(with_future_flags).body
    shown = 0 if hook.semicolon_at_end_of_expression(transformed) else _shown(shell, nodes)
    split = len(nodes) - shown
    return name, [(node, "exec" if at < split else "single") for at, node in enumerate(nodes)]


def _shown(shell: Any, nodes: list[ast.stmt]) -> int:
    """How many of the last `nodes` are displayed; may append one that shows what was assigned."""
    interactivity = shell.ast_node_interactivity
    if interactivity == "last_expr_or_assign":
        if nodes and (name := _assigned_name(nodes[-1])):
            nodes.append(ast.fix_missing_locations(ast.Expr(ast.Name(name, ast.Load()))))
        interactivity = "last_expr"
    if interactivity == "last_expr":
        return int(bool(nodes) and isinstance(nodes[-1], ast.Expr))
    return {"none": 0, "last": min(1, len(nodes)), "all": len(nodes)}[interactivity]


def _assigned_name(node: ast.stmt) -> str | None:
    target: ast.expr | None = None
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        target = node.targets[0]
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        target = node.target
    return target.id if isinstance(target, ast.Name) else None


def _compiled(shell: Any, node: ast.stmt, name: str, mode: str) -> Any:
    if mode == "single":
        return shell.compile(ast.Interactive([node]), name, mode)
    return shell.compile(ast.Module([node], []), name, mode)


def _show_as_plain(shell: Any, error: BaseException) -> None:
    """Have the shell show `error` without the frames between it and the body.

    The shell's handler for custom exceptions is borrowed for this one error, on its way up. Where
    users have a handler of their own for its type, that stays.
    """
    if isinstance(error, shell.custom_exceptions):
        return
    before = shell.custom_exceptions, getattr(shell, "CustomTB", None)
    here = error.__traceback__
    trace = here.tb_next if here is not None and here.tb_next is not None else here

    def give_back(*_: object) -> None:
        shell.custom_exceptions, shell.CustomTB = before
        if give_back in shell.events.callbacks["post_run_cell"]:
            shell.events.unregister("post_run_cell", give_back)

    def show(kind: type, value: BaseException, full: TracebackType, **_: object) -> None:
        give_back()
        _show(shell, value, trace if value is error else full)

    shell.custom_exceptions, shell.CustomTB = (*before[0], type(error)), show
    # Should something on the way catch the error, no handler of ours outlives this cell.
    shell.events.register("post_run_cell", give_back)


def _show(shell: Any, error: BaseException, trace: TracebackType | None) -> None:
    error.__traceback__ = trace
    if isinstance(error, SyntaxError) and _found_while_compiling(trace):
        shell.showsyntaxerror()
    else:
        shell.showtraceback((type(error), error, trace), tb_offset=0, running_compiled_code=True)


def _found_while_compiling(trace: TracebackType | None) -> bool:
    """Whether an error comes from this module's own compiling, not from the user's code."""
    return trace is None or trace.tb_frame.f_globals is globals()
