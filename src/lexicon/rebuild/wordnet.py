"""WordNet's files as the table needs them: example sentences, glosses, and which words are neighbours."""

import re
from pathlib import Path

# Letters of parts of speech as pointers name them.
FILES = {"n": "data.noun", "v": "data.verb", "a": "data.adj", "r": "data.adv"}
# Hypernym, hyponym (both also of instances), similar, derived from or into, antonym.
NEAR = {"@", "@i", "~", "~i", "&", "+", "!"}


class Synset:
    def __init__(self, line):
        data, _, gloss = line.partition(" | ")
        fields = iter(data.split())
        self.offset = int(next(fields))
        next(fields), next(fields)
        words = range(int(next(fields), 16))
        self.words = [(next(fields), next(fields))[0] for _ in words]
        # "galore(ip)": where an adjective may stand.
        self.words = [re.sub(r"\(\w+\)$", "", word).lower() for word in self.words]
        pointers = range(int(next(fields)))
        self.pointers = [tuple(next(fields) for _ in range(4)) for _ in pointers]
        self.examples = re.findall(r'"([^"]+)"', gloss)
        self.gloss = gloss.partition('; "')[0].strip()


def read(folder):
    """Synsets by part of speech and offset, in the order of the files."""
    synsets = {}
    for letter, name in FILES.items():
        for line in Path(folder, name).read_text(encoding="latin-1").splitlines():
            # The licence stands at the head of each file, indented.
            if not line.startswith(" "):
                synset = Synset(line)
                synsets[letter, synset.offset] = synset
    return synsets


def sentences(synsets, count):
    """So many examples and so many glosses of four words or more, spread evenly over the whole."""

    def spread(texts):
        texts = [text for text in dict.fromkeys(texts) if len(text.split()) >= 4]
        return [texts[i * len(texts) // count] for i in range(count)]

    examples = spread(example for synset in synsets.values() for example in synset.examples)
    return examples + spread(synset.gloss for synset in synsets.values())


def neighbours(synsets):
    """Pairs of words that share a synset or stand in two that are near each other."""
    for synset in synsets.values():
        yield from ((a, b) for a in synset.words for b in synset.words if a != b)
        for sign, offset, letter, ends in synset.pointers:
            if sign not in NEAR:
                continue
            other = synsets[letter, int(offset)].words
            source, target = int(ends[:2], 16), int(ends[2:], 16)
            # 0000 joins whole synsets, else one word of each.
            for a in synset.words[source - 1 : source] if source else synset.words:
                for b in other[target - 1 : target] if target else other:
                    yield a, b
