"""Basic blocks on this machine: timed, and what that teaches the model of `models.granite`.

    harness.time_blocks([bytes.fromhex("4801d8")], seconds=10)    # [Timed(cycles=1.0, …)]
    calibrating.calibrate(shipped.Shipped(), budget=60)           # fits a head, for `here`
    head.load()                                                   # that head, or None

Nothing is imported here: the process in which blocks are timed has Python's own library alone.
"""
