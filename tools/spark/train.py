"""Trains castor-spark from nothing: text, vocabulary, model, file. The same seed, machine and settings give the same file."""

import argparse
import itertools
import os
import pickle
import time
from dataclasses import dataclass, field

# On a busy machine a thread that spins keeps the one it waits for from running.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import numpy
import torch
import torch.nn.functional as F

import gguf
import vocabulary as vocabularies
from chat import render
from model import Batch, Gemma, Linear, Shape
from optimizer import Optimizer
from skills import mixture
from skills.words import Words

LONGEST = 2600


def build_vocabulary(seed, size):
    words = Words(f"{seed}-vocabulary")
    texts = []
    for _ in range(12_000):
        _, conversation = mixture.draw(words)
        texts += [piece.text for piece in render(conversation) if not piece.control]
    return vocabularies.build(texts, size)


def documents(words, vocabulary, part):
    """Encoded conversations without end: (tokens, which are learnt, how much each counts)."""
    while True:
        _, conversation = mixture.draw(words, part)
        tokens, learnt = vocabulary.encode_pieces(render(conversation, mixture.style(words, part)))
        if len(tokens) <= LONGEST:
            tokens, learnt = numpy.array(tokens, dtype=numpy.int32), numpy.array(learnt)
            yield tokens, learnt, _emphasis(tokens, learnt, vocabulary.ids) if part >= 2 else numpy.ones(len(tokens), numpy.float32)


def _emphasis(tokens, learnt, ids):
    """How much each token counts from the third part on: what decides more than what is copied. An answer is decided by its first
    token, a call by the name of its function, with thinking by the thought."""
    counts = numpy.ones(len(tokens), numpy.float32)
    thought = numpy.cumsum((tokens == ids["<|channel>"]).astype(int) - (tokens == ids["<channel|>"]))
    counts[thought > 0] = 2
    counts[1:][learnt[1:] & ~learnt[:-1]] = 3
    for at in numpy.flatnonzero(tokens == ids["<|tool_call>"]):
        counts[at : at + 7] = 3
    return counts


def batches(words, vocabulary, shape, part, rows):
    """Flat batches of whole documents, at most `rows` tokens each."""
    source = documents(words, vocabulary, part)
    waiting = None
    while True:
        held = []
        while True:
            waiting = waiting or next(source)
            if sum(len(tokens) for tokens, *_ in held) + len(waiting[0]) > rows:
                break
            held.append(waiting)
            waiting = None
        yield _flat(words, shape, held)


def _flat(words, shape, held):
    tokens, positions, lower, chosen, weights, bounds = [], [], [], [], [], [0]
    for text, learnt, counts in held:
        start = bounds[-1]
        places = numpy.arange(len(text))
        if words.chance(0.15):
            # A jump in the positions stands for text left out, so that far distances are known to the global layers.
            places = places + (places >= words.randrange(len(text))) * words.randrange(shape.context - LONGEST)
        tokens.append(text)
        positions.append(places)
        # The first place whose position lies within the window.
        lower.append(start + numpy.searchsorted(places, places - shape.window + 1))
        share = learnt[1:].astype(numpy.float32)
        chosen.append(start + numpy.nonzero(share)[0])
        weights.append(counts[1:][share > 0] * numpy.float32(max(1.0, share.sum()) ** -0.25))
        bounds.append(start + len(text))
    flat = torch.from_numpy(numpy.concatenate(tokens)).long()
    sizes = numpy.diff(bounds)
    chosen = torch.from_numpy(numpy.concatenate(chosen))
    return Batch(
        flat,
        torch.from_numpy(numpy.concatenate(positions)),
        torch.tensor(bounds, dtype=torch.int32),
        torch.from_numpy(numpy.repeat(bounds[:-1], sizes).astype(numpy.int32)),
        torch.from_numpy(numpy.concatenate(lower).astype(numpy.int32)),
        chosen,
        flat[chosen + 1],
        torch.from_numpy(numpy.concatenate(weights)),
    )


@dataclass
class Part:
    """A part of training: its text, and its learning rate: a short rise to a plain, and a straight fall over the last steps."""

    text: str
    steps: int
    fall: int
    plain: float = 1.0

    def rate(self, step):
        """The share of the full learning rate."""
        return self.plain * min(1.0, (step + 1) / 40, (self.steps - step) / self.fall)


@dataclass
class Progress:
    """How far training has come: steps, tokens, the loss of each step, seconds."""

    done: int = 0
    seen: int = 0
    losses: list = field(default_factory=list)
    spent: float = 0.0


