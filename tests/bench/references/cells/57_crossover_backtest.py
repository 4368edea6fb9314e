class Strategy:
    def __init__(self, data, short, long):
        self.data = data
        self.short = short
        self.long = long
        self.signals = []

    def mean(self, i, n):
        return self.data["close"].iloc[i - n + 1:i + 1].mean()

    def means(self, sums, n):
        """Means of n days; at 0 that of the first n days before day `long`."""
        at = np.arange(self.long - 1, len(sums) - 1)
        return (sums[at + 1] - sums[at + 1 - n]).astype(float) / n

    def run(self):
        close = self.data["close"].to_numpy()
        whole = close.dtype.kind == "i" and 0 < self.short <= self.long
        if not whole or len(close) <= self.long or np.abs(close).astype(float).sum() > 2.0 ** 52:
            return self.run_day_by_day()
        sums = np.concatenate([[0], np.cumsum(close)])
        above = self.means(sums, self.short) > self.means(sums, self.long)
        steps = above[1:].astype(int) - above[:-1]
        self.signals.extend([0] * self.long + steps.tolist())
        return self.signals

    def run_day_by_day(self):
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
