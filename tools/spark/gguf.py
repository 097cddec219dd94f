"""Writes a trained model as GGUF version 3: Q8_0 for matrices, F32 for norms."""

import struct

import numpy

_ALIGNMENT = 32
_UINT32, _FLOAT32, _BOOL, _STRING, _ARRAY, _INT32 = 4, 6, 7, 8, 9, 5
_F32, _Q8_0 = 0, 8


def _text(value):
    data = value.encode()
    return struct.pack("<Q", len(data)) + data


def _value(value):
    """A metadata value with its type; a pair (type, list) is an array."""
    if isinstance(value, bool):
        return struct.pack("<I?", _BOOL, value)
    if isinstance(value, int):
        return struct.pack("<II", _UINT32, value)
    if isinstance(value, float):
        return struct.pack("<If", _FLOAT32, value)
    if isinstance(value, str):
        return struct.pack("<I", _STRING) + _text(value)
    kind, items = value
    packed = b"".join(map(_text, items)) if kind == _STRING else struct.pack(f"<{len(items)}{'f' if kind == _FLOAT32 else 'i'}", *items)
    return struct.pack("<IIQ", _ARRAY, kind, len(items)) + packed


def quantize_q8_0(matrix):
    """Blocks of 32: a half-precision scale and 32 signed bytes."""
    blocks = numpy.ascontiguousarray(matrix, dtype=numpy.float32).reshape(-1, 32)
    scale = numpy.abs(blocks).max(axis=1, keepdims=True) / 127
    inverse = numpy.divide(1, scale, out=numpy.zeros_like(scale), where=scale > 0)
    levels = numpy.sign(blocks * inverse) * numpy.floor(numpy.abs(blocks * inverse) + 0.5)
    out = numpy.empty((len(blocks), 34), dtype=numpy.uint8)
    out[:, :2] = scale.astype(numpy.float16).view(numpy.uint8)
    out[:, 2:] = levels.astype(numpy.int8).view(numpy.uint8)
    return out.tobytes()


def dequantized(matrix):
    """What a reader of the file gets back."""
    data = numpy.frombuffer(quantize_q8_0(matrix), dtype=numpy.uint8).reshape(-1, 34)
    scale = numpy.ascontiguousarray(data[:, :2]).view(numpy.float16).astype(numpy.float32)
    return (data[:, 2:].view(numpy.int8) * scale).reshape(matrix.shape)


def tensors_of(model):
    """The model's tensors under their GGUF names, joined matrices parted."""
    shape = model.shape
    keys = shape.kv_heads * shape.head_size
    for name, parameter in model.named_parameters():
        array = parameter.detach().float().numpy()
        if name == "token_embd":
            yield "token_embd.weight", array
        elif name.endswith("attn_qkv.weight"):
            start = name.replace("attn_qkv.weight", "")
            queries = shape.heads * shape.head_size
            yield start + "attn_q.weight", array[:queries]
            yield start + "attn_k.weight", array[queries : queries + keys]
            yield start + "attn_v.weight", array[queries + keys :]
        elif name.endswith("ffn_gate_up.weight"):
            start = name.replace("ffn_gate_up.weight", "")
            yield start + "ffn_gate.weight", array[: shape.feed_forward]
            yield start + "ffn_up.weight", array[shape.feed_forward :]
        else:
            yield name, array


def metadata_of(model, vocabulary):
    shape = model.shape
    size = sum(parameter.numel() for parameter in model.parameters()) / 1e6
    texts, scores, kinds = zip(*vocabulary.pieces)
    return {
        "general.architecture": "gemma3",
        "general.type": "model",
        "general.name": "castor-spark",
        "general.description": (
            "A tiny language model of Gemma 3's architecture with Gemma 4's turn, tool and thinking tokens, trained from nothing on generated text."
        ),
        "general.license": "apache-2.0",
        "general.size_label": f"{size:.1f}M",
        "general.file_type": 7,
        "general.quantization_version": 2,
        "gemma3.context_length": shape.context,
        "gemma3.embedding_length": shape.embedding,
        "gemma3.block_count": shape.layers,
        "gemma3.feed_forward_length": shape.feed_forward,
        "gemma3.attention.head_count": shape.heads,
        "gemma3.attention.head_count_kv": shape.kv_heads,
        "gemma3.attention.key_length": shape.head_size,
        "gemma3.attention.value_length": shape.head_size,
        "gemma3.attention.layer_norm_rms_epsilon": shape.epsilon,
        "gemma3.attention.sliding_window": shape.window,
        "gemma3.attention.sliding_window_pattern": shape.pattern,
        "gemma3.rope.freq_base": shape.global_base,
        "gemma3.rope.freq_base_swa": shape.local_base,
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.pre": "default",
        "tokenizer.ggml.tokens": (_STRING, texts),
        "tokenizer.ggml.scores": (_FLOAT32, scores),
        "tokenizer.ggml.token_type": (_INT32, kinds),
        "tokenizer.ggml.bos_token_id": vocabulary.ids["<bos>"],
        "tokenizer.ggml.eos_token_id": vocabulary.ids["<eos>"],
        "tokenizer.ggml.eot_token_id": vocabulary.ids["<turn|>"],
        "tokenizer.ggml.unknown_token_id": vocabulary.ids["<unk>"],
        "tokenizer.ggml.padding_token_id": vocabulary.ids["<pad>"],
        "tokenizer.ggml.add_bos_token": True,
        "tokenizer.ggml.add_eos_token": False,
        "tokenizer.ggml.add_space_prefix": False,
    }


def write(path, model, vocabulary):
    metadata = metadata_of(model, vocabulary)
    infos, data = b"", bytearray()
    tensors = list(tensors_of(model))
    for name, array in tensors:
        matrix = array.ndim == 2
        infos += _text(name) + struct.pack("<I", array.ndim) + struct.pack(f"<{array.ndim}q", *reversed(array.shape))
        infos += struct.pack("<IQ", _Q8_0 if matrix else _F32, len(data))
        data += quantize_q8_0(array) if matrix else array.astype("<f4").tobytes()
        data += bytes(-len(data) % _ALIGNMENT)
    head = b"GGUF" + struct.pack("<Iqq", 3, len(tensors), len(metadata))
    head += b"".join(_text(key) + _value(value) for key, value in metadata.items()) + infos
    with open(path, "wb") as file:
        file.write(head + bytes(-len(head) % _ALIGNMENT) + data)
