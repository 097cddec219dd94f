"""Greedy answers from a trained model in plain torch, many prompts at once."""

import torch
import torch.nn.functional as F

from model import rotations


def _norm(x, weight, epsilon):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + epsilon) * weight


class Decoder:
    """Holds the keys and values of a batch of sequences of one length class; prompts are padded on the left."""

    def __init__(self, model):
        self.model, self.shape = model, model.shape

    @torch.no_grad()
    def answers(self, prompts, stop, limit=160):
        """The greedy continuation of each prompt, without the stop token (cut at the limit)."""
        batch, longest = len(prompts), max(map(len, prompts))
        padding = torch.tensor([longest - len(prompt) for prompt in prompts])
        tokens = torch.tensor([[0] * (longest - len(prompt)) + prompt for prompt in prompts])
        self.cache = [None] * self.shape.layers
        outputs, open_ends = [[] for _ in prompts], set(range(batch))
        start = 0
        for _ in range(limit):
            logits = self._forward(tokens, start, padding)
            start += tokens.shape[1]
            following = logits.argmax(-1)
            for row in list(open_ends):
                if following[row] == stop:
                    open_ends.discard(row)
                else:
                    outputs[row].append(int(following[row]))
            if not open_ends:
                break
            tokens = following[:, None]
        return outputs

    def _forward(self, tokens, start, padding):
        shape, model = self.shape, self.model
        batch, length = tokens.shape
        places = torch.arange(start, start + length)
        positions = (places[None] - padding[:, None]).clamp_(min=0)
        turns = {
            local: tuple(part.view(batch, length, -1) for part in rotations(positions.flatten(), shape.head_size, base))
            for local, base in ((True, shape.local_base), (False, shape.global_base))
        }
        keys_at = torch.arange(start + length)
        distance = places[:, None] - keys_at[None]
        visible = (distance >= 0)[None] & (keys_at[None, None] >= padding[:, None, None])
        x = F.embedding(tokens, model.token_embd) * shape.embedding**0.5
        for index, block in enumerate(model.blk):
            local = shape.is_local(index)
            mask = visible & (distance < shape.window)[None] if local else visible
            x = self._block(index, block, x, turns[local], mask)
        return _norm(x[:, -1], model.output_norm.weight, shape.epsilon) @ model.token_embd.t()

    def _block(self, index, block, x, turn, mask):
        shape = self.shape
        batch, length, _ = x.shape
        joint = F.linear(_norm(x, block.attn_norm.weight, shape.epsilon), block.attn_qkv.weight)
        joint = joint.view(batch, length, -1, shape.head_size)
        query, key, value = joint.split((shape.heads, shape.kv_heads, shape.kv_heads), dim=2)
        turn = tuple(part[:, :, None] for part in turn)
        query = self._turned(_norm(query, block.attn_q_norm.weight, shape.epsilon), turn).transpose(1, 2)
        key = self._turned(_norm(key, block.attn_k_norm.weight, shape.epsilon), turn).transpose(1, 2)
        value = value.transpose(1, 2)
        if self.cache[index] is not None:
            key, value = torch.cat((self.cache[index][0], key), 2), torch.cat((self.cache[index][1], value), 2)
        self.cache[index] = (key, value)
        groups = shape.heads // shape.kv_heads
        key, value = key.repeat_interleave(groups, 1), value.repeat_interleave(groups, 1)
        scores = (query @ key.transpose(2, 3)) * shape.head_size**-0.5
        weights = scores.masked_fill(~mask[:, None], -1e30).softmax(-1)
        mixed = (weights @ value).transpose(1, 2).reshape(batch, length, -1)
        x = x + _norm(F.linear(mixed, block.attn_output.weight), block.post_attention_norm.weight, shape.epsilon)
        gate, up = F.linear(_norm(x, block.ffn_norm.weight, shape.epsilon), block.ffn_gate_up.weight).chunk(2, -1)
        fed = F.linear(F.gelu(gate, approximate="tanh") * up, block.ffn_down.weight)
        return x + _norm(fed, block.post_ffw_norm.weight, shape.epsilon)

    @staticmethod
    def _turned(x, turn):
        first, second = x.chunk(2, dim=-1)
        return torch.cat((first * turn[0] - second * turn[1], second * turn[0] + first * turn[1]), -1)
