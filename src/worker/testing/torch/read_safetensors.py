import json
import struct

import torch

TYPES = {"F32": torch.float32, "I32": torch.int32, "I64": torch.int64, "U8": torch.uint8}


def read_safetensors(path):
    """A file of tensors by name."""
    file = bytearray(path.read_bytes())
    (length,) = struct.unpack("<Q", file[:8])
    header = json.loads(file[8 : 8 + length])
    header.pop("__metadata__", None)
    tensors = {}
    for name, about in header.items():
        start, end = (8 + length + offset for offset in about["data_offsets"])
        empty = torch.empty(about["shape"], dtype=TYPES[about["dtype"]])
        tensors[name] = torch.frombuffer(file[start:end], dtype=empty.dtype).reshape(about["shape"]) if end > start else empty
    return tensors
