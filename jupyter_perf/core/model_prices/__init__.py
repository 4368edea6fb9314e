"""What calls of models cost: the shipped table, and the user's own prices."""

from .own import own_prices, price_file, prices_from
from .table import Price, best, price_at, shipped

__all__ = ["Price", "best", "own_prices", "price_at", "price_file", "prices_from", "shipped"]
