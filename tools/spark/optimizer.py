"""Muon for the matrices, Adam for the rest: about half the steps of Adam alone on a model of this size.

Muon (Jordan et al., 2024): the momentum of a matrix is replaced by the nearest orthogonal matrix before the step, found
by a few Newton-Schulz iterations.
"""

import torch

_A, _B, _C = 3.4445, -4.7750, 2.0315


def orthogonalised(matrix: torch.Tensor, half: bool, iterations: int = 5) -> torch.Tensor:
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.t() if tall else matrix
    x = x / (x.norm() + 1e-7)
    if half:
        x = x.bfloat16()
    for _ in range(iterations):
        square = x @ x.t()
        x = torch.addmm(x, torch.addmm(square, square, square, beta=_B, alpha=_C), x, beta=_A)
    x = x.float()
    return x.t() if tall else x


class Optimizer:
    def __init__(self, model, muon_rate: float, adam_rate: float, half: bool, decay: float = 0.02):
        self.muon_rate, self.adam_rate, self.half, self.decay = muon_rate, adam_rate, half, decay
        self.matrices, self.others = [], []
        for name, parameter in model.named_parameters():
            if parameter.dim() == 2 and name != "token_embd":
                self.matrices.append((parameter, torch.zeros_like(parameter), _parts(name, model.shape)))
            else:
                self.others.append((parameter, torch.zeros_like(parameter), torch.zeros_like(parameter)))
        self.count = 0

    @torch.no_grad()
    def step(self, share: float):
        """One step at a share (0..1) of the full learning rate; clears the gradients."""
        self.count += 1
        for parameter, momentum, parts in self.matrices:
            momentum.lerp_(parameter.grad, 0.05)
            update = parameter.grad.lerp_(momentum, 0.95)
            rate = self.muon_rate * share
            parameter.mul_(1 - rate * self.decay)
            for piece, target in zip(update.split(parts), parameter.split(parts)):
                scale = max(1.0, piece.shape[0] / piece.shape[1]) ** 0.5
                target.sub_(orthogonalised(piece, self.half), alpha=rate * scale)
            parameter.grad = None
        first, second = 1 - 0.9**self.count, 1 - 0.98**self.count
        for parameter, mean, square in self.others:
            mean.lerp_(parameter.grad, 0.1)
            square.mul_(0.98).addcmul_(parameter.grad, parameter.grad, value=0.02)
            parameter.addcdiv_(mean, (square / second).sqrt_().add_(1e-10), value=-self.adam_rate * share / first)
            parameter.grad = None

    def held(self):
        """What a later run needs to go on from here."""
        return self.count, [matrix[1] for matrix in self.matrices], [other[1:] for other in self.others]

    def restore(self, held):
        self.count, momenta, moments = held
        for (_, momentum, _), stored in zip(self.matrices, momenta):
            momentum.copy_(stored)
        for (_, mean, square), (stored_mean, stored_square) in zip(self.others, moments):
            mean.copy_(stored_mean)
            square.copy_(stored_square)


def _parts(name: str, shape) -> list:
    """The row counts of the matrices that lie joined in one parameter."""
    if "attn_qkv" in name:
        keys = shape.kv_heads * shape.head_size
        return [shape.heads * shape.head_size, keys, keys]
    if "ffn_gate_up" in name:
        return [shape.feed_forward, shape.feed_forward]
    return [shape.embedding]
