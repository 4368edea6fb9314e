words = [f"w{i * i % 37}" for i in range(60)]
stop = [f"w{i}" for i in range(0, 40, 3)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
weights = (3, 4, 5, 9)
CALLS = [(5,), (8,)]
# %% Fibonacci
def fib(n):
    # exponential without memory
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


answer = fib(15)
# %% two arguments, and a global that stays
def best(i, room):
    if i == len(weights):
        return 0
    skip = best(i + 1, room)
    if weights[i] > room:
        return skip
    return max(skip, weights[i] + best(i + 1, room - weights[i]))


answer = best(0, 11)
# %% repeated in a comprehension
def ways(n):
    return 1 if n == 0 else sum(ways(n - k) for k in (1, 2, 5) if k <= n)


answer = ways(12)
# %% with an import above
import math


def f(n):
    return 1.0 if n < 2 else math.sqrt(f(n - 1)) + f(n - 2)


answer = f(10)
# %% called with what isn't known to be of one type [function g]
def g(n):
    return n if n < 2 else g(n - 1) + g(n - 2)
# %% a docstring of several lines
def fib(n):
    """The n-th number
    of Fibonacci's.
    """
    return n if n < 2 else fib(n - 1) + fib(n - 2)


answer = fib(12)
