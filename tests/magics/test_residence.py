from jupyter_perf.magics import residence
from jupyter_perf.magics.residence import PeakMemory


class Readings:
    """What the system would say, and what time it is."""

    def __init__(self, monkeypatch):
        self.resident, self.mark, self.now = 100 << 20, 150 << 20, 0.0
        monkeypatch.setattr(residence, "resident_bytes", lambda: self.resident)
        monkeypatch.setattr(residence, "high_water_bytes", lambda: self.mark)
        monkeypatch.setattr(residence.time, "monotonic", lambda: self.now)

    def later(self, resident=None, mark=None, seconds=0.1):
        self.now += seconds
        self.resident = self.resident if resident is None else resident
        self.mark = self.mark if mark is None else mark


def begun(monkeypatch):
    readings, memory = Readings(monkeypatch), PeakMemory()
    memory.begin()
    return readings, memory


def test_a_mark_that_was_raised_is_the_peak(monkeypatch):
    readings, memory = begun(monkeypatch)
    readings.later(resident=90 << 20, mark=400 << 20, seconds=5)  # nobody could look meanwhile
    assert memory.end() == 300 << 20


def test_below_an_older_mark_looks_are_the_peak(monkeypatch):
    readings, memory = begun(monkeypatch)
    readings.later(resident=140 << 20)
    memory.look()
    readings.later(resident=100 << 20)
    assert memory.end() == 40 << 20


def test_what_was_missed_isnt_known(monkeypatch):
    readings, memory = begun(monkeypatch)
    readings.later(resident=110 << 20, seconds=3)
    memory.look()
    assert memory.end() is None


def test_housekeeping_isnt_the_cells(monkeypatch):
    readings, memory = begun(monkeypatch)
    readings.later(resident=(100 << 20) + 100_000)
    assert memory.end() is None


def test_without_a_mark_looks_are_all_there_is(monkeypatch):
    readings, memory = begun(monkeypatch)
    readings.mark = None
    memory.begin()
    readings.later(resident=130 << 20)
    assert memory.end() == 30 << 20


def test_the_system_is_read():
    assert residence.resident_bytes() > 1 << 20
    mark = residence.high_water_bytes()
    assert mark is None or mark >= residence.resident_bytes() * 0.5
