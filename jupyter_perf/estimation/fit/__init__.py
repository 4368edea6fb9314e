"""From costs on small inputs to the cost on large ones, with an honest interval."""

from .predict import predict_peak, predict_seconds
from .prediction import CurvePoint, Point, Prediction
from .samples import Machine, Sample, Sizes

__all__ = [
    "CurvePoint",
    "Machine",
    "Point",
    "Prediction",
    "Sample",
    "Sizes",
    "predict_peak",
    "predict_seconds",
]