class Training:
    def __init__(self, options):
        torch.manual_seed(options.seed)
        torch.set_num_threads(options.threads)
        Linear.half = options.half
        self.options, self.progress, self.started, self.before = options, Progress(), time.monotonic(), {}
        # What whole answers look like comes first; then practice of what they need and the choice among functions, on texts of their own.
        self.parts = [
            Part("text", options.steps, options.fall),
            Part("practice", options.practice_steps, options.practice_fall, options.practice_rate),
            Part("functions", options.functions_steps, options.functions_fall, options.functions_rate),
            Part("even", options.even_steps, options.even_steps, options.even_rate),
        ]
        self.vocabulary = build_vocabulary(options.seed, options.vocabulary)
        self.shape = Shape(len(self.vocabulary), layers=options.layers, feed_forward=options.feed_forward)
        self.model = Gemma(self.shape, options.seed)
        self.optimizer = Optimizer(self.model, options.muon_rate, options.adam_rate, options.half)

    def run(self):
        parameters = sum(parameter.numel() for parameter in self.model.parameters())
        print(f"vocabulary {len(self.vocabulary)}, parameters {parameters:,}, {time.monotonic() - self.started:.0f} s", flush=True)
        self._restore()
        start = 0
        for index, part in enumerate(self.parts):
            if start == self.progress.done and part.text == "functions":
                self.before = {name: value.clone() for name, value in self.model.state_dict().items()}
            elif start == self.progress.done and part.text == "even":
                self.model.load_state_dict(self._mixed())
            if start + part.steps > self.progress.done:
                text = batches(Words(f"{self.options.seed}-{part.text}"), self.vocabulary, self.shape, index, self.options.rows)
                for step, batch in enumerate(itertools.islice(text, part.steps)):
                    if start + step >= self.progress.done:
                        self._step(batch, part.rate(step))
            start += part.steps
        self._save()

    def _mixed(self):
        """The weights to go on from after the third part. The choice among functions is learnt at the cost of the rest; between the
        weights before it and those after it both hold better than at either end."""
        share = self.options.functions_share
        return {name: (1 - share) * self.before[name] + share * value for name, value in self.model.state_dict().items()}

    def _step(self, batch, rate):
        progress = self.progress
        each = F.cross_entropy(self.model(batch), batch.targets, reduction="none")
        loss = (each * batch.weights).sum() / batch.weights.sum()
        if not torch.isfinite(loss):
            raise ArithmeticError(f"the loss of step {progress.done + 1} is {loss.item()}")
        loss.backward()
        self.optimizer.step(rate)
        progress.done += 1
        progress.seen += len(batch.tokens)
        progress.losses.append(loss.item())
        steps = sum(part.steps for part in self.parts)
        if progress.done % 50 == 0 or progress.done == steps:
            spent = progress.spent + time.monotonic() - self.started
            print(
                f"step {progress.done}/{steps} loss {numpy.mean(progress.losses[-50:]):.4f} tokens {progress.seen:,} {spent:.0f} s"
                f" {progress.seen / spent:.0f} tokens/s",
                flush=True,
            )
        if self.options.save_every and progress.done % self.options.save_every == 0:
            self._save()
            self._keep()

    def _save(self):
        gguf.write(self.options.out, self.model, self.vocabulary)
        if self.options.checkpoint:
            with open(self.options.checkpoint, "wb") as file:
                pickle.dump((self.shape, self.model.state_dict(), self.vocabulary.pieces), file)

    def _keep(self):
        """Writes what a later run needs to go on from here."""
        if self.options.state:
            progress = self.progress
            spent = progress.spent + time.monotonic() - self.started
            with open(self.options.state + ".new", "wb") as file:
                pickle.dump((progress.done, progress.seen, progress.losses, spent, self.model.state_dict(), self.optimizer.held(), self.before), file)
            os.replace(self.options.state + ".new", self.options.state)

    def _restore(self):
        if self.options.state and os.path.exists(self.options.state):
            with open(self.options.state, "rb") as file:
                *told, weights, held, self.before = pickle.load(file)
            self.progress = Progress(*told)
            self.model.load_state_dict(weights)
            self.optimizer.restore(held)
            print(f"goes on after step {self.progress.done}", flush=True)


def load(checkpoint, quantized=True):
    """A model and its vocabulary from a checkpoint, with the weights as the GGUF file holds them."""
    with open(checkpoint, "rb") as file:
        shape, state, pieces = pickle.load(file)
    model = Gemma(shape, 0)
    if quantized:
        state = {name: torch.from_numpy(gguf.dequantized(value.numpy())) if value.dim() == 2 else value for name, value in state.items()}
    model.load_state_dict(state)
    return model, vocabularies.Vocabulary(pieces)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", default="castor-spark.gguf")
    parser.add_argument("--checkpoint", default="")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=2600)
    parser.add_argument("--fall", type=int, default=1000, help="the last steps, over which the learning rate falls")
    parser.add_argument("--practice-steps", type=int, default=1600, help="steps of the second part of training")
    parser.add_argument("--practice-fall", type=int, default=1000)
    parser.add_argument("--practice-rate", type=float, default=0.6, help="the share of the learning rates that the second part rises to")
    parser.add_argument("--functions-steps", type=int, default=1100, help="steps of the third part of training")
    parser.add_argument("--functions-fall", type=int, default=850)
    parser.add_argument("--functions-rate", type=float, default=0.7)
    parser.add_argument("--functions-share", type=float, default=0.7, help="how far along the third part the last steps start: 1 is its end")
    parser.add_argument("--even-steps", type=int, default=200, help="last steps, which even out what the third part has favoured")
    parser.add_argument("--even-rate", type=float, default=0.3)
    parser.add_argument("--rows", type=int, default=4096, help="tokens a step")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--feed-forward", type=int, default=768)
    parser.add_argument("--vocabulary", type=int, default=2560)
    parser.add_argument("--muon-rate", type=float, default=0.02)
    parser.add_argument("--adam-rate", type=float, default=0.004)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--state", default="", help="with --save-every: a file to go on from after a break, to the same end")
    parser.add_argument("--save-every", type=int, default=0)
    parser.add_argument("--half", action="store_true", help="matrix products in bfloat16 (for CPUs with AMX)")
    Training(parser.parse_args()).run()


if __name__ == "__main__":
    main()
