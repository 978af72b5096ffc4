"""What words mean: rows whose weighted sum is close to what a transformer makes of the whole sentence."""

import re

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

BATCH = 32
LONGEST = 64
# A word's weight is SMOOTH / (SMOOTH + p), p its share of all words by Zipf's law.
SMOOTH = 1e-3
RIDGE = 3.0
STEPS = 25
DIMENSIONS = 128


class Teacher:
    """MiniLM-L6: one unit vector a text."""

    def __init__(self, model, tokenizer):
        options = onnxruntime.SessionOptions()
        # One thread adds up in one order.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_file(tokenizer)
        self.tokenizer.enable_truncation(LONGEST)
        self.tokenizer.no_padding()

    def embed(self, texts):
        encoded = self.tokenizer.encode_batch(texts)
        order = sorted(range(len(texts)), key=lambda i: (len(encoded[i].ids), i))
        vectors = np.zeros((len(texts), 384), np.float32)
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            length = max(len(encoded[i].ids) for i in batch)
            ids, mask = np.zeros((2, len(batch), length), np.int64)
            for row, i in enumerate(batch):
                ids[row, : len(encoded[i].ids)] = encoded[i].ids
                mask[row, : len(encoded[i].ids)] = 1
            given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            (out,) = self.session.run(None, given)
            vectors[batch] = (out * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
        return unit(vectors)


def weights(count):
    """By rank: words that are everywhere say little."""
    shares = 1 / np.arange(1, count + 1)
    return (SMOOTH / (SMOOTH + shares / shares.sum())).astype(np.float32)


def axes(vectors):
    """The main axes, each pointing to where its largest part is positive."""
    _, found = np.linalg.eigh(np.cov(vectors.T))
    found = found[:, ::-1][:, :DIMENSIONS]
    largest = found[np.abs(found).argmax(0), np.arange(DIMENSIONS)]
    return (found * np.sign(largest)).astype(np.float32)


class Sums:
    """Sums over the words of sentences, and back: a sparse matrix kept in the order of either side."""

    def __init__(self, sentences, rank, weight):
        pairs = [
            (s, rank[word], weight[rank[word]])
            for s, sentence in enumerate(sentences)
            for word in re.findall(r"[a-z]+|[0-9]+", sentence.lower())
            if word in rank
        ]
        self.shape = len(sentences), len(rank)
        sentence, word, worth = (np.array(column) for column in zip(*pairs))
        worth = worth.astype(np.float32)
        self.down = sentence, word, worth
        order = np.argsort(word, kind="stable")
        self.up = word[order], sentence[order], worth[order]

    @staticmethod
    def sum(into, count, of, worth, values):
        out = np.zeros((count, values.shape[1]), np.float32)
        starts = np.flatnonzero(np.r_[True, into[1:] != into[:-1]])
        out[into[starts]] = np.add.reduceat(values[of] * worth[:, None], starts, axis=0)
        return out

    def of_words(self, rows):
        into, of, worth = self.down
        return self.sum(into, self.shape[0], of, worth, rows)

    def of_sentences(self, vectors):
        into, of, worth = self.up
        return self.sum(into, self.shape[1], of, worth, vectors)


def unit(vectors):
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def fit(rows, sums, targets):
    """Ridge regression around `rows`, by conjugate gradients."""
    correction = np.zeros_like(rows)
    rest = sums.of_sentences(targets - sums.of_words(rows))
    step = rest.copy()
    size = (rest * rest).sum(0)
    for _ in range(STEPS):
        image = sums.of_sentences(sums.of_words(step)) + RIDGE * step
        far = size / np.maximum((step * image).sum(0), 1e-20)
        correction += far * step
        rest -= far * image
        before, size = size, (rest * rest).sum(0)
        step = rest + size / np.maximum(before, 1e-20) * step
    return rows + correction


def rows(words, sentences, teacher):
    """A row a word, the words given by rank, and the weight that it has in a sentence."""
    taught = teacher.embed(sentences)
    main = axes(taught)
    alone = teacher.embed(words)
    weight = weights(len(words))
    sums = Sums(sentences, {word: rank for rank, word in enumerate(words)}, weight)
    return fit((alone - alone.mean(0)) @ main, sums, unit((taught - taught.mean(0)) @ main)), weight
