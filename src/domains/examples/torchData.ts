/** `data.py` of examples: points, pictures, whole texts. */
import { python } from "../../export/program/template.ts";
import type { DatasetFacts } from "../../schema/domain.ts";
import type { TorchData } from "../torchContract.ts";

interface ExampleData extends TorchData {
  /** Lines that turn the rows of a batch into what the model is given. */
  readonly given: string;
  /** The function `show(samples)`, with what it needs. */
  readonly show: string;
  /** What else is imported, and constants. */
  readonly head?: string;
}

const SHOW_WORDS = python`
  def show(samples):
      """Prints texts, rows of words by number [N, T]: 0 ends one."""
      for row in samples.tolist():
          print(" ".join(WORDS[word] for word in (row + [0])[: (row + [0]).index(0)]))
`;

/** What a batch tells of its rows, and of what else is needed for it. */
const TOLD = {
  labels: { doc: "their labels", head: () => null, take: "self.told[rows].long()" },
  texts: {
    doc: "what they are called, words by number",
    head: ({ texts }: DatasetFacts) => `WORDS = ${JSON.stringify(texts?.words ?? [])}  # 0 ends a text`,
    take: "self.told[rows].long()",
  },
  captions: {
    doc: "a wording of their captions, words by number",
    head: ({ captions }: DatasetFacts) =>
      `WORDS = ${JSON.stringify(captions?.words ?? [])}  # the next number is no word`,
    take: "self.told[rows, epoch % self.told.shape[1]].long()",
  },
} as const;

export const exampleData = (about: ExampleData): string => dataFile(about, about.told ?? "labels");

const NUMBERS = python`
  def numbers(*captions):
      """What was typed, as words by number [N, W]: numbers("a smiling face")."""
      known = {word: number for number, word in enumerate(WORDS)}
      found = []
      for caption in captions:
          words = re.findall(r"[\\u3400-\\u9fff]|[^\\W_\\u3400-\\u9fff]+", caption.lower())
          found.append(list(dict.fromkeys(known[word] for word in words if word in known)))
      rows = torch.full((len(captions), max(1, *map(len, found))), len(WORDS))
      for row, words in zip(rows, found):
          row[: len(words)] = torch.tensor(words, dtype=torch.long)
      return rows
`;

const dataFile = (
  { data: { facts }, batch, seed, given, show, head }: ExampleData,
  column: keyof typeof TOLD,
): string => python`
  """The examples that the page learned from, as it split them, and batches of them."""

  ${column === "captions" && "import re\n"}
  import torch

  import tensors

  SIZE = ${batch.size}  # examples of a batch, over all processes
  LABELS = ${JSON.stringify(facts.labels)}
  ${TOLD[column].head(facts)}
  ${head}


  class Batches:
      """Batches by number: every pass over the data has an order of its own, which the seed gives."""

      def __init__(self, part="train", device="cpu", rank=0, world=1):
          data, _ = tensors.load("data.safetensors")
          self.values, self.told = data[f"{part}.values"].to(device), data.get(f"{part}.${column}")
          self.device, self.rank, self.world, self.epoch = device, rank, world, None
          self.per_epoch = max(1, len(self.values) // SIZE)

      def __call__(self, index):
          """Examples, and ${TOLD[column].doc}."""
          epoch, at = divmod(index, self.per_epoch)
          if epoch != self.epoch:
              generator = torch.Generator().manual_seed((${seed} << 20) + epoch)
              self.epoch, self.order = epoch, torch.randperm(len(self.values), generator=generator)
          places = (at * SIZE + torch.arange(SIZE)) % len(self.order)
          rows = self.order[places][self.rank :: self.world]  # this process' share
          x = self.values[rows.to(self.device)]
          ${given}
          return x, None if self.told is None else ${TOLD[column].take}.to(self.device)


  ${column === "captions" && `${NUMBERS}\n\n`}
  ${column === "texts" ? SHOW_WORDS : show}
`;
