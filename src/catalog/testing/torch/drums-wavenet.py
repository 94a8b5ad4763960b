# model.py
"""A WaveNet that predicts the next level of a sound (van den Oord et al. 2016)."""

import torch
import torch.nn.functional as F
from torch import nn

VOCABULARY = 257  # levels by number; 0 is the mark that begins and ends a sound
LABELS = 8
CHANNELS = 32
KERNEL = 2  # levels that each convolution joins
DILATIONS = [2**i for i in range(8)]


def initialize(module):
    """Glorot's weights, and biases of zero."""
    if getattr(module, "bias", None) is not None and module.weight.dim() > 1:
        nn.init.xavier_uniform_(module.weight)
        nn.init.zeros_(module.bias)


class Layer(nn.Module):
    """A dilated causal convolution with a gate; adds to what is passed on, and to the skips."""

    def __init__(self, dilation, last):
        super().__init__()
        self.reach = (KERNEL - 1) * dilation  # levels before that it looks at
        self.convolve = nn.Conv1d(CHANNELS, 2 * CHANNELS, KERNEL, dilation=dilation)
        self.label = nn.Embedding(LABELS, 2 * CHANNELS)
        self.skip = nn.Conv1d(CHANNELS, CHANNELS, 1)
        self.stay = None if last else nn.Conv1d(CHANNELS, CHANNELS, 1)

    def forward(self, x, labels, before=None):
        """x [B, C, T] → what is passed on, the skip, and the last inputs, which the next batch begins with."""
        before = x.new_zeros(*x.shape[:2], self.reach) if before is None else before
        read = torch.cat([before, x], 2)
        z = self.convolve(read)  # [B, 2C, T]
        z = z + self.label(labels).transpose(1, 2)
        signal, gate = z.chunk(2, 1)
        z = signal.tanh() * gate.sigmoid()
        if self.stay is not None:
            x = x + self.stay(z)
        return x, self.skip(z), read[:, :, read.shape[2] - self.reach :].detach()


class Reader(nn.Module):
    """Reads levels and predicts each next one."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(VOCABULARY, CHANNELS)
        last = len(DILATIONS) - 1
        self.layers = nn.ModuleList(Layer(d, i == last) for i, d in enumerate(DILATIONS))
        self.mix = nn.Conv1d(CHANNELS, CHANNELS, 1)
        self.readout = nn.Conv1d(CHANNELS, VOCABULARY, 1)
        self.apply(initialize)
        for layer in self.layers:
            nn.init.normal_(layer.label.weight, std=0.1)

    def forward(self, tokens, labels, state=None):
        """tokens, labels [B, T] → logits [B, T, V], and each layer's last inputs."""
        x = self.embedding(tokens).transpose(1, 2)  # [B, C, T]
        skips, after = 0, []
        for layer, before in zip(self.layers, state or [None] * len(self.layers)):
            x, skip, last = layer(x, labels, before=before)
            skips = skips + skip
            after.append(last)
        x = self.mix(skips.relu()).relu()
        return self.readout(x).transpose(1, 2), after

    def loss(self, inputs, targets, labels, state=None):
        """Mean cross-entropy of the next levels in nats, and the state after them."""
        logits, state = self(inputs, labels, state=state)
        return F.cross_entropy(logits.flatten(0, 1), targets.flatten()), state


@torch.no_grad()
def sample(model, count=6, length=2560, temperature=0.9, label=0):
    """New sounds as rows of levels by number: [count, length]."""
    model.eval()
    device = next(model.parameters()).device
    tokens = torch.zeros(count, 1, dtype=torch.long, device=device)  # the mark begins a sound
    shown, state = tokens, None
    for _ in range(length):
        labels = torch.full_like(shown, label)
        logits, state = model(shown, labels, state=state)
        logits = logits[:, -1] / temperature  # [count, V]
        shown = torch.multinomial(logits.softmax(-1), 1)
        tokens = torch.cat([tokens, shown], 1)
    return tokens[:, 1:]


# train.py
"""Trains the model of model.py on the batches of data.py."""

import torch
from torch import nn

from model import Reader, sample


def configure(model):
    """The optimizer of all that trains."""
    return torch.optim.AdamW(model.parameters(), lr=0.004, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01)


def train_step(model, optimizer, step, batches, state=None):
    """One step on batch `step` → its losses, and the state in which the next batch goes on."""
    model.train()
    inputs, targets, labels, fresh = batches(step)
    loss, state = model.loss(inputs, targets, labels, state=None if fresh else state)
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1)
    optimizer.step()
    return {"loss": loss.detach()}, state


if __name__ == "__main__":
    from data import batches  # batches(index) gives the tensors of a batch

    torch.manual_seed(42)
    model = Reader()
    optimizer, state = configure(model), None
    for step in range(10000):
        losses, state = train_step(model, optimizer, step, batches, state)
        if step % 100 == 0:
            print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
    print(sample(model))
