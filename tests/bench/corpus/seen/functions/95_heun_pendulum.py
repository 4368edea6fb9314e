"""Physicist integrates a damped pendulum with Heun's method.

expect: nothing
about: time stepping where each state needs the one before; reference values are compared bit by bit
"""
# %% function
from math import sin


def pendulum(theta, omega, dt, steps, damping=0.05, g_over_l=9.81):
    traj = [(theta, omega)]
    append = traj.append
    for _ in range(steps):
        a1 = -g_over_l * sin(theta) - damping * omega
        th_p = theta + dt * omega
        om_p = omega + dt * a1
        a2 = -g_over_l * sin(th_p) - damping * om_p
        theta, omega = theta + 0.5 * dt * (omega + om_p), omega + 0.5 * dt * (a1 + a2)
        append((theta, omega))
    return traj

# %% calls
ENTRY = "pendulum"
CALLS = [(0.1, 0.0, 0.01, 200), (3.0, 0.0, 0.001, 12000), (1.0, 2.0, 0.002, 20000, 0.5), (0.5, 0.0, 0.1, 0)]
