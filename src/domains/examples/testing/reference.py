"""Fréchet distance, precision and recall of small arrays, worked out another way than by the code under test: the root of
the product of covariances by the iteration of Denman & Beavers (1976), neighbourhoods by sorting everything. Needs nothing
but Python. Prints what `reference.json` holds: python3 reference.py > reference.json
"""

import json
import math


def points(seed, count, size, shift, spread):
    """Rows from a linear congruential generator (Park & Miller 1988), so that they can be told without a library."""
    state, rows = seed, []
    for _ in range(count):
        row = []
        for column in range(size):
            total = 0.0
            for _ in range(4):
                state = state * 48271 % 2147483647
                total += state / 2147483647
            row.append(round((total - 2) * spread * (1 + column / size) + shift * column, 6))
        rows.append(row)
    return rows


def product(a, b):
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


def inverse(matrix):
    order = len(matrix)
    rows = [list(row) + [float(i == j) for j in range(order)] for i, row in enumerate(matrix)]
    for i in range(order):
        pivot = max(range(i, order), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for r in range(order):
            if r != i:
                rows[r] = [value - rows[r][i] * own for value, own in zip(rows[r], rows[i])]
    return [row[order:] for row in rows]


def root(matrix):
    order = len(matrix)
    y, z = matrix, [[float(i == j) for j in range(order)] for i in range(order)]
    for _ in range(60):
        yi, zi = inverse(y), inverse(z)
        y, z = (
            [[(a + b) / 2 for a, b in zip(r, s)] for r, s in zip(y, zi)],
            [[(a + b) / 2 for a, b in zip(r, s)] for r, s in zip(z, yi)],
        )
    return y


def moments(rows):
    count, size = len(rows), len(rows[0])
    mean = [sum(column) / count for column in zip(*rows)]
    return mean, [
        [sum((r[i] - mean[i]) * (r[j] - mean[j]) for r in rows) / count for j in range(size)] for i in range(size)
    ]


def frechet(a, b):
    (m, s), (n, t) = moments(a), moments(b)
    r = root(product(s, t))
    gap = sum((x - y) ** 2 for x, y in zip(m, n))
    return gap + sum(s[i][i] + t[i][i] - 2 * r[i][i] for i in range(len(m)))


def within(rows, others):
    radius = [sorted(math.dist(o, p) for p in others)[3] for o in others]
    return sum(any(math.dist(r, o) <= d for o, d in zip(others, radius)) for r in rows) / len(rows)


real, made = points(7, 24, 3, 0.0, 1.0), points(11, 16, 3, 0.4, 0.7)
print(
    json.dumps(
        {
            "real": real,
            "made": made,
            "frechet": frechet(real, made),
            "precision": within(made, real),
            "recall": within(real, made),
        }
    )
)
