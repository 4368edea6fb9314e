def edit_distance(a, b):
    while a and b and a[-1] == b[-1]:
        a = a[:-1]
        b = b[:-1]
    if not a or not b:
        return len(a) + len(b)
    previous = range(len(b) + 1)
    for row, x in enumerate(a, 1):
        current = [row]
        left = row
        diagonal = row - 1
        for y, above in zip(b, previous[1:]):
            if x == y:
                left = diagonal
            else:
                if above < left:
                    left = above
                if diagonal < left:
                    left = diagonal
                left += 1
            current.append(left)
            diagonal = above
        previous = current
    return previous[-1]
