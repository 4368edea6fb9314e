"""Small geography helpers shared by the field notebooks."""
import math

EARTH_KM = 6371.0088


def haversine(lat1, lon1, lat2, lon2):
    """Great-circle distance in km between two points given in degrees."""
    p1 = math.radians(lat1)
    p2 = math.radians(lat2)
    dphi = p2 - p1
    dlam = math.radians(lon2 - lon1)
    a = math.sin(dphi / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(dlam / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(a))


def cell_id(lat, lon, size=0.25):
    """Name of the grid cell a point lies in."""
    return f"{math.floor(lat / size)}:{math.floor(lon / size)}"
