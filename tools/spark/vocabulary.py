"""A SentencePiece vocabulary (BPE with scores and byte fallback) made for copying.

Pieces never join letters with a space, a quote or a digit, so that a made-up name is cut the same way in a sentence, in
JSON and in a tool call: the model can then copy it token by token. Only words that hardly ever stand without a space
have a form with the space before them, merged last of all, after the word itself has become one piece.
"""

import collections
import re
import struct

import sentencepiece

from chat import CONTROLS, QUOTE

NORMAL, UNKNOWN, CONTROL, USER_DEFINED, BYTE = 1, 2, 3, 4, 6
SPACE = "\u2581"
_PARTS = re.compile(r"[^\W\d_]+|\d|\u2581|\n+|_|[^\w\s\u2581]+|\s")


class Vocabulary:
    def __init__(self, pieces):
        """pieces: (text, score, type) in the order of their ids."""
        self.pieces = pieces
        self.ids = {text: index for index, (text, _, _) in enumerate(pieces)}
        self._encoder = sentencepiece.SentencePieceProcessor(model_proto=self.proto())

    def __len__(self):
        return len(self.pieces)

    def encode(self, text):
        return self._encoder.encode(text)

    def encode_pieces(self, pieces):
        """Token ids of chat.Piece stretches, and for each whether the model is to learn it."""
        tokens, learnt = [self.ids["<bos>"]], [False]
        run, run_learnt = "", False
        for piece in pieces + [None]:
            if piece is None or piece.control or piece.learnt != run_learnt:
                if run:
                    more = self.encode(run)
                    tokens += more
                    learnt += [run_learnt] * len(more)
                run = ""
            if piece is None:
                break
            if piece.control:
                tokens.append(self.ids[piece.text])
                learnt.append(piece.learnt)
            else:
                run, run_learnt = run + piece.text, piece.learnt
        return tokens, learnt

    def decode(self, tokens):
        data = bytearray()
        for token in tokens:
            text, _, kind = self.pieces[token]
            if kind == BYTE:
                data.append(int(text[3:5], 16))
            else:
                data += text.replace(SPACE, " ").encode()
        return data.decode("utf-8", "replace")

    def proto(self):
        """The pieces as a SentencePiece model file (protocol buffer), so that its own encoder can be used."""
        out = bytearray()
        for text, score, kind in self.pieces:
            shown = CONTROL if kind == USER_DEFINED else kind
            out += _field(1, _field(1, text.encode()) + b"\x15" + struct.pack("<f", score) + b"\x18" + bytes([shown]))
        trainer = (
            b"\x18\x02" + b"\x20" + _varint(len(self.pieces)) + _number(35, 1) + _number(40, 3) + _number(41, 2) + _number(42, 1) + _number(43, 0)
        )
        normalizer = _field(1, b"identity") + b"\x18\x00\x20\x00\x28\x01"
        return bytes(out + _field(2, trainer) + _field(3, normalizer))


def _varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes(out + bytes([value]))


def _field(number, content):
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _number(number, value):
    return _varint(number << 3) + _varint(value)


def build(texts, size):
    """Learns a vocabulary of a size from sample texts."""
    counts, spaced = collections.Counter(), collections.Counter()
    for text in texts:
        parts = _PARTS.findall(text.replace(" ", SPACE))
        counts.update(parts)
        spaced.update(
            second for first, second in zip(parts, parts[1:]) if first == SPACE and (second.islower() or not second[0].isalnum() or second == "I")
        )
    pieces = [("<pad>", 0.0, CONTROL), ("<eos>", 0.0, CONTROL), ("<bos>", 0.0, CONTROL), ("<unk>", 0.0, UNKNOWN)]
    pieces += [(text, 0.0, CONTROL) for text in CONTROLS] + [(QUOTE, 0.0, USER_DEFINED)]
    pieces += [(f"<0x{value:02X}>", 0.0, BYTE) for value in range(256)]
    letters = sorted(
        {letter for part, count in counts.items() if count >= 3 for letter in part}
        | set(map(chr, range(33, 127)))
        | {SPACE, "\n"}
        | set("äöüßéèêàçñóíáúÄÖÜÉ¿¡€°–’“”")
    )
    # A word that also stands without a space (in quotes, as a key, at a line's start) has one form only, so that it is copied as it is.
    with_space = [word for word, count in spaced.most_common(900) if count >= 20 and count >= 0.95 * counts[word]]
    room = size - len(pieces) - len(letters) - len(with_space)
    merged = _merges(counts, room + len(with_space))
    known = set(merged) | set(letters)
    with_space = [word for word in with_space if word in known]
    merged = merged[: size - len(pieces) - len(letters) - len(with_space)]
    known = set(merged) | set(letters)
    tail = merged + [SPACE + word for word in with_space if word in known]
    pieces += [(text, -float(rank), NORMAL) for rank, text in enumerate(tail, 1)]
    # Single letters are never the result of a merge; their scores only have to be lower than all others.
    pieces += [(letter, -1e6 - index, NORMAL) for index, letter in enumerate(letters)]
    return Vocabulary(pieces)


def _merges(counts, wanted):
    words = [[list(part), count] for part, count in counts.most_common(30_000) if len(part) > 1]
    pairs, places = collections.Counter(), collections.defaultdict(set)
    for index, (symbols, count) in enumerate(words):
        for pair in zip(symbols, symbols[1:]):
            pairs[pair] += count
            places[pair].add(index)
    merged = []
    while len(merged) < wanted and pairs:
        best = max(pairs, key=lambda pair: (pairs[pair], pair))
        text = best[0] + best[1]
        if text not in merged:
            merged.append(text)
        for index in sorted(places[best]):
            symbols, count = words[index]
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] -= count
            at = 0
            while at < len(symbols) - 1:
                if symbols[at] == best[0] and symbols[at + 1] == best[1]:
                    symbols[at : at + 2] = [text]
                at += 1
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] += count
                places[pair].add(index)
        del pairs[best], places[best]
    return merged
