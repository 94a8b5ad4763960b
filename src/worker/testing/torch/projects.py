"""Runs the files of exported projects as a person would, all in one process: importing torch takes longer than the rest.
Prints a line of JSON for each folder."""

import contextlib
import io
import json
import runpy
import shutil
import sys
import traceback
from pathlib import Path

import torch
import torch.nn.functional as F

sys.path.insert(0, str(Path(__file__).parent))
from harness import attention

torch.set_num_threads(1)
if not hasattr(F, "scaled_dot_product_attention"):
    F.scaled_dot_product_attention = attention
OWN = ("model", "train", "data", "tensors", "checkpoint", "sample", "evaluate", "test_project")


def fresh(folder):
    for name in OWN:
        sys.modules.pop(name, None)
    sys.path[0] = str(folder)


def script(folder, name, *args):
    """What a file says that is run in its folder."""
    fresh(folder)
    sys.argv = [name, *args]
    said = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(said):
        runpy.run_path(str(folder / name), run_name="__main__")
    return said.getvalue()


def run(folder):
    twice, once = folder.parent / f"{folder.name}-twice", folder.parent / f"{folder.name}-once"
    for copy in (twice, once):
        shutil.copytree(folder, copy)
    script(once, "train.py", "--steps", "4", "--log-every", "1")
    for _ in range(2):
        script(twice, "train.py", "--steps", "2", "--log-every", "1")
    result = {
        "once": (once / "metrics.csv").read_text(),
        "twice": (twice / "metrics.csv").read_text(),
        "same": (once / "checkpoint.safetensors").read_bytes() == (twice / "checkpoint.safetensors").read_bytes(),
        "evaluated": script(once, "evaluate.py"),
    }
    if not (folder / "masked").exists():
        result["samples"] = script(once, "sample.py")
    fresh(folder)
    with contextlib.chdir(folder):
        import test_project

        test_project.test_a_step_from_the_checkpoint_gives_finite_losses()
        test_project.test_a_checkpoint_comes_back_as_it_was(folder)
    return result


if __name__ == "__main__":
    for folder in sorted(Path(sys.argv[1]).iterdir()):
        try:
            print(json.dumps({"project": folder.name, **run(folder)}), flush=True)
        except Exception:
            print(json.dumps({"project": folder.name, "error": traceback.format_exc()}), flush=True)
