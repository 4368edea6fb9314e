"""Lab information system: applies validators to samples and keeps an audit trail.

expect: nothing
about: every validator call writes to the trail and the first failing one ends the row, so calls can be neither merged, cached nor reordered
"""
# %% function
CHECKS = (
    ("ph-range", lambda ph, temp: ph is not None and 0 <= ph <= 14),
    ("temp-range", lambda ph, temp: temp is not None and -20 <= temp <= 60),
    ("not-default", lambda ph, temp: (ph, temp) != (7.0, 20)),
)


def validate(samples, checks=CHECKS):
    accepted, trail = [], []
    for sid, ph, temp in samples:
        for name, test in checks:
            ok = test(ph, temp)
            trail.append((sid, name, ok))
            if not ok:
                break
        else:
            accepted.append(sid)
    return accepted, trail

# %% calls
import random
_r = random.Random(66)


def _s(n):
    return [("S%d" % (i % 500), _r.choice([7.0, 3.2, None, 15, 8]), _r.choice([20, 4, -40, None])) for i in range(n)]


ENTRY = "validate"
CALLS = [(_s(100),), (_s(5000),), (_s(12000),), ([],)]
