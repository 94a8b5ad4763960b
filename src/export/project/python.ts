/** The files of a project that are the same for every set-up, and the frame of its `train.py`. */
import { python } from "../program/template.ts";

/** Tensors in files, without a package: `safetensors` reads and writes the same. */
export const TENSORS = python`
  """Tensors in safetensors files."""

  import json
  import struct
  from pathlib import Path

  import torch

  TYPES = {"F32": torch.float32, "F64": torch.float64, "I64": torch.int64, "I32": torch.int32, "U8": torch.uint8}
  NAMES = {dtype: name for name, dtype in TYPES.items()}


  def load(path):
      """The tensors of a file by name, and what is said of them."""
      file = bytearray(Path(path).read_bytes())
      (length,) = struct.unpack("<Q", file[:8])
      header = json.loads(file[8 : 8 + length])
      about = header.pop("__metadata__", {})
      tensors = {}
      for name, entry in header.items():
          start, end = (8 + length + offset for offset in entry["data_offsets"])
          tensor = torch.empty(0, dtype=TYPES[entry["dtype"]])
          if end > start:
              tensor = torch.frombuffer(file[start:end], dtype=tensor.dtype)
          tensors[name] = tensor.reshape(entry["shape"])
      return tensors, about


  def save(path, tensors, about):
      """Writes a file beside the old one first, so that one of them is always whole."""
      header, body, end = {"__metadata__": {"format": "pt", **about}}, [], 0
      for name, tensor in sorted(tensors.items(), key=lambda item: (-item[1].element_size(), item[0])):
          data = tensor.detach().cpu().contiguous().numpy().tobytes()
          header[name] = {
              "dtype": NAMES[tensor.dtype],
              "shape": list(tensor.shape),
              "data_offsets": [end, end + len(data)],
          }
          body.append(data)
          end += len(data)
      text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
      text += b" " * (-len(text) % 8)
      beside = Path(f"{path}.new")
      beside.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(body))
      beside.replace(path)
`;

/** A checkpoint: the model's weights, what its optimizers remember, and how far it is. */
export const CHECKPOINT = python`
  """A checkpoint in one safetensors file: weights, what the optimizers remember, and the step."""

  import torch

  import tensors


  def listed(optimizers):
      return optimizers if isinstance(optimizers, tuple) else (optimizers,)


  def load(path, model, optimizers=None):
      """Puts a checkpoint into a model and its optimizers → the step that it stands at."""
      saved, about = tensors.load(path)
      model.origin = {name: text for name, text in about.items() if name.startswith("inkling.")}
      model.load_state_dict({name[6:]: value for name, value in saved.items() if name.startswith("model.")})
      names = {weight: name for name, weight in model.named_parameters()}
      for number, optimizer in enumerate(listed(optimizers) if optimizers else ()):
          prefix, updates = f"optimizer.{number}.", int(about.get(f"updates.{number}", 0))
          slots = [name.split(".", 3) for name in saved if name.startswith(prefix)]
          for weight in (weight for group in optimizer.param_groups for weight in group["params"]):
              own = {
                  slot: saved[f"{prefix}{slot}.{name}"].to(weight.device)
                  for slot in {parts[2] for parts in slots}
                  if f"{prefix}{slot}.{(name := names[weight])}" in saved
              }
              if own:
                  optimizer.state[weight] = {"step": torch.tensor(float(updates)), **own}
      return int(about.get("step", 0))


  def save(path, model, optimizers, step):
      """Writes a checkpoint that the page and this project can go on from."""
      saved = {f"model.{name}": value for name, value in model.state_dict().items()}
      about = {**getattr(model, "origin", {}), "step": str(step)}  # what the page needs to know its set-up again
      names = {weight: name for name, weight in model.named_parameters()}
      for number, optimizer in enumerate(listed(optimizers)):
          for weight, state in optimizer.state.items():
              for slot, value in state.items():
                  if slot == "step":
                      about[f"updates.{number}"] = str(int(value))
                  elif torch.is_tensor(value):
                      saved[f"optimizer.{number}.{slot}.{names[weight]}"] = value
      tensors.save(path, saved, about)
`;

