/** A run as a project in PyTorch: programs, data, weights, and what is said of them. */

import { programText, python } from "../program/template.ts";
import type { NamedArray } from "../safetensors/contract.ts";
import { writeSafetensors } from "../safetensors/write.ts";
import type { TorchProgram } from "../torch/contract.ts";
import { CHECKPOINT, TENSORS } from "./python.ts";

interface Weights {
  readonly arrays: readonly NamedArray[];
  readonly about: Readonly<Record<string, string>>;
}

export interface Project {
  /** Of its folder: letters, digits and dashes. */
  readonly name: string;
  /** The class of the model. */
  readonly model: string;
  /** What `sample` is given, where that is more than the model. */
  readonly sampled?: TorchProgram["sampled"];
  readonly files: Readonly<Record<"model.py" | "train.py" | "data.py", string>>;
  /** Weights and slots of this step and of the first, each with what is said of them. */
  readonly checkpoint: Weights;
  readonly initial: Weights;
  readonly data: readonly NamedArray[];
  readonly card: Card;
}

/** What a model card says. */
export interface Card {
  readonly title: string;
  readonly link: string;
  readonly step: number;
  readonly seed: number;
  readonly origin: { readonly source: string; readonly licence: string; readonly url?: string };
  readonly counts: { readonly train: number; readonly validation: number };
  /** Of the last step that was measured, by name. */
  readonly figures: readonly (readonly [name: string, value: number])[];
}

const SAMPLED = { given: "model", names: [] };

/** The files by path. */
export function projectFiles(project: Project): Readonly<Record<string, Uint8Array>> {
  const { model, files, sampled } = project;
  const texts: Readonly<Record<string, string>> = {
    "model.py": programText(files["model.py"]),
    "train.py": programText(files["train.py"]),
    "data.py": programText(files["data.py"]),
    "tensors.py": programText(TENSORS),
    "checkpoint.py": programText(CHECKPOINT),
    "sample.py": programText(sampleFile(model, sampled)),
    "evaluate.py": programText(evaluateFile(model)),
    "test_project.py": programText(testFile(model)),
    "README.md": readme(project),
    "pyproject.toml": pyproject(project),
    "train.slurm": SLURM,
    "notebook.ipynb": notebook(project),
  };
  const encoder = new TextEncoder();
  return {
    ...Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, encoder.encode(text)])),
    "checkpoint.safetensors": written(project.checkpoint),
    "initial.safetensors": written(project.initial),
    "data.safetensors": writeSafetensors(project.data),
  };
}

const written = ({ arrays, about }: Weights) => writeSafetensors(arrays, about);

const sampleFile = (model: string, { given, names }: NonNullable<TorchProgram["sampled"]> = SAMPLED) => python`
  """Makes new examples: python sample.py."""

  import torch

  import checkpoint
  from data import ${given.includes("batches") ? "Batches, show" : "show"}
  from model import ${[...names, model, "sample"].join(", ")}

  if __name__ == "__main__":
      model = ${model}()
      step = checkpoint.load("checkpoint.safetensors", model)
      print(f"after {step} steps:")
      ${given.includes("batches") && 'batches = Batches("validation")'}
      with torch.no_grad():
          show(sample(${given}))
`;

const evaluateFile = (model: string) => python`
  """The losses on the data that was held out: python evaluate.py."""

  import torch

  import checkpoint
  from data import Batches
  from model import ${model}
  from train import configure, train_step


  def evaluate(model, batches):
      """Means over the held-out batches, of a copy that is not trained."""
      optimizers = configure(model)
      for optimizer in checkpoint.listed(optimizers):
          optimizer.step = lambda: None  # nothing is learned here
      torch.manual_seed(0)
      model.train = lambda mode=True: type(model).train(model, False)  # and nothing is dropped
      sums, state = {}, None
      for index in range(batches.per_epoch):
          losses, state = train_step(model, optimizers, index, batches, state)
          for name, loss in losses.items():
              sums[name] = sums.get(name, 0) + loss.item() / batches.per_epoch
      return sums


  if __name__ == "__main__":
      model = ${model}()
      step = checkpoint.load("checkpoint.safetensors", model)
      for name, value in evaluate(model, Batches("validation")).items():
          print(f"{name} after {step} steps: {value:.6f}")
`;

const testFile = (model: string) => python`
  """pytest: the checkpoint fits the model, and a step of training gives finite losses."""

  import torch

  import checkpoint
  from data import Batches
  from model import ${model}
  from train import configure, train_step


  def test_a_step_from_the_checkpoint_gives_finite_losses():
      model = ${model}()
      optimizer = configure(model)
      step = checkpoint.load("checkpoint.safetensors", model, optimizer)
      losses, _ = train_step(model, optimizer, step, Batches("train"), None)
      assert losses and all(torch.isfinite(loss) for loss in losses.values())


  def test_a_checkpoint_comes_back_as_it_was(tmp_path):
      first, second = ${model}(), ${model}()
      optimizer = configure(first)
      step = checkpoint.load("checkpoint.safetensors", first, optimizer)
      checkpoint.save(tmp_path / "copy.safetensors", first, optimizer, step)
      assert checkpoint.load(tmp_path / "copy.safetensors", second, configure(second)) == step
      for name, weight in first.state_dict().items():
          assert torch.equal(weight, second.state_dict()[name]), name
`;

