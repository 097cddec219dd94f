"""Trains castor-spark from nothing: text, vocabulary, model, file. The same seed, machine and settings give the same file."""

import argparse
import os
import pickle
import signal
import time

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


def documents(words, vocabulary, count_tokens):
    """Encoded conversations until there are enough tokens: (tokens, which are learnt)."""
    total = 0
    while total < count_tokens:
        _, conversation = mixture.draw(words)
        tokens, learnt = vocabulary.encode_pieces(render(conversation, mixture.style(words)))
        if len(tokens) <= LONGEST:
            total += len(tokens)
            yield numpy.array(tokens, dtype=numpy.int32), numpy.array(learnt)


def batches(words, vocabulary, shape, steps, rows):
    """Flat batches of whole documents, at most `rows` tokens each."""
    source = documents(words, vocabulary, 1 << 60)
    waiting = None
    for _ in range(steps):
        held = []
        while True:
            waiting = waiting or next(source)
            if sum(len(tokens) for tokens, _ in held) + len(waiting[0]) > rows:
                break
            held.append(waiting)
            waiting = None
        yield _flat(words, shape, held)


def _flat(words, shape, held):
    tokens, positions, lower, chosen, weights, bounds = [], [], [], [], [], [0]
    for text, learnt in held:
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
        weights.append(numpy.full(int(share.sum()), max(1.0, share.sum()) ** -0.25, dtype=numpy.float32))
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


def rate_share(step, steps, fall):
    """A short rise, a long plain, and a straight fall over the last steps."""
    return min(1.0, (step + 1) / 40, (steps - step) / fall)


def train(options):
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    Linear.half = options.half
    started = time.monotonic()
    vocabulary = build_vocabulary(options.seed, options.vocabulary)
    shape = Shape(len(vocabulary), layers=options.layers, feed_forward=options.feed_forward)
    model = Gemma(shape, options.seed)
    print(f"vocabulary {len(vocabulary)}, parameters {sum(p.numel() for p in model.parameters()):,}, {time.monotonic() - started:.0f} s", flush=True)
    optimizer = Optimizer(model, options.muon_rate, options.adam_rate, options.half)
    # The plain does not depend on the number of steps, so that its end can be chosen late: kill -USR1 starts the fall, and
    # the run is then the same as one with the number of steps that is told.
    signal.signal(signal.SIGUSR1, lambda *_: setattr(options, "ending", True))
    done, seen, losses, before = 0, 0, [], 0.0
    if options.state and os.path.exists(options.state):
        with open(options.state, "rb") as file:
            done, seen, losses, before, weights, held = pickle.load(file)
        model.load_state_dict(weights)
        optimizer.restore(held)
        print(f"goes on after step {done}", flush=True)
    for step, batch in enumerate(batches(Words(f"{options.seed}-text"), vocabulary, shape, 1 << 30, options.rows)):
        if step >= options.steps:
            break
        if step < done:
            continue
        if options.ending and step + options.fall < options.steps:
            options.steps = step + options.fall
            print(f"ends at --steps {options.steps}", flush=True)
        each = F.cross_entropy(model(batch), batch.targets, reduction="none")
        loss = (each * batch.weights).sum() / batch.weights.sum()
        if not torch.isfinite(loss):
            raise ArithmeticError(f"the loss of step {step + 1} is {loss.item()}")
        loss.backward()
        optimizer.step(rate_share(step, options.steps, options.fall))
        seen += len(batch.tokens)
        losses.append(loss.item())
        if (step + 1) % 50 == 0 or step + 1 == options.steps:
            spent = before + time.monotonic() - started
            print(
                f"step {step + 1}/{options.steps} loss {numpy.mean(losses[-50:]):.4f} tokens {seen:,} {spent:.0f} s {seen / spent:.0f} tokens/s",
                flush=True,
            )
        if options.save_every and (step + 1) % options.save_every == 0:
            save(options, model, vocabulary)
            if options.state:
                spent = before + time.monotonic() - started
                with open(options.state + ".new", "wb") as file:
                    pickle.dump((step + 1, seen, losses, spent, model.state_dict(), optimizer.held()), file)
                os.replace(options.state + ".new", options.state)
    save(options, model, vocabulary)


def save(options, model, vocabulary):
    gguf.write(options.out, model, vocabulary)
    if options.checkpoint:
        with open(options.checkpoint, "wb") as file:
            pickle.dump((model.shape, model.state_dict(), vocabulary.pieces), file)


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
    parser.set_defaults(ending=False)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
