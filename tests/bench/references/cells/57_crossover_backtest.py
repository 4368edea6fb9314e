class Strategy:
    def __init__(self, data, short, long):
        self.data = data
        self.short = short
        self.long = long
        self.signals = []

    def mean(self, i, n):
        return self.data["close"].iloc[i - n + 1:i + 1].mean()

    def run(self):
        close = self.data["close"].to_numpy()
        # Of integers, sums of days are differences of running totals, and exact.
        exact = close.dtype.kind == "i" and np.abs(close.astype(float)).sum() < 2.0 ** 52
        if exact and 0 < self.short <= self.long < len(close):
            totals = np.concatenate([[0], np.cumsum(close)])
            short, long = (
                (totals[self.long:] - totals[self.long - n:-n]) / n
                for n in (self.short, self.long)
            )
            above = short > long
            steps = above[1:].astype(int) - above[:-1]
            self.signals.extend([0] * self.long + steps.tolist())
            return self.signals
        for i in range(len(self.data)):
            if i < self.long:
                self.signals.append(0)
                continue
            above = self.mean(i, self.short) > self.mean(i, self.long)
            before = self.mean(i - 1, self.short) > self.mean(i - 1, self.long)
            if above and not before:
                self.signals.append(1)
            elif before and not above:
                self.signals.append(-1)
            else:
                self.signals.append(0)
        return self.signals

strat = Strategy(px, 10, 40)
px["signal"] = strat.run()
print("buys", (px["signal"] == 1).sum(), "sells", (px["signal"] == -1).sum())
px[px["signal"] != 0].tail(4)
