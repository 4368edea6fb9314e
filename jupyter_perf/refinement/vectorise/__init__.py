"""Turning loops over numbers into expressions over whole arrays, by what depends on what.

`heads` reads what a loop goes through, `terms` and `calls` translate expressions, `body` runs the
statements once with a vector in place of each number, `results` writes down what the loop leaves.
Whatever isn't understood raises `Decline`; what depends on the data becomes a guard, a test under
which loop and arrays give the same, beside which the loop is kept.
"""
