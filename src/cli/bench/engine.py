"""Trains gensim's skip-gram with negative sampling, once for each seed, on one core, with the documents in another random order in each epoch.

    python engine.py FOLDER DIMENSION EPOCHS SEED...

FOLDER holds documents.txt, a document a line, and words.txt, a word of the vocabulary a line. For each seed, the word vectors go to
gensim-SEED.words.f32 and the context vectors to gensim-SEED.contexts.f32, in the order of words.txt. Prints {"versions": ...,
"runs": [{"seconds": ..., "processor_seconds": ...}]} as JSON.
"""

import json
import random
import sys
from pathlib import Path
from time import perf_counter, process_time

import gensim
import numpy as np
import scipy
from gensim.models import Word2Vec

folder, (dimension, epochs), seeds = Path(sys.argv[1]), map(int, sys.argv[2:4]), map(int, sys.argv[4:])
documents = [line.split() for line in (folder / "documents.txt").read_text(encoding="utf8").splitlines()]
words = (folder / "words.txt").read_text(encoding="utf8").splitlines()


class Shuffled:
    """The documents, each time in another order."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def __iter__(self):
        return iter(self.random.sample(documents, len(documents)))


runs = []
for seed in seeds:
    model = Word2Vec(
        vector_size=dimension,
        sg=1,
        hs=0,
        negative=5,
        window=5,
        min_count=5,
        sample=1e-3,
        epochs=epochs,
        workers=1,
        seed=seed,
    )
    model.build_vocab(documents)
    start, processor_start = perf_counter(), process_time()
    model.train(
        Shuffled(seed),
        total_examples=model.corpus_count,
        total_words=model.corpus_total_words,
        epochs=model.epochs,
    )
    runs.append({"seconds": perf_counter() - start, "processor_seconds": process_time() - processor_start})
    if len(model.wv) != len(words):
        sys.exit(f"gensim knows {len(model.wv)} words and reseed {len(words)}: both should know the same")
    rows = [model.wv.key_to_index[word] for word in words]
    for name, vectors in ("words", model.wv.vectors), ("contexts", model.syn1neg):
        vectors[rows].astype("<f4").tofile(folder / f"gensim-{seed}.{name}.f32")

versions = {"gensim": gensim.__version__, "numpy": np.__version__, "scipy": scipy.__version__}
print(json.dumps({"versions": versions, "runs": runs}))
