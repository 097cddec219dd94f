"""The kernels of kernels.c as differentiable functions. The library is built beside the sources at first use."""

import ctypes
import pathlib
import subprocess
import tempfile

import torch

_SOURCE = pathlib.Path(__file__).with_name("kernels.c")
_FLAGS = ["-O3", "-march=native", "-mprefer-vector-width=512", "-ffast-math", "-fopenmp", "-fPIC", "-shared"]


def _build():
    target = pathlib.Path(tempfile.mkdtemp(prefix="spark-")) / "kernels.so"
    subprocess.run(["gcc", *_FLAGS, "-o", str(target), str(_SOURCE), "-lm"], check=True)
    return ctypes.CDLL(str(target))


_library = _build()


def _call(name, *arguments):
    converted = []
    for argument in arguments:
        if isinstance(argument, torch.Tensor):
            assert argument.is_contiguous(), name
            converted.append(ctypes.c_void_p(argument.data_ptr()))
        else:
            converted.append(ctypes.c_float(argument) if isinstance(argument, float) else ctypes.c_int64(argument))
    getattr(_library, name)(*converted)


class RmsNormFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, epsilon):
        y, scale = torch.empty_like(x), torch.empty(x.shape[0])
        _call("norm_forward", x, weight, y, scale, x.shape[0], x.shape[1], epsilon)
        ctx.save_for_backward(x, weight, scale)
        return y

    @staticmethod
    def backward(ctx, gradient):
        x, weight, scale = ctx.saved_tensors
        dx, dweight = torch.empty_like(x), torch.empty_like(weight)
        _call("norm_backward", gradient.contiguous(), x, weight, scale, dx, dweight, x.shape[0], x.shape[1])
        return dx, dweight, None


class AttentionFunction(torch.autograd.Function):
    """From the joint projection [rows, (heads + 2 kv) * 64] to the mixed values [rows, heads * 64]."""

    @staticmethod
    def forward(ctx, joint, query_weight, key_weight, turn, bounds, lower, heads, kv, epsilon):
        rows = joint.shape[0]
        query, key, value = torch.empty(rows, heads * 64), torch.empty(rows, kv * 64), torch.empty(rows, kv * 64)
        scale, out, logsum = torch.empty(rows, heads + kv), torch.empty(rows, heads * 64), torch.empty(rows, heads)
        _call("heads_forward", joint, query_weight, key_weight, *turn, query, key, value, scale, rows, heads, kv, epsilon)
        _call("attention_forward", query, key, value, bounds, lower, out, logsum, len(bounds) - 1, heads, kv)
        ctx.save_for_backward(joint, query_weight, key_weight, *turn, bounds, lower, query, key, value, scale, out, logsum)
        ctx.heads, ctx.kv = heads, kv
        return out

    @staticmethod
    def backward(ctx, gradient):
        joint, query_weight, key_weight, cosine, sine, bounds, lower, query, key, value, scale, out, logsum = ctx.saved_tensors
        heads, kv = ctx.heads, ctx.kv
        dquery, dkey, dvalue, djoint = (torch.empty_like(tensor) for tensor in (query, key, value, joint))
        dquery_weight, dkey_weight = torch.empty_like(query_weight), torch.empty_like(key_weight)
        _call(
            "attention_backward",
            gradient.contiguous(),
            query,
            key,
            value,
            out,
            logsum,
            bounds,
            lower,
            dquery,
            dkey,
            dvalue,
            len(bounds) - 1,
            heads,
            kv,
        )
        _call(
            "heads_backward",
            dquery,
            dkey,
            dvalue,
            joint,
            query_weight,
            key_weight,
            cosine,
            sine,
            scale,
            djoint,
            dquery_weight,
            dkey_weight,
            joint.shape[0],
            heads,
            kv,
        )
        return djoint, dquery_weight, dkey_weight, None, None, None, None, None, None


class GegluFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, joint):
        rows, size = joint.shape[0], joint.shape[1] // 2
        out = torch.empty(rows, size)
        _call("geglu_forward", joint, out, rows, size)
        ctx.save_for_backward(joint)
        return out

    @staticmethod
    def backward(ctx, gradient):
        (joint,) = ctx.saved_tensors
        djoint = torch.empty_like(joint)
        _call("geglu_backward", gradient.contiguous(), joint, djoint, joint.shape[0], joint.shape[1] // 2)
        return djoint


class HalfLinearFunction(torch.autograd.Function):
    """A product in bfloat16 with float32 in and out, for CPUs with matrix tiles (AMX): about eight times as fast there."""

    @staticmethod
    def forward(ctx, x, weight):
        half_x, half_weight = x.bfloat16(), weight.bfloat16()
        ctx.save_for_backward(half_x, half_weight)
        return (half_x @ half_weight.t()).float()

    @staticmethod
    def backward(ctx, gradient):
        half_x, half_weight = ctx.saved_tensors
        half = gradient.bfloat16()
        return (half @ half_weight).float(), (half.t() @ half_x).float()
