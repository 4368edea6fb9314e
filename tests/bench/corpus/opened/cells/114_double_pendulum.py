'''A hobby physicist follows a double pendulum with Runge-Kutta and prints when it turns over.

expect: nothing
about: each step needs the one before and the arithmetic is on plain floats already
'''
# %% setup
import random
from math import cos, pi, sin

rnd = random.Random(2)
theta1, theta2 = 2.0 + rnd.random() * 0.3, 2.4 + rnd.random() * 0.3

# %% cell
g = 9.81

def deriv(t1, w1, t2, w2):
    d = t1 - t2
    s, c = sin(d), cos(d)
    den = 2.0 - c * c
    a1 = (-g * (2.0 * sin(t1) - sin(t2) * c) - s * (w2 * w2 + w1 * w1 * c)) / den
    a2 = (2.0 * s * (w1 * w1 + g * cos(t1)) + s * w2 * w2 * c) / den
    return w1, a1, w2, a2

h = 0.001
y1, v1, y2, v2 = theta1, 0.0, theta2, 0.0
track = [(y1, y2)]
for step in range(40000):
    a, b, c, d = deriv(y1, v1, y2, v2)
    e, f, p, q = deriv(y1 + h / 2 * a, v1 + h / 2 * b, y2 + h / 2 * c, v2 + h / 2 * d)
    i, j, k, l = deriv(y1 + h / 2 * e, v1 + h / 2 * f, y2 + h / 2 * p, v2 + h / 2 * q)
    m, n, o, r = deriv(y1 + h * i, v1 + h * j, y2 + h * k, v2 + h * l)
    y1 += h / 6 * (a + 2 * e + 2 * i + m)
    v1 += h / 6 * (b + 2 * f + 2 * j + n)
    y2 += h / 6 * (c + 2 * p + 2 * k + o)
    v2 += h / 6 * (d + 2 * q + 2 * l + r)
    track.append((y1, y2))

turns = [n * h for n in range(1, len(track)) if (track[n][1] + pi) // (2 * pi) != (track[n - 1][1] + pi) // (2 * pi)]
print(len(turns), "turns, first at", turns[:3])
