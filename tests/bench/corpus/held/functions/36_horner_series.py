"""Physicist's calibration polynomial, evaluated for a list of channel numbers.

expect: nothing
about: Horner's rule in plain floats; the rounding order is the definition of the result, exact equality is checked downstream
"""
# %% function
def calibrate(channels, coeffs):
    rev = coeffs[::-1]
    out = []
    for ch in channels:
        acc = 0.0
        for c in rev:
            acc = acc * ch + c
        out.append(acc)
    return out

# %% calls
ENTRY = "calibrate"
CALLS = [(list(range(200)), [0.13, 1.2e-2, 3e-7]), (list(range(4096)), [1.0, .37, -1e-5, 2e-9]), ([x * .5 for x in range(9000)], [2.0, 1.0]), ([], [1.0])]
