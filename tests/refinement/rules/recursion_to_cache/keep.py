words = [f"w{i * i % 37}" for i in range(60)]
stop = [f"w{i}" for i in range(0, 40, 3)]
data = [5, 3, 9, 1, 5, 7, 2, 8]
calls = []
memo = {}
# %% an effect
def fib(n):
    print(n)
    return n if n < 2 else fib(n - 1) + fib(n - 2)


answer = fib(4)
# %% changes a global
def fib(n):
    calls.append(n)
    return n if n < 2 else fib(n - 1) + fib(n - 2)


answer = fib(4)
# %% a list as the result
def subsets(n):
    return [[]] if n == 0 else subsets(n - 1) + [s + [n] for s in subsets(n - 1)]


answer = subsets(3)
# %% one call: nothing is worked out twice
def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


answer = factorial(9)
# %% decorated already
import functools


@functools.lru_cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


answer = fib(9)
# %% arguments that can't be hashed
def total(items):
    if len(items) < 2:
        return sum(items)
    half = len(items) // 2
    return total(items[:half]) + total(items[half:])


answer = total(data)
# %% a global that changes
scale = 1


def fib(n):
    return scale if n < 2 else fib(n - 1) + fib(n - 2)


a = fib(5)
scale = 2
b = fib(5)
# %% a method
class Tree:
    def size(self, n):
        return 1 if n < 1 else self.size(n - 1) + self.size(n - 2)
# %% random numbers
import random


def walk(n):
    return 0 if n == 0 else walk(n - 1) + walk(n - 1) + random.choice((0, 1))


random.seed(0)
answer = walk(4)
# %% changes its argument
def fill(box, n):
    box[n] = n
    return 0 if n == 0 else fill(box, n - 1) + fill(box, n - 1)


answer = fill({}, 3)
# %% a generator
def moves(n, a, b, c):
    if n:
        yield from moves(n - 1, a, c, b)
        yield a, b
        yield from moves(n - 1, c, b, a)


answer = list(moves(3, "a", "b", "c"))
