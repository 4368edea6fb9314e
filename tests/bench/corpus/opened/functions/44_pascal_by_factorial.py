"""Teacher prints Pascal's triangle with the factorial formula.

expect: faster
about: three hand-made factorials per entry; each row follows from the one before, or math.comb
"""
# %% function
def factorial(n):
    if n <= 1:
        return 1
    return n * factorial(n - 1)


def pascal(rows):
    triangle = []
    for n in range(rows):
        row = []
        for k in range(n + 1):
            row.append(factorial(n) // (factorial(k) * factorial(n - k)))
        triangle.append(row)
    return triangle

# %% calls
ENTRY = "pascal"
CALLS = [(5,), (25,), (60,), (1,), (45,)]
