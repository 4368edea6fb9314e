CALLS = [([3, 1, 2, 5, 4, 9, 7], 3), (list(range(40, 0, -1)), 7), ([6], 1)]
# %% windows and their sums [function sums]
import numba
import numpy as np

def numbers_in(values, outer, kind, most):
    """A list of numbers of one type, not beyond `most`, as an array; raises for anything else."""
    if type(values) is not outer or len(values) >= 2**31 or set(map(type, values)) != {kind}:
        raise TypeError
    found = np.array(values, kind)
    if kind is int and not -most <= found.min() <= found.max() <= most:
        raise OverflowError
    return found


@numba.njit(boundscheck=True)
def sums_compiled(values, width):
    out = []
    for i in range(len(values) - width + 1):
        out.append(sum(values[i:i + width]))
    return out


def sums(values, width):
    """Sums of windows."""
    if type(width) is int and abs(width) <= 2**31:
        try:
            return sums_compiled(numbers_in(values, list, int, 2**31), width)
        except (ArithmeticError, LookupError, MemoryError, TypeError, ValueError,
                numba.errors.NumbaError):
            pass  # for Python's own numbers
    out = []
    for i in range(len(values) - width + 1):
        out.append(sum(values[i : i + width]))
    return out
# %% a table, tests of what grows, and a helper [function ways]
import numba
import numpy as np

def larger(a, b):
    return a if a > b else b


def numbers_in(values, outer, kind, most):
    """A list of numbers of one type, not beyond `most`, as an array; raises for anything else."""
    if type(values) is not outer or len(values) >= 2**31 or set(map(type, values)) != {kind}:
        raise TypeError
    found = np.array(values, kind)
    if kind is int and not -most <= found.min() <= found.max() <= most:
        raise OverflowError
    return found


@numba.njit(boundscheck=True)
def larger_compiled(a, b):
    return a if a > b else b


@numba.njit(boundscheck=True)
def ways_compiled(values, width):
    table = [[0] * (width + 1) for _ in range(len(values) + 1)]
    for i in range(1, len(values) + 1):
        for j in range(width + 1):
            table[i][j] = table[i - 1][j]
            if j % values[i - 1] == 0:
                table[i][j] = larger_compiled(table[i][j], 2 * table[i - 1][j] + values[i - 1])
                if abs(table[i][j]) > 2 ** 60:
                    raise ValueError
    return table[-1][-1]


def ways(values, width):
    if type(width) is int and abs(width) <= 2**53:
        try:
            return ways_compiled(numbers_in(values, list, int, 2**53), width)
        except (ArithmeticError, LookupError, MemoryError, TypeError, ValueError,
                numba.errors.NumbaError):
            pass  # for Python's own numbers
    table = [[0] * (width + 1) for _ in range(len(values) + 1)]
    for i in range(1, len(values) + 1):
        for j in range(width + 1):
            table[i][j] = table[i - 1][j]
            if j % values[i - 1] == 0:  # fits
                table[i][j] = larger(table[i][j], 2 * table[i - 1][j] + values[i - 1])
    return table[-1][-1]
# %% sorted in place [function arrange]
import numba
import numpy as np

def numbers_in(values, outer, kind, most):
    """A list of numbers of one type, not beyond `most`, as an array; raises for anything else."""
    if type(values) is not outer or len(values) >= 2**31 or set(map(type, values)) != {kind}:
        raise TypeError
    found = np.array(values, kind)
    if kind is int and not -most <= found.min() <= found.max() <= most:
        raise OverflowError
    return found


@numba.njit(boundscheck=True)
def arrange_compiled(values, width):
    for i in range(1, len(values)):
        key = values[i]
        j = i - 1
        while j >= 0 and values[j] > key:
            values[j + 1] = values[j]
            j -= 1
        values[j + 1] = key
    return


def arrange(values, width):
    if type(width) is int and abs(width) <= 2**62:
        try:
            values_new = numbers_in(values, list, int, 2**62)
            arrange_compiled(values_new, width)
        except (ArithmeticError, LookupError, MemoryError, TypeError, ValueError,
                numba.errors.NumbaError):
            pass  # for Python's own numbers
        else:
            values[:] = values_new.tolist()
            return values
    for i in range(1, len(values)):
        key = values[i]
        j = i - 1
        while j >= 0 and values[j] > key:
            values[j + 1] = values[j]
            j -= 1
        values[j + 1] = key
    return values
# %% the type is certain once there was a round [function weigh]
import numba
import numpy as np

def numbers_in(values, outer, kind, most):
    """A list of numbers of one type, not beyond `most`, as an array; raises for anything else."""
    if type(values) is not outer or len(values) >= 2**31 or set(map(type, values)) != {kind}:
        raise TypeError
    found = np.array(values, kind)
    if kind is int and not -most <= found.min() <= found.max() <= most:
        raise OverflowError
    return found


@numba.njit
def finite(value):
    """`value`, unless it is beyond all numbers, where Python may raise."""
    if not abs(value) < np.inf:
        raise OverflowError
    return value


