"""How `measure.scaling` cuts values: units with rows, the keys that join them, the cuts."""
