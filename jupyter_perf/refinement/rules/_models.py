"""What scikit-learn's estimators and metrics give each time alike, and leave as it is."""

from __future__ import annotations

import ast
import importlib
import inspect

from .. import flow
from ..facts import Facts

_METHODS = frozenset({"predict", "predict_proba", "predict_log_proba", "decision_function",
                      "transform", "score_samples"})  # fmt: skip
_ASKED = flow.words("predict predict_proba predict_log_proba decision_function transform score")
_SCALARS = flow.words(
    """accuracy_score balanced_accuracy_score f1_score precision_score recall_score roc_auc_score
    mean_squared_error mean_absolute_error r2_score log_loss root_mean_squared_error
    matthews_corrcoef silhouette_score"""
)
_DRAWS_NOTHING = flow.words("LogisticRegression Ridge RidgeClassifier Lasso ElasticNet SVC")
"""Estimators that take a `random_state`, and use it with some settings only."""
_SETTINGS = flow.words("solver selection probability")


def asks_a_model(node: ast.AST, facts: Facts) -> bool:
    """True for a call that gives the same for the same, of names and of other such calls alone."""
    if not isinstance(node, ast.Call) or not node.args:
        return False
    called = node.func
    settings = all(k.arg and isinstance(k.value, ast.Constant) for k in node.keywords)
    known = all(isinstance(a, ast.Name) or asks_a_model(a, facts) for a in node.args)
    if not (settings and known):
        return False
    full = facts.full_name(called) or ""
    if full.startswith("sklearn.metrics."):
        return full.rpartition(".")[2] in _SCALARS
    if full.startswith("sklearn.model_selection.") and full.endswith(".cross_val_score"):
        return isinstance(node.args[0], ast.Name) and fits_alike(node.args[0], facts)
    if not (isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name)):
        return False
    return called.attr in _ASKED and is_model(called.value, facts)


def gives_number(call: ast.Call, facts: Facts) -> bool:
    """True for what a metric or a model's `score` gives."""
    full = facts.full_name(call.func) or ""
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    return full.startswith("sklearn.metrics.") or method == "score"


def fits_alike(name: ast.Name, facts: Facts) -> bool:
    """True for an estimator made in the source that draws no random numbers when it is fitted."""
    made = facts.assigned(name)
    return made is not None and is_made_alike(made, facts)


def is_made_alike(made: ast.expr, facts: Facts) -> bool:
    """True for `KNeighborsClassifier(n_neighbors=k)`, `DecisionTreeClassifier(random_state=0)`."""
    if not isinstance(made, ast.Call):
        return False
    full = facts.full_name(made.func) or ""
    kind = _class_of(full) if full.startswith("sklearn.") else None
    plain = [*made.args, *(k.value for k in made.keywords)]
    if kind is None or not all(isinstance(a, ast.Constant | ast.Name | ast.Tuple) for a in plain):
        return False
    given = {k.arg: k.value for k in made.keywords}
    if "random_state" not in inspect.signature(kind).parameters:
        return True
    state = given.get("random_state")
    if isinstance(state, ast.Constant) and type(state.value) is int:
        return True
    return state is None and kind.__name__ in _DRAWS_NOTHING and not _SETTINGS & given.keys()


def _class_of(full: str) -> type | None:
    module, _, name = full.rpartition(".")
    try:
        found = getattr(importlib.import_module(module), name, None)
    except ImportError:
        return None
    return found if inspect.isclass(found) and hasattr(found, "fit") else None


def asks_about_rows(call: ast.Call, facts: Facts) -> bool:
    """True for `model.predict(rows)` and the like."""
    called = call.func
    if not isinstance(called, ast.Attribute) or called.attr not in _METHODS or call.keywords:
        return False
    named = len(call.args) == 1 and isinstance(called.value, ast.Name)
    return named and is_model(called.value, facts)  # type: ignore[arg-type]


def is_model(name: ast.Name, facts: Facts) -> bool:
    """True for an estimator of scikit-learn's, in the namespace or made in the source."""
    value = facts.assigned(name)
    while isinstance(value, ast.Call):
        if (facts.full_name(value.func) or "").startswith("sklearn."):
            return True
        value = value.func.value if isinstance(value.func, ast.Attribute) else None
    return facts.every(name, lambda v: type(v).__module__.startswith("sklearn."))
