"""From a cell, or a model's name, and its options to what can be estimated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..core.targets import HERE
from ..errors import UsageError
from . import recording
from .appraisal import Appraisal

if TYPE_CHECKING:
    from ..estimation.answering import Prepared
    from .estimate_options import EstimateOptions


def engine() -> Any:
    """What answers, imported when it is needed (tests put another in its place)."""
    from ..estimation import asking

    return asking


def traced(*args: Any, **options: Any) -> Any:
    """Traces of a module, by the other engine that estimates need."""
    from ..tradeoff.trace import traces

    return traces(*args, **options)


def prepared_of(
    shell: Any, cell: str, options: EstimateOptions, stdin: str | None = None
) -> Prepared:
    """What is asked, its inputs copied where it has any. Raises what the engine's `prepare` does.

    Nothing of the cell runs; of the options, `--inputs` is evaluated. `stdin` is what a program
    reads.
    """
    from ..estimation.question import question

    names = shell.user_ns
    work, inputs = _work(names, cell, options)
    targets = options.targets
    if options.run and HERE not in targets:
        targets = (HERE, *targets)  # what the run is held against
    asked = question(
        work,
        namespace=names,
        over=options.over,
        fix=options.fix or None,
        inputs=inputs,
        workload=options.workload,
        target=targets,
        budget=options.budget,
        region=options.region,
        offer=options.offer,
        read=options.read,
        transform=shell.transform_cell,
        stdin=stdin,
    )
    prepared: Prepared = engine().prepare(asked, traced)
    return prepared


def appraisal_of(
    prepared: Prepared, source: str, cell: str | None, options: EstimateOptions
) -> Appraisal:
    """The estimate that `options` ask for; `cell` is the id of the cell that it is about."""
    asked = recording.given_of_estimate(options)
    made = Appraisal(prepared, source, cell, again=options.again, options=asked)
    made.remarks += [options.note] if options.note else []
    if options.module and options.workload is not None and options.workload.kind == "train":
        asked_next = f"%papaya {options.module} {options.inputs}"
        made.remarks.append(f"`{asked_next}` looks for memory methods that make training faster")
    if (options.module or options.config) and source.strip():
        option = "--module" if options.module else "--config"
        made.remarks.append(f"the cell's text plays no part: {option} asks about the model alone")
    return made


def _work(names: Mapping[str, Any], cell: str, options: EstimateOptions) -> tuple[Any, Any]:
    """What to estimate, and its inputs. Raises UsageError."""
    if options.module is not None:
        return _module(names, options.module), _inputs(names, options.inputs or "")
    if options.config is not None:
        return _config(names, options.config), None
    if not cell.strip():
        raise UsageError(
            "there is nothing to estimate: write code below the magic's line, or name a model"
            " with --module or --config"
        )
    return cell, None


def _module(names: Mapping[str, Any], dotted: str) -> Any:
    """The module of that name, or a part of one (`model.encoder`). Raises UsageError."""
    first, *parts = dotted.split(".")
    if first not in names:
        raise UsageError(f"--module {dotted}: there is no variable `{first}`")
    found = names[first]
    for part in parts:
        if not hasattr(found, part):
            raise UsageError(f"--module {dotted}: `{first}` has no part `{part}`")
        found = getattr(found, part)
    from ..estimation.question import is_module

    if not is_module(found):
        raise UsageError(
            f"--module {dotted}: that is a {type(found).__name__}, not a torch.nn.Module"
        )
    return found


def _inputs(names: Mapping[str, Any], expression: str) -> tuple[Any, ...]:
    """What `expression` gives, as a tuple of positional arguments. Raises UsageError."""
    try:
        found = eval(expression, dict(names))
    # The user's own expression: whatever it raises is told in its words.
    except Exception as error:
        raise UsageError(f"--inputs {expression}: {type(error).__name__}: {error}") from None
    return found if isinstance(found, tuple) else (found,)


def _config(names: Mapping[str, Any], name: str) -> Any:
    """A dictionary or configuration object of that name, else the name itself: a file's, or that of
    a model that is known."""
    found = names.get(name)
    if isinstance(found, Mapping) or hasattr(found, "to_dict"):
        return found
    return name
