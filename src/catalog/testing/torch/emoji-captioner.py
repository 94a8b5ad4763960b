# model.py
"""A captioner that looks at the picture again for each word (Vinyals et al. 2015; Xu et al. 2015)."""

import torch
import torch.nn.functional as F
from torch import nn

WORDS = 5  # by number; 0 ends a text
LENGTH = 5  # words of the longest text and its end
UNITS = 96


def initialize(module):
    """Glorot's weights, and biases of zero."""
    if getattr(module, "bias", None) is not None and module.weight.dim() > 1:
        nn.init.xavier_uniform_(module.weight)
        nn.init.zeros_(module.bias)


class GatedUnit(nn.Module):
    """A GRU that resets the state before the product (Cho et al. 2014); nn.GRU resets after it."""

    def __init__(self, inputs, units):
        super().__init__()
        self.inputs = nn.Linear(inputs, 3 * units)  # update, reset, candidate
        self.gates = nn.Linear(units, 2 * units, bias=False)
        self.candidate = nn.Linear(units, units, bias=False)
        nn.init.orthogonal_(self.gates.weight)
        nn.init.orthogonal_(self.candidate.weight)

    def forward(self, x, state=None):
        """x [B, T, I] from the state [1, B, H] on → [B, T, H], and the last state."""
        units = self.candidate.out_features
        h = x.new_zeros(len(x), units) if state is None else state[0]
        hidden = []
        for given in self.inputs(x).unbind(1):
            z, r = (given[:, : 2 * units] + self.gates(h)).sigmoid().chunk(2, 1)
            new = (given[:, 2 * units :] + self.candidate(r * h)).tanh()
            h = z * h + (1 - z) * new
            hidden.append(h)
        return torch.stack(hidden, 1), h[None]


class Captioner(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 16, 4, stride=2, padding=1),
            nn.ReLU(),
            nn.Conv2d(16, 32, 4, stride=2, padding=1),
            nn.ReLU(),
        )
        self.words = nn.Embedding(WORDS, 32)
        self.begin = nn.Linear(1568, UNITS)
        self.decoder = GatedUnit(32, UNITS)
        self.keys = nn.Linear(32, UNITS)
        self.joined = nn.Linear(UNITS + 32, UNITS)
        self.readout = nn.Linear(UNITS, WORDS)
        self.apply(initialize)

    def look(self, x):
        """x [B, C, H, W] → its cells [B, N, D], and the first state [1, B, H]."""
        cells = self.encoder(x).flatten(2).transpose(1, 2)
        return cells, self.begin(cells.flatten(1)).tanh()[None]

    def say(self, cells, before, state):
        """Scores of the words after those before them: before [B, T] → [B, T, V], and the state."""
        hidden, state = self.decoder(self.words(before), state)  # [B, T, H]
        looks = (hidden @ self.keys(cells).transpose(1, 2)).softmax(-1)  # where, [B, T, N]
        joined = self.joined(torch.cat([hidden, looks @ cells], 2)).tanh()
        joined = F.dropout(joined, 0.5, self.training)
        return self.readout(joined), state

    def loss(self, x, texts):
        """Mean cross-entropy in nats of each word up to the end of its text: texts [B, T]."""
        cells, state = self.look(x)
        scores, _ = self.say(cells, F.pad(texts[:, :-1], (1, 0)), state)
        nats = F.cross_entropy(scores.transpose(1, 2), texts, reduction="none")  # [B, T]
        within = torch.cat([torch.ones_like(texts[:, :1]), texts[:, :-1]], 1) > 0
        return nats[within].mean()


@torch.no_grad()
def sample(model, x, temperature=0):
    """What is said of pictures, words by number; 0 takes the likeliest: x [N, C, H, W] → [N, T]."""
    model.eval()
    cells, state = model.look(x)
    word, said = torch.zeros(len(x), 1, dtype=torch.long, device=x.device), []
    for _ in range(LENGTH):
        scores, state = model.say(cells, word, state)
        likely = scores[:, -1]  # [N, V]
        if temperature == 0:
            word = likely.argmax(-1, keepdim=True)
        else:
            word = torch.multinomial((likely / temperature).softmax(-1), 1)
        said.append(word)
    return torch.cat(said, 1)


# train.py
"""Trains the model of model.py on the batches of data.py."""

import math

import torch
from torch import nn

from model import Captioner, sample


def schedule(step):
    """The share of the learning rate at a step: it falls along half a cosine to zero."""
    return (1 + math.cos(math.pi * min(step / 2000, 1))) / 2


def configure(model):
    """The optimizer of all that trains."""
    optimizer = torch.optim.Adam(model.parameters(), lr=0.002, betas=(0.9, 0.999), eps=1e-8)
    for group in optimizer.param_groups:
        group["initial_lr"] = group["lr"]
    return optimizer


def train_step(model, optimizer, step, batches, state=None):
    """One step on batch `step` → its losses."""
    model.train()
    x, texts = batches(step)
    loss = model.loss(x, texts)
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1)
    for group in optimizer.param_groups:
        group["lr"] = group["initial_lr"] * schedule(step)
    optimizer.step()
    return {"loss": loss.detach()}, None


if __name__ == "__main__":
    from data import batches  # batches(index) gives the tensors of a batch

    torch.manual_seed(42)
    model = Captioner()
    optimizer, state = configure(model), None
    for step in range(2000):
        losses, state = train_step(model, optimizer, step, batches, state)
        if step % 100 == 0:
            print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
    print(sample(model, batches(0)[0]))
