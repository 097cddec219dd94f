"""Gemma 3's text model in torch: the maths that llama.cpp and Castor run for general.architecture = "gemma3".

Sandwich norms, per-head norms on queries and keys, grouped-query attention, GeGLU, local layers with a sliding window
between global ones, tied embeddings. Norm weights are held as the GGUF file wants them: with the +1 already added.
A batch is one flat row of documents laid end to end; no token sees another document than its own.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F

from fused import AttentionFunction, GegluFunction, HalfLinearFunction, RmsNormFunction


@dataclass(frozen=True)
class Shape:
    vocabulary: int
    embedding: int = 256
    layers: int = 6
    feed_forward: int = 768
    heads: int = 4
    kv_heads: int = 2
    head_size: int = 64
    window: int = 128
    pattern: int = 2
    context: int = 8192
    epsilon: float = 1e-6
    local_base: float = 10_000.0
    global_base: float = 1_000_000.0

    def is_local(self, layer: int) -> bool:
        return layer % self.pattern < self.pattern - 1

    def parameters(self) -> int:
        attention = self.embedding * self.head_size * (2 * self.heads + 2 * self.kv_heads)
        return self.vocabulary * self.embedding + self.layers * (attention + 3 * self.embedding * self.feed_forward)


class Linear(torch.nn.Module):
    half = False

    def __init__(self, inputs: int, outputs: int, generator: torch.Generator):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.randn(outputs, inputs, generator=generator) * inputs**-0.5)

    def forward(self, x):
        return product(x, self.weight)


def product(x, weight):
    return HalfLinearFunction.apply(x, weight) if Linear.half else F.linear(x, weight)


class RmsNorm(torch.nn.Module):
    def __init__(self, size: int, epsilon: float, start: float = 1.0):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.full((size,), start))
        self.epsilon = epsilon

    def forward(self, x):
        return RmsNormFunction.apply(x, self.weight, self.epsilon)


def rotations(positions: torch.Tensor, head_size: int, base: float):
    """The cosines and sines of each position: [rows, head size / 2] each."""
    frequencies = base ** (-torch.arange(0, head_size, 2, dtype=torch.float64) / head_size)
    angles = positions.double()[:, None] * frequencies
    return angles.cos().float(), angles.sin().float()


class Block(torch.nn.Module):
    def __init__(self, shape: Shape, generator: torch.Generator):
        super().__init__()
        self.shape = shape
        queries, keys = shape.heads * shape.head_size, shape.kv_heads * shape.head_size
        start = shape.layers**-0.5
        self.attn_norm = RmsNorm(shape.embedding, shape.epsilon)
        self.attn_qkv = Linear(shape.embedding, queries + 2 * keys, generator)
        self.attn_q_norm = RmsNorm(shape.head_size, shape.epsilon)
        self.attn_k_norm = RmsNorm(shape.head_size, shape.epsilon)
        self.attn_output = Linear(queries, shape.embedding, generator)
        self.post_attention_norm = RmsNorm(shape.embedding, shape.epsilon, start)
        self.ffn_norm = RmsNorm(shape.embedding, shape.epsilon)
        self.ffn_gate_up = Linear(shape.embedding, 2 * shape.feed_forward, generator)
        self.ffn_down = Linear(shape.feed_forward, shape.embedding, generator)
        self.post_ffw_norm = RmsNorm(shape.embedding, shape.epsilon, start)

    def feed(self, x):
        return x + self.post_ffw_norm(self.ffn_down(GegluFunction.apply(self.ffn_gate_up(self.ffn_norm(x)))))

    def forward(self, x, turn, bounds, lower, chosen=None):
        shape = self.shape
        mixed = AttentionFunction.apply(
            self.attn_qkv(self.attn_norm(x)),
            self.attn_q_norm.weight,
            self.attn_k_norm.weight,
            turn,
            bounds,
            lower,
            shape.heads,
            shape.kv_heads,
            shape.epsilon,
        )
        if chosen is not None:
            x, mixed = x[chosen], mixed[chosen]
        return self.feed(x + self.post_attention_norm(self.attn_output(mixed)))


@dataclass
class Batch:
    """Documents laid end to end; the loss is taken at the chosen rows, against their next tokens."""

    tokens: torch.Tensor
    positions: torch.Tensor
    bounds: torch.Tensor
    lower_global: torch.Tensor
    lower_local: torch.Tensor
    chosen: torch.Tensor
    targets: torch.Tensor
    weights: torch.Tensor


class Gemma(torch.nn.Module):
    def __init__(self, shape: Shape, seed: int):
        super().__init__()
        assert shape.head_size == 64 and shape.heads == 2 * shape.kv_heads, "kernels.c is written for heads of 64, two to a key head"
        self.shape = shape
        generator = torch.Generator().manual_seed(seed)
        self.token_embd = torch.nn.Parameter(torch.randn(shape.vocabulary, shape.embedding, generator=generator) * shape.embedding**-0.5)
        self.blk = torch.nn.ModuleList(Block(shape, generator) for _ in range(shape.layers))
        self.output_norm = RmsNorm(shape.embedding, shape.epsilon, 0.5)

    def forward(self, batch: Batch):
        """Logits at the batch's chosen rows."""
        shape = self.shape
        x = F.embedding(batch.tokens, self.token_embd) * shape.embedding**0.5
        turns = {
            True: rotations(batch.positions, shape.head_size, shape.local_base),
            False: rotations(batch.positions, shape.head_size, shape.global_base),
        }
        for index, block in enumerate(self.blk):
            local = shape.is_local(index)
            lower = batch.lower_local if local else batch.lower_global
            x = block(x, turns[local], batch.bounds, lower, batch.chosen if index == shape.layers - 1 else None)
        return product(self.output_norm(x), self.token_embd)
