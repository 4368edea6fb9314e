"""A geographer computes slope, aspect and hill shade from an elevation grid.

expect: nothing
about: Horn's formula on array slices; all in numpy
"""

# %% function
import numpy as np


def hillshade(dem, cell=25.0, azimuth=315.0, altitude=45.0):
    z = np.pad(np.asarray(dem, dtype=float), 1, mode="edge")
    west = z[:-2, :-2] + 2 * z[1:-1, :-2] + z[2:, :-2]
    east = z[:-2, 2:] + 2 * z[1:-1, 2:] + z[2:, 2:]
    north = z[:-2, :-2] + 2 * z[:-2, 1:-1] + z[:-2, 2:]
    south = z[2:, :-2] + 2 * z[2:, 1:-1] + z[2:, 2:]
    dzdx = (east - west) / (8 * cell)
    dzdy = (south - north) / (8 * cell)
    slope = np.arctan(np.hypot(dzdx, dzdy))
    aspect = np.arctan2(dzdy, -dzdx)
    zenith = np.radians(90 - altitude)
    az = np.radians((360 - azimuth + 90) % 360)
    shade = np.cos(zenith) * np.cos(slope) + np.sin(zenith) * np.sin(slope) * np.cos(az - aspect)
    return np.clip(np.rint(255 * shade), 0, 255).astype(np.uint8), np.degrees(slope).round(1)

# %% calls
import numpy as np

rng = np.random.default_rng(336)


def hills(h, w):
    y, x = np.mgrid[0:h, 0:w]
    return 400 + 120 * np.sin(x / 31) * np.cos(y / 44) + rng.normal(0, 1.5, (h, w))


ENTRY = "hillshade"
CALLS = [(np.array([[512.0]]),), (hills(3, 8), 10.0), (hills(700, 900),), (hills(900, 1000), 10.0, 270.0, 30.0), (hills(600, 600), 5.0)]
