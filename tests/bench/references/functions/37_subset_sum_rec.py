_MOST_BITS = 200_000


def count_subsets(coupons, budget):
    width = len(coupons) + 1
    if {type(budget), *map(type, coupons)} == {int}:
        span = sum(map(abs, coupons))
        if span * width <= _MOST_BITS:
            # The generating function, its coefficients side by side in one integer.
            ways = 1
            for coupon in coupons:
                ways += ways << abs(coupon) * width
            place = budget - sum(coupon for coupon in coupons if coupon < 0)
            if not 0 <= place <= span:
                return 0
            return ways >> place * width & (1 << width) - 1
    ways = {budget: 1}
    for coupon in coupons:
        for left, number in list(ways.items()):
            ways[left - coupon] = ways.get(left - coupon, 0) + number
    return ways.get(0, 0)
