"""Ex-Java programmer: cars enter and leave a garage with numbered lots; the lowest free lot is taken; print fees by plate.

expect: faster
about: free lots and parked cars are found by looking through all lot objects with getters for each event; heap of free lots and dict by plate
"""
# %% program
class Lot:
    def __init__(self, number):
        self._number = number
        self._plate = None
        self._since = None

    def getNumber(self):
        return self._number

    def getPlate(self):
        return self._plate

    def isFree(self):
        return self._plate is None

    def enter(self, plate, time):
        self._plate = plate
        self._since = time

    def leave(self, time):
        duration = time - self._since
        self._plate = None
        self._since = None
        return duration


class Garage:
    def __init__(self, size):
        self.lots = []
        for i in range(size):
            self.lots.append(Lot(i + 1))

    def findFree(self):
        for lot in self.lots:
            if lot.isFree():
                return lot
        return None

    def findByPlate(self, plate):
        for lot in self.lots:
            if not lot.isFree() and lot.getPlate() == plate:
                return lot
        return None


size, events = map(int, input().split())
garage = Garage(size)
turned_away = 0
income = 0
for _ in range(events):
    kind, plate, time = input().split()
    time = int(time)
    if kind == "IN":
        lot = garage.findFree()
        if lot is None:
            turned_away += 1
        else:
            lot.enter(plate, time)
    else:
        lot = garage.findByPlate(plate)
        if lot is not None:
            fee = 50 + 2 * lot.leave(time)
            income += fee
            print(plate, lot.getNumber(), fee)
print(income, turned_away)
# %% inputs
import random

rng = random.Random(3333)


def make(size, events):
    rows = [f"{size} {events}"]
    inside = []
    for t in range(events):
        if inside and rng.random() < (0.25 if len(inside) < size else 0.52):
            p = inside.pop(rng.randrange(len(inside)))
            rows.append(f"OUT {p} {t}")
        else:
            p = f"ZH-{t:05d}"
            inside.append(p)
            rows.append(f"IN {p} {t}")
    return "\n".join(rows) + "\n"


INPUTS = [make(2, 6), make(50, 400), make(900, 9000)]
