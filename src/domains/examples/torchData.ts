/** `data.py` of examples: points, pictures, whole texts. */
import { python } from "../../export/torch/python.ts";
import type { TorchData } from "../torchContract.ts";

interface ExampleData extends TorchData {
  /** Lines that turn the rows of a batch into what the model is given. */
  readonly given: string;
  /** The function `show(samples)`, with what it needs. */
  readonly show: string;
  /** What else is imported, and constants. */
  readonly head?: string;
}

export const exampleData = ({ data: { facts }, batch, seed, given, show, head }: ExampleData): string => python`
  """The examples that the page learned from, as it split them, and batches of them."""

  import torch

  import tensors

  SIZE = ${batch.size}  # examples of a batch, over all processes
  LABELS = ${JSON.stringify(facts.labels)}
  ${head}


  class Batches:
      """Batches by number: every pass over the data has an order of its own, which the seed gives."""

      def __init__(self, part="train", device="cpu", rank=0, world=1):
          data, _ = tensors.load("data.safetensors")
          self.values, self.labels = data[f"{part}.values"].to(device), data.get(f"{part}.labels")
          self.device, self.rank, self.world, self.epoch = device, rank, world, None
          self.per_epoch = max(1, len(self.values) // SIZE)

      def __call__(self, index):
          epoch, at = divmod(index, self.per_epoch)
          if epoch != self.epoch:
              generator = torch.Generator().manual_seed((${seed} << 20) + epoch)
              self.epoch, self.order = epoch, torch.randperm(len(self.values), generator=generator)
          places = (at * SIZE + torch.arange(SIZE)) % len(self.order)
          rows = self.order[places][self.rank :: self.world]  # this process' share
          x = self.values[rows.to(self.device)]
          ${given}
          return x, None if self.labels is None else self.labels[rows].long().to(self.device)


  ${show}
`;
