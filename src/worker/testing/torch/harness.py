"""Runs printed programs on recorded batches and noise. Folder by folder: model.py, state.safetensors, record.safetensors,
cell.json; prints a line of JSON for each. One process for all, since importing torch takes longer than all the rest."""

import json
import math
import sys
import traceback
import types
from pathlib import Path

import torch
import torch.nn.functional as F

sys.path.insert(0, str(Path(__file__).parent))
from read_safetensors import read_safetensors

torch.set_num_threads(1)


class Noise:
    """The recorded draws of one update, given out by kind and size."""

    def __init__(self):
        self.left = []

    def take(self, kind, shape):
        for i, (own, values) in enumerate(self.left):
            if own == kind and values.numel() == math.prod(shape):
                del self.left[i]
                return (values.permute(0, 3, 1, 2) if values.dim() == 4 else values).reshape(shape)
        raise RuntimeError(f"no {kind} noise of {tuple(shape)}; left: {[(k, tuple(v.shape)) for k, v in self.left]}")


noise = Noise()


def sizes(args):
    return tuple(args[0]) if len(args) == 1 and not isinstance(args[0], int) else args


def dropout(x, p=0.5, training=True, inplace=False):
    return x * (noise.take("uniform", x.shape) > p) / (1 - p) if training and p > 0 else x


def attention(q, k, v, is_causal=False):
    """What torch below 2 lacks."""
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if is_causal:
        hidden = torch.ones(scores.shape[-2:], dtype=torch.bool).triu(1)
        scores = scores.masked_fill(hidden, -torch.inf)
    return scores.softmax(-1) @ v


def gumbel_softmax(scores, tau=1, hard=False, dim=1):
    """As F.gumbel_softmax, of rows [B, V, T] whose noise was recorded as [B, T, V]."""
    B, V, T = scores.shape
    drawn = noise.take("uniform", (B, T, V)).transpose(1, 2)
    gumbel = -torch.log(-torch.log(drawn + 1e-20) + 1e-20)
    shares = ((scores + gumbel) / tau).softmax(dim)
    largest = F.one_hot(shares.argmax(dim), V).transpose(1, 2).float()
    return largest - shares.detach() + shares


def replay():
    torch.randn = lambda *shape, device=None: noise.take("normal", sizes(shape))
    torch.randn_like = lambda x: noise.take("normal", x.shape)
    torch.rand = lambda *shape, device=None: noise.take("uniform", sizes(shape))
    torch.randint = lambda high, shape, device=None: (noise.take("uniform", shape) * high).floor().long()
    F.dropout = dropout
    F.gumbel_softmax = gumbel_softmax
    if not hasattr(F, "scaled_dot_product_attention"):
        F.scaled_dot_product_attention = attention


def first_picture(x):
    """Channels first: of pictures, and of rows of one."""
    if x.dim() == 3 and x.shape[2] == 1:
        return x.transpose(1, 2)
    return x.permute(0, 3, 1, 2) if x.dim() == 4 else x


def run(folder):
    cell = json.loads((folder / "cell.json").read_text())
    program = {"__name__": "program"}
    sys.modules["model"] = types.ModuleType("model")
    for name, namespace in (("model.py", vars(sys.modules["model"])), ("train.py", program)):
        exec(compile((folder / name).read_text(), str(folder / name), "exec"), namespace)
    model = program[cell["model"]]()
    state = read_safetensors(folder / "state.safetensors")
    given = {name[6:]: value for name, value in state.items() if name.startswith("model.")}
    model.load_state_dict(given)
    configured = program["configure"](model)
    optimizers = configured if isinstance(configured, tuple) else (configured,)
    names = {id(weight): name for name, weight in model.named_parameters()}
    for number, optimizer in enumerate(optimizers):
        for group in optimizer.param_groups:
            for weight in group["params"]:
                prefix = f"optimizer.{number}."
                slots = {
                    name[len(prefix) :].split(".", 1)[0]: value
                    for name, value in state.items()
                    if name.startswith(prefix) and name[len(prefix) :].split(".", 1)[1] == names[id(weight)]
                }
                if slots:
                    optimizer.state[weight] = {"step": torch.tensor(float(cell["updates"][number])), **slots}
    replay()
    record = read_safetensors(folder / "record.safetensors")

    def batches(index):
        own = {name.split(".", 2)[2]: value for name, value in record.items() if name.startswith(f"batch.{index}.")}
        noise.left = [
            (name.split(".")[3], value)
            for name, value in sorted(record.items(), key=lambda item: item[0])
            if name.startswith(f"noise.{index}.")
        ]
        labels = own.get(cell["told"])
        labels = labels.long() if labels is not None else None
        if "inputs" in own:
            return own["inputs"].long(), own["targets"].long(), labels, bool(own["fresh"].item())
        x = own["values"]
        return (x.long() if cell["symbols"] else first_picture(x)), labels

    batches.per_epoch = cell["perEpoch"]
    carried = [first_picture(value) for name, value in sorted(state.items()) if name.startswith("carry.")]
    after = program_state(cell, carried)
    losses = []
    for step in range(cell["step"], cell["step"] + cell["steps"]):
        made, after = program["train_step"](model, configured, step, batches, after)
        losses.append({name: loss.item() for name, loss in made.items()})
    result = {"losses": losses, "unused": len(noise.left)}
    if "sample" in cell:
        model.load_state_dict(given)
        noise.left = [
            (name.split(".")[2], value)
            for name, value in sorted(record.items())
            if name.startswith("sample.") and name != "sample.captions"
        ]
        shown = [record["sample.captions"].long()] if "sample.captions" in record else []
        made = program["sample"](model, *shown, **cell["sample"])
        made = made.permute(0, 2, 3, 1) if made.dim() == 4 else made
        result["sample"] = made.flatten().tolist()
    return result


def program_state(cell, carried):
    """The carried state of the page as the program has it."""
    if cell["carry"] == "hidden":
        return [state[None] for state in carried]
    if cell["carry"] == "hiddenAndCell":
        return [(h[None], c[None]) for h, c in zip(carried[::2], carried[1::2])]
    if cell["carry"] == "queues":
        return [queue.transpose(1, 2) for queue in carried]
    return None


def main():
    kept = {name: getattr(torch, name) for name in ("randn", "randn_like", "rand", "randint")}
    for folder in sorted(Path(sys.argv[1]).iterdir()):
        for name, value in kept.items():
            setattr(torch, name, value)
        try:
            print(json.dumps({"cell": folder.name, **run(folder)}), flush=True)
        except Exception:
            print(json.dumps({"cell": folder.name, "error": traceback.format_exc()}), flush=True)


if __name__ == "__main__":
    main()
