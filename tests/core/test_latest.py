from jupyter_perf.core import latest


def test_the_latest_result_is_the_last_one_remembered(monkeypatch):
    monkeypatch.setattr(latest, "_latest", None)
    assert latest.last() is None
    latest.remember("first")
    latest.remember("second")
    assert latest.last() == "second"
