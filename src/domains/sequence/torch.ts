/** What programs of families share that read and write texts symbol by symbol. */
import { type Spoken, TEXTS } from "../../export/program/spoken.ts";
import { python } from "../../export/program/template.ts";
import { type TorchTraining, update } from "../../export/torch/training.ts";
import type { BatchShape, DataContext } from "../../schema/manifest.ts";
import type { Values } from "../../schema/parameter.ts";
import type { TorchSequence } from "../torchContract.ts";

const CARRIED = python`
  """One step on batch \`step\` → its losses, and the state in which the next batch goes on."""
`;

/** A step of a model whose state goes from batch to batch (`carried`) or which has none. */
export function trainStep(training: TorchTraining, carried: boolean, labels: number): string {
  const label = labels > 0 ? "labels" : "_";
  const given = ["inputs", "targets", ...(labels > 0 ? ["labels"] : [])].join(", ");
  const loss = carried
    ? `loss, state = model.loss(${given}, state=None if fresh else state)`
    : `loss = model.loss(${given})`;
  return python`
    def train_step(model, optimizer, step, batches, state=None):
        ${carried ? CARRIED : `"""One step on batch \`step\` → its losses."""`}
        model.train()
        ${update(training, {
          batch: `inputs, targets, ${label}, ${carried ? "fresh" : "_"}`,
          index: "step",
          loss,
          parameters: "model.parameters()",
          optimizer: "optimizer",
        })}
        return {"loss": loss.detach()}, ${carried ? "state" : "None"}
  `;
}

/**
 * New texts, character by character. With a state each character is read once; otherwise the last \`context\` are read anew.
 * `read` gives the logits of `shown` characters.
 */
export function sample(
  sampling: Values,
  labels: number,
  form: { readonly state: true } | { readonly context: number },
  { symbol, sample, zero, length }: Spoken = TEXTS,
): string {
  const { count, maxLength, temperature, topK } = sampling;
  const carried = "state" in form;
  const label = labels > 0 ? ", labels" : "";
  return python`
    @torch.no_grad()
    def sample(model, count=${String(count)}, length=${String(length ?? maxLength)}, temperature=${String(temperature)}${labels > 0 ? ", label=0" : ""}):  #@ sampling.count,${length === null ? "sampling.maxLength," : ""}sampling.temperature
        """New ${sample}s as rows of ${symbol}s by number: [count, length]."""
        model.eval()
        device = next(model.parameters()).device
        tokens = torch.zeros(count, 1, dtype=torch.long, device=device)  # ${zero === "the newline" ? "a newline" : zero} begins a ${sample}
        ${carried && "shown, state = tokens, None"}
        for _ in range(length):
            ${!carried && `shown = tokens[:, -${(form as { context: number }).context}:]`}
            ${labels > 0 && "labels = torch.full_like(shown, label)  #@ sampling.label"}
            ${carried ? `logits, state = model(shown${label}, state=state)` : `logits = model(shown${label})`}
            logits = logits[:, -1] / temperature  # [count, V]
            ${
              Number(topK) > 0 &&
              python`
                least = logits.topk(${Number(topK)}).values[:, -1:]  #@ sampling.topK
                logits = logits.masked_fill(logits < least, -torch.inf)  #@ sampling.topK
              `
            }
            ${carried ? "shown" : "token"} = torch.multinomial(logits.softmax(-1), 1)
            tokens = torch.cat([tokens, ${carried ? "shown" : "token"}], 1)
        return tokens[:, 1:]
  `;
}

/** `show(samples)` of texts as rows of symbols; `lines`: a newline ends a text. */
export const showTexts = (lines: boolean): string => python`
  def show(samples):
      """Prints texts, rows of symbols by number [N, T]."""
      for row in samples.tolist():
          text = "".join(SYMBOLS[symbol] for symbol in row)
          print(${lines ? 'text.split("\\n")[0]' : "text"})
`;

/** `data.py` of what is read symbol by symbol: of texts, or of what else the domain has in a row. */
export function sequenceData(
  { facts, traits }: DataContext,
  batch: BatchShape,
  seed: number,
  other?: TorchSequence,
): string {
  const { counts, characters } = facts;
  // As short as a name: a newline ends a text.
  const lines = characters !== undefined && characters.train <= 100 * counts.train;
  const { symbol, sample } = other ?? TEXTS;
  return python`
    """The ${sample}s that the page learned from, as it split them, and batches of them."""

    ${other?.imports}
    import torch

    import tensors

    SIZE = ${batch.size}  # ${sample}s side by side, over all processes
    LENGTH = ${batch.length}  # ${symbol}s of a batch
    ${!other && `SYMBOLS = ${JSON.stringify(traits.symbols?.(facts.domain) ?? [])}`}
    LABELS = ${JSON.stringify(facts.labels)}


    class Batches:
        """
        Batches by number. In every pass the ${sample}s are joined in another order and cut into SIZE lanes, which are read on from
        batch to batch; \`fresh\` says where they begin anew.
        """

        def __init__(self, part="train", device="cpu", rank=0, world=1):
            data, _ = tensors.load("data.safetensors")
            self.texts = torch.tensor_split(data[f"{part}.tokens"].long(), data[f"{part}.starts"][1:].long())
            self.labels = data.get(f"{part}.labels")
            self.device, self.rank, self.world, self.epoch = device, rank, world, None
            self.count = sum(map(len, self.texts))
            self.per_epoch = max(1, self.count // SIZE // LENGTH)

        def shuffle(self, epoch):
            generator = torch.Generator().manual_seed((${seed} << 20) + epoch)
            order = torch.randperm(len(self.texts), generator=generator)
            self.epoch, self.stream = epoch, torch.cat([self.texts[text] for text in order]).to(self.device)
            if self.labels is not None:
                lengths = torch.tensor([len(self.texts[text]) for text in order])
                self.told = self.labels.long()[order].repeat_interleave(lengths).to(self.device)

        def __call__(self, index):
            epoch, at = divmod(index, self.per_epoch)
            if epoch != self.epoch:
                self.shuffle(epoch)
            lanes = torch.arange(SIZE)[self.rank :: self.world]  # this process' share
            places = (lanes[:, None] * self.count // SIZE + at * LENGTH + torch.arange(LENGTH)) % self.count
            places = places.to(self.device)
            labels = None if self.labels is None else self.told[places]
            return self.stream[places - 1], self.stream[places], labels, at == 0


    ${other?.show ?? showTexts(lines)}
  `;
}
