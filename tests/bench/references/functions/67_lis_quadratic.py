from bisect import bisect_left


def longest_rise(prices):
    if not prices:
        return 0
    # tails[k]: the least price on which a rise of k + 1 days can end.
    tails = []
    for price in prices:
        if not tails or price > tails[-1]:
            if price == price:
                tails.append(price)
        elif price == price:
            tails[bisect_left(tails, price)] = price
    return len(tails) or 1
