"""Artist draws a fractal of given width and height.

family: two_sizes
small: width = 20, height = 12
"""
# %% setup
width, height = 1100, 800
# %% cell
picture = []
for py in range(height):
    row = []
    for px in range(width):
        c = complex(-2.2 + 3.0 * px / width, -1.2 + 2.4 * py / height)
        z, k = 0j, 0
        while abs(z) <= 2 and k < 60:
            z = z * z + c
            k += 1
        row.append(k)
    picture.append(row)
inside = sum(k == 60 for row in picture for k in row)