@numba.njit(boundscheck=True)
def weigh_compiled(values, width):
    if width < 0:
        raise ValueError
    total = 0
    if len(range(width)) == 0:
        raise ValueError
    for i in range(width):
        total += i / finite((values[0] + i) ** 0.5)
    if total > 1000000.0:
        return None
    return total


def weigh(values, width):
    if type(width) is int and abs(width) <= 2**53:
        try:
            return weigh_compiled(numbers_in(values, list, int, 2**53), width)
        except (ArithmeticError, LookupError, MemoryError, TypeError, ValueError,
                numba.errors.NumbaError):
            pass  # for Python's own numbers
    if width < 0:
        raise ValueError(f"{width} is negative")
    total = 0
    for i in range(width):
        total += i / (values[0] + i) ** 0.5
    if total > 1e6:
        return None
    return total
# %% Collatz [function longest]
import numba
import numpy as np

def numbers_in(values, outer, kind, most):
    """A list of numbers of one type, not beyond `most`, as an array; raises for anything else."""
    if type(values) is not outer or len(values) >= 2**31 or set(map(type, values)) != {kind}:
        raise TypeError
    found = np.array(values, kind)
    if kind is int and not -most <= found.min() <= found.max() <= most:
        raise OverflowError
    return found


@numba.njit(boundscheck=True)
def longest_compiled(values, width):
    most = 0
    for n in values:
        count = 0
        while n != 1 and count < 1000:
            if n % 2 == 0:
                n //= 2
            else:
                n = 3 * n + 1
                if abs(n) > 2 ** 53:
                    raise ValueError
            count += 1
        most = max(most, count)
    return (most, width)


def longest(values, width):
    if type(width) is int and abs(width) <= 2**53:
        try:
            return longest_compiled(numbers_in(values, list, int, 2**53), width)
        except (ArithmeticError, LookupError, MemoryError, TypeError, ValueError,
                numba.errors.NumbaError):
            pass  # for Python's own numbers
    most = 0
    for n in values:
        count = 0
        while n != 1 and count < 1000:
            if n % 2 == 0:
                n //= 2
            else:
                n = 3 * n + 1
            count += 1
        most = max(most, count)
    return most, width
# %% escape times, of numbers that become complex [function escapes]
import numba
import numpy as np

def numbers_in(values, outer, kind, most):
    """A list of numbers of one type, not beyond `most`, as an array; raises for anything else."""
    if type(values) is not outer or len(values) >= 2**31 or set(map(type, values)) != {kind}:
        raise TypeError
    found = np.array(values, kind)
    if kind is int and not -most <= found.min() <= found.max() <= most:
        raise OverflowError
    return found


@numba.njit
def finite(value):
    """`value`, unless it is beyond all numbers, where Python may raise."""
    if not abs(value) < np.inf:
        raise OverflowError
    return value


@numba.njit
def squared(z):
    """`z ** 2` as Python makes it of a complex number; raises where it may be too large."""
    found = (1 + 0j) * (z * z)
    if not abs(found) < np.inf:
        raise OverflowError
    return found


@numba.njit(boundscheck=True)
def escapes_compiled(values, limit):
    out = []
    for y in values:
        for x in values:
            c = complex(x / 5 - 1, y / 5)
            z = 0
            n = 0
            while finite(abs(z)) <= 2 and n < limit:
                z = squared(z) + c
                n += 1
            out.append(n)
    return out


def escapes(values, limit):
    if type(limit) is int and abs(limit) <= 2**53:
        try:
            return escapes_compiled(numbers_in(values, list, int, 2**53), limit)
        except (ArithmeticError, LookupError, MemoryError, TypeError, ValueError,
                numba.errors.NumbaError):
            pass  # for Python's own numbers
    out = []
    for y in values:
        for x in values:
            c = complex(x / 5 - 1, y / 5)
            z = 0
            n = 0
            while abs(z) <= 2 and n < limit:
                z = z ** 2 + c
                n += 1
            out.append(n)
    return out
# %% the last number of each row, which may hold none [function ends]
import numba
import numpy as np

def numbers_in(values, outer, kind, most):
    """A list of numbers of one type, not beyond `most`, as an array; raises for anything else."""
    if type(values) is not outer or len(values) >= 2**31 or set(map(type, values)) != {kind}:
        raise TypeError
    found = np.array(values, kind)
    if kind is int and not -most <= found.min() <= found.max() <= most:
        raise OverflowError
    return found


@numba.njit(boundscheck=True)
def ends_compiled(values, limit):
    out = []
    for x in values:
        if len(range(limit)) == 0:
            raise ValueError
        for k in range(limit):
            if k * k > x:
                break
        out.append(k)
    return out


def ends(values, limit):
    if type(limit) is int and abs(limit) <= 2**31:
        try:
            return ends_compiled(numbers_in(values, list, int, 2**31), limit)
        except (ArithmeticError, LookupError, MemoryError, TypeError, ValueError,
                numba.errors.NumbaError):
            pass  # for Python's own numbers
    out = []
    for x in values:
        for k in range(limit):
            if k * k > x:
                break
        out.append(k)
    return out
