"""A physics student integrates a double pendulum with RK4 and records how often the lower arm flips.

expect: nothing
about: each step needs the one before, plain floats with math functions are already a good form of it
"""

# %% setup
from math import cos, pi, sin

# %% cell
g, l1, l2, m1, m2 = 9.81, 1.0, 0.8, 1.0, 0.6


def derivs(t1, w1, t2, w2):
    d = t1 - t2
    s, c = sin(d), cos(d)
    den = m1 + m2 * s * s
    a1 = (m2 * g * sin(t2) * c - m2 * s * (l1 * w1 * w1 * c + l2 * w2 * w2)
          - (m1 + m2) * g * sin(t1)) / (l1 * den)
    a2 = ((m1 + m2) * (l1 * w1 * w1 * s - g * sin(t2) + g * sin(t1) * c)
          + m2 * l2 * w2 * w2 * s * c) / (l2 * den)
    return w1, a1, w2, a2


def step(y, h):
    k1 = derivs(*y)
    k2 = derivs(y[0] + h / 2 * k1[0], y[1] + h / 2 * k1[1], y[2] + h / 2 * k1[2], y[3] + h / 2 * k1[3])
    k3 = derivs(y[0] + h / 2 * k2[0], y[1] + h / 2 * k2[1], y[2] + h / 2 * k2[2], y[3] + h / 2 * k2[3])
    k4 = derivs(y[0] + h * k3[0], y[1] + h * k3[1], y[2] + h * k3[2], y[3] + h * k3[3])
    return (
        y[0] + h / 6 * (k1[0] + 2 * k2[0] + 2 * k3[0] + k4[0]),
        y[1] + h / 6 * (k1[1] + 2 * k2[1] + 2 * k3[1] + k4[1]),
        y[2] + h / 6 * (k1[2] + 2 * k2[2] + 2 * k3[2] + k4[2]),
        y[3] + h / 6 * (k1[3] + 2 * k2[3] + 2 * k3[3] + k4[3]),
    )


state = (2.1, 0.0, 2.6, 0.0)
flips = 0
turn = round(state[2] / (2 * pi))
for n in range(120000):
    state = step(state, 0.001)
    now = round(state[2] / (2 * pi))
    if now != turn:
        flips += 1
        turn = now
print("flips:", flips, "final angles:", [round(a, 4) for a in state[::2]])
