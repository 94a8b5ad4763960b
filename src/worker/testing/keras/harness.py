"""Runs printed programs on recorded batches and noise. Folder by folder: model.py, state.safetensors, record.safetensors,
cell.json; prints a line of JSON for each. One process for all, since importing Keras takes longer than all the rest."""

import json
import math
import os
import sys
import traceback
import types
from pathlib import Path

os.environ["KERAS_BACKEND"] = "torch"

import keras
import torch

sys.path.insert(0, str(Path(__file__).parent.parent / "torch"))
from read_safetensors import read_safetensors

torch.set_num_threads(1)

# What the run's optimizers remember, as Keras' call it.
SLOTS = {"firstMoment": "_momentums", "secondMoment": "_velocities", "meanSquare": "_velocities", "velocity": "momentums"}


class Noise:
    """The recorded draws of one update, given out by kind and size."""

    def __init__(self):
        self.left = []

    def take(self, kind, shape):
        for i, (own, values) in enumerate(self.left):
            if own == kind and values.numel() == math.prod(shape):
                del self.left[i]
                return values.reshape(tuple(shape))
        raise RuntimeError(f"no {kind} noise of {tuple(shape)}; left: {[(k, tuple(v.shape)) for k, v in self.left]}")


noise = Noise()
random = keras.src.backend.random
drawn = {name: getattr(keras.random, name) for name in ("normal", "uniform", "randint")}
drop = random.dropout


def dropout(x, rate, noise_shape=None, seed=None):
    shape = [own if own is not None else given for own, given in zip(noise_shape or x.shape, x.shape)]
    return x * (noise.take("uniform", shape) > rate) / (1 - rate)


def replay():
    keras.random.normal = lambda shape: noise.take("normal", shape)
    keras.random.uniform = lambda shape: noise.take("uniform", shape)
    keras.random.randint = lambda shape, low, high: (low + noise.take("uniform", shape) * (high - low)).floor().int()
    random.dropout = dropout


def draw():
    for name, function in drawn.items():
        setattr(keras.random, name, function)
    random.dropout = drop


def fill(model, optimizers, state, updates):
    """Every weight and all that optimizers remember, as the run had them."""
    left = {id(weight): weight.path for weight in model.weights}

    def weight_of(path):
        return eval(f"model.{path}", {"model": model})

    for name, value in state.items():
        if name.startswith("model."):
            weight = weight_of(name[6:])
            if tuple(weight.shape) != tuple(value.shape):
                raise RuntimeError(f"{name} is {tuple(weight.shape)}, not {tuple(value.shape)}")
            weight.assign(value)
            if left.pop(id(weight), None) is None:
                raise RuntimeError(f"{name} is there twice, or not the model's")
    if left:
        raise RuntimeError(f"nothing fills {list(left.values())}")
    for number, optimizer in enumerate(optimizers):
        optimizer.iterations.assign(updates[number])
        for name, value in state.items():
            if name.startswith(f"optimizer.{number}."):
                slot, path = name.split(".", 3)[2:]
                own = getattr(optimizer, SLOTS[slot])[optimizer._get_variable_index(weight_of(path))]
                # Keras remembers steps where the run remembers gradients.
                own.assign(-float(optimizer.learning_rate) * value if slot == "velocity" else value)


def run(folder):
    draw()
    cell = json.loads((folder / "cell.json").read_text())
    program = {"__name__": "program"}
    sys.modules["model"] = types.ModuleType("model")
    for name, namespace in (("model.py", vars(sys.modules["model"])), ("train.py", program)):
        exec(compile((folder / name).read_text(), str(folder / name), "exec"), namespace)
    state = read_safetensors(folder / "state.safetensors")
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
        return (own["values"].long() if cell["symbols"] else own["values"]), labels

    batches.per_epoch = cell["perEpoch"]
    model, configured = program[cell["model"]](), program["configure"]()
    optimizers = configured if isinstance(configured, tuple) else (configured,)
    # A step makes the weights, and what the optimizers remember.
    program["train_step"](model, configured, cell["step"], batches)
    fill(model, optimizers, state, cell["updates"])
    replay()
    carried = [value for name, value in sorted(state.items()) if name.startswith("carry.")]
    after = {"hidden": [[h] for h in carried], "hiddenAndCell": list(zip(carried[::2], carried[1::2])), "queues": carried}
    after = after.get(cell["carry"])
    losses = []
    for step in range(cell["step"], cell["step"] + cell["steps"]):
        made, after = program["train_step"](model, configured, step, batches, after)
        losses.append({name: loss.item() for name, loss in made.items()})
    result = {"losses": losses, "unused": len(noise.left)}
    if "sample" in cell:
        fill(model, optimizers, state, cell["updates"])
        noise.left = [
            (name.split(".")[2], value)
            for name, value in sorted(record.items())
            if name.startswith("sample.") and name != "sample.captions"
        ]
        shown = [record["sample.captions"].long()] if "sample.captions" in record else []
        with torch.no_grad():
            result["sample"] = sys.modules["model"].sample(model, *shown, **cell["sample"]).flatten().tolist()
    return result


def main():
    for folder in sorted(Path(sys.argv[1]).iterdir()):
        try:
            print(json.dumps({"cell": folder.name, **run(folder)}), flush=True)
        except Exception:
            print(json.dumps({"cell": folder.name, "error": traceback.format_exc()}), flush=True)


if __name__ == "__main__":
    main()
