# model.py
"""A variational autoencoder (Kingma & Welling 2013)."""

import torch
import torch.nn.functional as F
from torch import nn

LATENT = 16  # numbers of a code
BETA = 0.5  # of the Kullback-Leibler divergence


def initialize(module):
    """Glorot's weights, and biases of zero."""
    if getattr(module, "bias", None) is not None and module.weight.dim() > 1:
        nn.init.xavier_uniform_(module.weight)
        nn.init.zeros_(module.bias)


def surprise(x, scores):
    """Cross-entropy of a text's symbols in nats, summed up to its end."""
    nats = F.cross_entropy(scores.transpose(1, 2), x, reduction="none")  # [B, T]
    within = torch.cat([torch.ones_like(x[:, :1]), x[:, :-1]], 1) > 0  # a newline ends a text
    return (nats * within).sum(1).mean()


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


class TextEncoder(nn.Module):
    """Reads texts from their end: what fills them up comes first and is forgotten. [B, T] → [B, H]."""

    def __init__(self):
        super().__init__()
        self.symbols = nn.Embedding(27, 32)
        self.layers = nn.ModuleList([GatedUnit(32, 96)])

    def forward(self, x):
        h = self.symbols(x.flip(1))  # [B, T, E]
        for layer in self.layers:
            h, last = layer(h)
        return last[0]


class TextDecoder(nn.Module):
    """Writes texts symbol by symbol, given a code at every place; while it learns it reads what it should write."""

    def __init__(self):
        super().__init__()
        self.symbols = nn.Embedding(28, 32)  # the last stands for a hidden symbol
        self.begin = nn.ModuleList(nn.Linear(16, width) for width in [96])
        self.layers = nn.ModuleList([GatedUnit(48, 96)])
        self.scores = nn.Linear(96, 27)

    def step(self, code, before, states):
        """Scores of the symbols after those before it [B, S] → [B, S, V], and the states."""
        beside = code[:, None].expand(-1, before.shape[1], -1)
        h = torch.cat([self.symbols(before), beside], 2)
        after = []
        for layer, state in zip(self.layers, states):
            h, last = layer(h, state)
            after.append(last)
        return self.scores(h), after

    def start(self, code):
        return [layer(code).tanh()[None] for layer in self.begin]

    def forward(self, code, x):
        """code [B, Z], x [B, T] → scores of each symbol of x by those before it [B, T, V]."""
        before = F.pad(x[:, :-1], (1, 0))  # a newline comes first
        if self.training:
            hidden = torch.rand(x.shape, device=x.device) < 0.1
            before = before.masked_fill(hidden, 27)
        return self.step(code, before, self.start(code))[0]

    def write(self, code, boldness):
        """Symbols one after the other, the likeliest where boldness is 0: code [B, Z] → [B, T]."""
        token = torch.zeros(len(code), 1, dtype=torch.long, device=code.device)
        states, written = self.start(code), []
        for _ in range(12):
            scores, states = self.step(code, token, states)
            likely = scores[:, -1]  # [B, V]
            if boldness == 0:
                token = likely.argmax(-1, keepdim=True)
            else:
                token = torch.multinomial((likely / boldness).softmax(-1), 1)
            written.append(token)
        return torch.cat(written, 1)


class VAE(nn.Module):
    """Tells an example by a code with noise, and makes examples of codes."""

    def __init__(self):
        super().__init__()
        self.encoder = TextEncoder()
        self.mean = nn.Linear(96, LATENT)
        self.spread = nn.Linear(96, LATENT)
        self.decoder = TextDecoder()
        self.apply(initialize)

    def encode(self, x):
        """x [B, …] → mean and standard deviation of its code, [B, Z]."""
        h = self.encoder(x)
        return self.mean(h), F.softplus(self.spread(h))

    def decode(self, z, x):
        """z [B, Z] → what the likelihood is given [B, …]."""
        return self.decoder(z, x)

    def loss(self, x, step=0):
        """Minus the evidence lower bound in nats, with β before the divergence."""
        mean, spread = self.encode(x)
        z = mean + spread * torch.randn_like(mean)
        reconstruction = surprise(x, self.decode(z, x))
        kl = 0.5 * (mean.square() + spread.square() - 1 - 2 * spread.log()).mean(0)  # of each unit [Z]
        kl = kl.clamp(min=0.1)  # so much is free
        beta = BETA * min(1, (step + 1) / 100)
        return reconstruction + beta * kl.sum()


@torch.no_grad()
def sample(model, count=16, temperature=1, boldness=0.7):
    """New examples [count, …]."""
    model.eval()
    device = model.mean.weight.device
    z = temperature * torch.randn(count, LATENT, device=device)
    x = model.decoder.write(z, boldness)
    return x


# train.py
"""Trains the model of model.py on the batches of data.py."""

import torch
from torch import nn

from model import VAE, sample


def configure(model):
    """The optimizer of all that trains."""
    return torch.optim.Adam(model.parameters(), lr=0.003, betas=(0.9, 0.999), eps=1e-8)


def train_step(model, optimizer, step, batches, state=None):
    """One step on batch `step` → its losses."""
    model.train()
    x, _ = batches(step)
    loss = model.loss(x, step=step)
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1)
    optimizer.step()
    return {"loss": loss.detach()}, None


if __name__ == "__main__":
    from data import batches  # batches(index) gives the tensors of a batch

    torch.manual_seed(42)
    model = VAE()
    optimizer, state = configure(model), None
    for step in range(1500):
        losses, state = train_step(model, optimizer, step, batches, state)
        if step % 100 == 0:
            print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
    print(sample(model))