function readme({ name, card }: Project): string {
  const { title, link, step, seed, origin, counts, figures } = card;
  const rows = figures.map(([figure, value]) => `| ${figure} | ${Number(value.toPrecision(5))} |`);
  return `---
license: other
license_name: ${JSON.stringify(origin.licence)}
tags:
  - pytorch
  - inkling
---

# ${title}

Trained for ${step} steps in [Inkling](${link}), a playground in which generative models learn in the browser, and exported as a
project in PyTorch. What it makes is invented by a model.

## Go on

    pip install torch numpy
    python train.py --steps 1000           # goes on from step ${step}, and saves
    python sample.py
    python evaluate.py
    torchrun --nproc_per_node=2 train.py   # on two processes or GPUs, each with its share of every batch
    torchrun --nproc_per_node=2 --max_restarts=3 train.py --until 10000 --save-every 100
                                           # one that dies is started again, from the newest checkpoint

\`--amp\` trains in mixed precision, \`--compile\` compiles the losses (PyTorch 2; not those that take a gradient of a gradient).
\`train.slurm\` runs it on several machines. \`checkpoint.safetensors\` can be dropped back onto the page. To train from the start, copy
\`initial.safetensors\` over it: the weights that the page began with, by the seed ${seed}.

## Data

${origin.source} (${origin.licence})${origin.url ? `, ${origin.url}` : ""}. ${counts.train} examples to learn from and ${counts.validation} held out, split as on the page
(\`data.safetensors\`). Batches come in an order that the seed ${seed} gives; it is not the page's order.

## Figures

| at step ${step} | |
|---|---|
${rows.join("\n")}

## Limits

A small model of a small set, made to be looked at. It repeats what is common in its data, and what is wrong in it.

Project \`${name}\`.
`;
}

const pyproject = ({ name, card }: Project) => `[project]
name = ${JSON.stringify(name)}
version = "0.1.0"
description = ${JSON.stringify(card.title)}
requires-python = ">=3.10"
dependencies = ["torch>=2.0", "numpy"]

[project.optional-dependencies]
test = ["pytest"]

[tool.setuptools]
py-modules = ["model", "train", "data", "tensors", "checkpoint", "sample", "evaluate"]
`;

/** One task a machine; torchrun starts a process for each of its GPUs. */
const SLURM = `#!/bin/bash
#SBATCH --job-name=train
#SBATCH --nodes=2
#SBATCH --ntasks-per-node=1
#SBATCH --gpus-per-node=4
#SBATCH --cpus-per-task=16
#SBATCH --time=01:00:00
#SBATCH --requeue

# All machines meet at the first one. Whatever dies is started again and goes on from the newest checkpoint, which all of them
# must see: leave the folder on the shared file system. The batch size must be a multiple of the number of processes.
head=$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1)
srun torchrun \\
  --nnodes="$SLURM_NNODES" \\
  --nproc_per_node=4 \\
  --max_restarts=3 \\
  --rdzv_id="$SLURM_JOB_ID" \\
  --rdzv_backend=c10d \\
  --rdzv_endpoint="$head:29500" \\
  train.py --until 10000 --save-every 100 --amp
`;

function notebook({ files, model, card, sampled: { given } = SAMPLED }: Project): string {
  const lines = (text: string) => text.trim().split(/(?<=\n)/);
  const code = (id: string, text: string) => ({
    ...{ cell_type: "code", execution_count: null, id, metadata: {}, outputs: [] },
    source: lines(text),
  });
  const words = (id: string, text: string) => ({ cell_type: "markdown", id, metadata: {}, source: lines(text) });
  const train = python`
    import torch

    import checkpoint
    from data import Batches, show
    from train import configure, train_step

    model = ${model}()
    optimizer = configure(model)
    start = checkpoint.load("checkpoint.safetensors", model, optimizer)
    batches, state = Batches("train"), None
    for step in range(start, start + 100):
        losses, state = train_step(model, optimizer, step, batches, state)
        if step % 10 == 0:
            print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
  `;
  const cells = [
    words("title", `# ${card.title}\n\nThe model, and a hundred steps from where the page stopped.`),
    code("model", programText(files["model.py"])),
    code("train", train),
    code("sample", `${given.includes("batches") ? 'batches = Batches("validation")\n' : ""}show(sample(${given}))`),
  ];
  const metadata = { kernelspec: { display_name: "Python 3", language: "python", name: "python3" } };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}