/** The end of `train.py`: arguments, processes, the loop, and saving. */
export const trainMain = (model: string, seed: number): string => python`
  class Forward(torch.nn.Module):
      """Calls a method of the model from \`forward\`, where DistributedDataParallel listens."""

      def __init__(self, model):
          super().__init__()
          self.model = model

      def forward(self, method, *args, **kwargs):
          return getattr(self.model, method)(*args, **kwargs)


  class Distributed:
      """A model whose losses average their gradients over all processes."""

      def __init__(self, model, device):
          self.model = model
          devices = [device.index] if device.type == "cuda" else None
          self.parallel = DistributedDataParallel(Forward(model), device_ids=devices, find_unused_parameters=True)

      def __getattr__(self, name):
          return functools.partial(self.parallel, name) if name.endswith("loss") else getattr(self.model, name)


  def parse():
      parser = argparse.ArgumentParser(description=__doc__)
      parser.add_argument("--steps", type=int, default=1000, help="how many more steps to make")
      parser.add_argument("--until", type=int, help="the step to stop at instead, also after a restart")
      parser.add_argument("--checkpoint", default="checkpoint.safetensors", help="where to go on from, and save to")
      parser.add_argument("--save-every", type=int, default=500, help="steps between checkpoints")
      parser.add_argument("--log", default="metrics.csv", help="where losses are written")
      parser.add_argument("--log-every", type=int, default=10, help="steps between losses that are written")
      parser.add_argument("--amp", action="store_true", help="mixed precision (bfloat16)")
      parser.add_argument("--compile", action="store_true", help="torch.compile the losses (PyTorch 2)")
      return parser.parse_args()


  def reopened(path, start):
      """The log without the steps that were lost since the checkpoint."""
      lines = Path(path).read_text().splitlines() if Path(path).exists() else []
      log = open(path, "w")
      for line in lines:
          if int(line.split(",")[0]) <= start:
              print(line, file=log)
      return log


  def main():
      args = parse()
      rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
      cuda = torch.cuda.is_available()
      device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0))) if cuda else torch.device("cpu")
      if world > 1:
          dist.init_process_group("nccl" if cuda else "gloo")
      model = ${model}().to(device)
      optimizer = configure(model)
      start = checkpoint.load(args.checkpoint, model, optimizer)
      if args.compile:
          for name in [name for name in dir(model) if name.endswith("loss")]:
              setattr(model, name, torch.compile(getattr(model, name)))
      trained = Distributed(model, device) if world > 1 else model
      batches = Batches("train", device, rank, world)
      end = start + args.steps if args.until is None else args.until
      state, log = None, reopened(args.log, start) if rank == 0 else None
      for step in range(start, end):
          torch.manual_seed((${seed} << 20) + step * world + rank)  # so that a step is the same after a restart
          with torch.autocast(device.type, torch.bfloat16, enabled=args.amp):
              losses, state = train_step(trained, optimizer, step, batches, state)
          if (step + 1) % args.log_every == 0:
              values = torch.stack([loss.float() for loss in losses.values()])
              if world > 1:
                  dist.all_reduce(values)
              if log:
                  line = [f"{name}={value / world:.6f}" for name, value in zip(losses, values.tolist())]
                  print(f"step {step + 1}", *line, flush=True)
                  print(step + 1, *(value / world for value in values.tolist()), sep=",", file=log, flush=True)
          if rank == 0 and ((step + 1) % args.save_every == 0 or step + 1 == end):
              checkpoint.save(args.checkpoint, model, optimizer, step + 1)
      if world > 1:
          dist.destroy_process_group()


  if __name__ == "__main__":
      main()
`;
