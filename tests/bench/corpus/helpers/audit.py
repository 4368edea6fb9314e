"""Keeps a trail of what was looked at, for the compliance people."""

TRAIL = []


def note(kind, key):
    """Append to the trail and return the running number of the entry."""
    TRAIL.append((kind, key))
    return len(TRAIL)


class Ledger:
    """Account balances; refuses overdrafts."""

    def __init__(self):
        self.balance = {}
        self.refused = []

    def post(self, account, cents):
        now = self.balance.get(account, 0) + cents
        if now < 0:
            self.refused.append((account, cents))
            raise ValueError(f"{account} would be overdrawn by {-now}")
        self.balance[account] = now
        return now
