"""Amateur astronomer: many digits of the square root and the logarithm of a few numbers, printed as a digit histogram and the last digits.

expect: nothing
about: all time is in the decimal library, at exactly the precision that is asked for
"""
# %% program
from decimal import Decimal, getcontext

t = int(input())
for _ in range(t):
    what, number, digits = input().split()
    getcontext().prec = int(digits)
    x = Decimal(number)
    y = x.sqrt() if what == 'sqrt' else x.ln()
    text = str(y)
    print(what, number, text[:8] + '...' + text[-12:], [text.count(d) for d in '0123456789'])
# %% inputs
INPUTS = [
    "2\nsqrt 2 30\nln 10 25\n",
    "3\nsqrt 7.25 900\nln 3 300\nsqrt 49 50\n",
    "4\nsqrt 19.7 40000\nln 3.3 900\nsqrt 2 60000\nln 1.0007 700\n",
]
