"""The metrics of metrics.mjs with numpy, by the same formulas. Prints {figure: {"seconds": [...], "value": ...}} as JSON."""

import json
import sys
from pathlib import Path
from time import process_time

import numpy as np


def squares(x):
    return np.sum(x * x)


def unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def centred(x):
    return x - x.mean(axis=0)


def rotation(x, y):
    u, _, v = np.linalg.svd(x.T @ y)
    return u @ v


def cosines(x, y):
    return np.sum(x * y, axis=1) / (np.linalg.norm(x, axis=1) * np.linalg.norm(y, axis=1))


def held_out(x, y):
    rows = np.random.default_rng(1).permutation(len(x))
    halves = rows[: len(x) // 2], rows[len(x) // 2 :]
    turned = np.empty_like(x)
    for fitted, other in (halves, halves[::-1]):
        turned[other] = x[other] @ rotation(x[fitted], y[fitted])
    return turned


def size(x, y):
    return np.sqrt(squares(x) + squares(y))


def neighbours(x, k):
    """In single precision, without order among them: less than the lists that it stands beside."""
    x = unit(x).astype(np.float32)
    lists = np.empty((len(x), k), dtype=int)
    for start in range(0, len(x), 500):
        block = x[start : start + 500] @ x.T
        rows = np.arange(len(block))
        block[rows, start + rows] = -2
        lists[start : start + 500] = np.argpartition(-block, k - 1, axis=1)[:, :k]
    return lists


def jaccard(*lists):
    sets = [[set(row) for row in rows.tolist()] for rows in lists]
    return np.mean([len(set.intersection(*one)) / len(set.union(*one)) for one in zip(*sets)])


def overlap(first, second):
    return np.array([len(set(a) & set(b)) / len(a) for a, b in zip(first.tolist(), second.tolist())])


def distance_correlation(x, y):
    x, y = unit(x), unit(y)
    pairs = len(x) * (len(x) - 1) / 2
    over_pairs = lambda total: (total - len(x)) / 2 / pairs
    mean_x, mean_y = (over_pairs(squares(run.sum(axis=0))) for run in (x, y))
    xx, yy, xy = (over_pairs(squares(a.T @ b)) for a, b in ((x, x), (y, y), (x, y)))
    return (xy - mean_x * mean_y) / np.sqrt((xx - mean_x**2) * (yy - mean_y**2))


def ranks(values):
    _, group, counts = np.unique(np.round(values, 10), return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[group]


def rank_correlation(x, y, pairs=200_000):
    rng = np.random.default_rng(2)
    i, j = rng.integers(len(x), size=pairs), rng.integers(len(x) - 1, size=pairs)
    j += j >= i
    distances = (1 - np.einsum("ij,ij->i", run[i], run[j]) for run in (unit(x), unit(y)))
    return np.corrcoef(*(ranks(values) for values in distances))[0, 1]


def spectrum_distance(x, y, table):
    first, second = (np.linalg.eigvalsh(table(run.T)) for run in (x, y))
    return np.sqrt(np.mean(np.log(first / second) ** 2))


def left(x):
    return np.linalg.svd(x, full_matrices=False)[:2]


def eigenspace_overlap(x, y):
    return squares(left(x)[0].T @ left(y)[0]) / max(x.shape[1], y.shape[1])


def instability(x, y, alpha=3):
    (u, s), (v, t) = left(x), left(y)
    between = v.T @ u
    difference = total = 0
    for anchor, values in ((u, s), (v, t)):
        weights = values**alpha
        first, second = (u.T @ anchor) * weights, (v.T @ anchor) * weights
        difference += squares(first) + squares(second) - 2 * np.sum((between @ first) * second)
        total += squares(weights)
    return difference / total


def pip_loss(x, y):
    return np.sqrt(squares(x.T @ x) + squares(y.T @ y) - 2 * squares(x.T @ y))


def cka(x, y):
    x, y = centred(x), centred(y)
    return squares(x.T @ y) / np.sqrt(squares(x.T @ x) * squares(y.T @ y))


def main(folder, words, dimension, repeats):
    x, y = (np.fromfile(Path(folder) / f"{i}.f64").reshape(words, dimension) for i in (0, 1))
    k = min(10, words - 1)
    counts = np.ceil(words / np.arange(1, words + 1))
    band = np.searchsorted([3, 10, 100], counts, side="right")
    lists = []

    def find_neighbours():
        lists[:] = [neighbours(run, k) for run in (x, y)]
        return float("nan")

    def by_band():
        shares = overlap(*lists)
        return [shares[band == which].mean() for which in np.unique(band)][0]

    figures = {
        "Frobenius distance": lambda: np.linalg.norm(x - y),
        "Procrustes residual": lambda: np.linalg.norm(x @ rotation(x, y) - y),
        "Procrustes residual, normalised": lambda: np.linalg.norm(x @ rotation(x, y) - y) / size(x, y),
        "Procrustes residual, held-out": lambda: np.linalg.norm(held_out(x, y) - y) / size(x, y),
        "mean cosine before alignment": lambda: cosines(x, y).mean(),
        "mean cosine after alignment": lambda: cosines(x @ rotation(x, y), y).mean(),
        "mean cosine after alignment, held-out": lambda: cosines(held_out(x, y), y).mean(),
        "10 nearest neighbours of all words, both runs": find_neighbours,
        "neighbour overlap@10, by frequency band": by_band,
        "neighbour Jaccard": lambda: jaccard(*lists),
        "joint reliability": lambda: jaccard(*lists, lists[0]),
        "distance correlation, Pearson, all pairs": lambda: distance_correlation(x, y),
        "distance correlation, Spearman, 200,000 pairs": lambda: rank_correlation(x, y),
        "spectrum of the covariance, both runs": lambda: spectrum_distance(x, y, np.cov),
        "spectrum of the correlation, both runs": lambda: spectrum_distance(x, y, np.corrcoef),
        "eigenspace overlap": lambda: eigenspace_overlap(x, y),
        "eigenspace instability": lambda: instability(x, y),
        "PIP loss": lambda: pip_loss(x, y),
        "linear CKA": lambda: cka(x, y),
    }
    measured = {figure: {"seconds": [], "value": None} for figure in [*figures, "all together"]}
    for _ in range(repeats):
        total = 0
        for figure, run in figures.items():
            start = process_time()
            value = float(run())
            seconds = process_time() - start
            measured[figure]["seconds"].append(seconds)
            measured[figure]["value"] = None if np.isnan(value) else value
            total += seconds
        measured["all together"]["seconds"].append(total)
    print(json.dumps(measured))


main(sys.argv[1], *map(int, sys.argv[2:5]))
