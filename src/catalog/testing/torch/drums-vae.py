# model.py
"""A variational autoencoder (Kingma & Welling 2013)."""

import math

import torch
import torch.nn.functional as F
from torch import nn

LATENT = 8  # numbers of a code
BETA = 1  # of the Kullback-Leibler divergence
DEVIATION = 0.05  # of the Gaussian around what is decoded


def initialize(module):
    """Glorot's weights, and biases of zero."""
    if getattr(module, "bias", None) is not None and module.weight.dim() > 1:
        nn.init.xavier_uniform_(module.weight)
        nn.init.zeros_(module.bias)


def surprise(x, decoded, deviation):
    """−log N(x; decoded, deviation²) in nats, summed over the numbers of an example."""
    error = (x - decoded.sigmoid()).square() / (2 * deviation**2)
    constant = torch.as_tensor(deviation).log() + 0.5 * math.log(2 * math.pi)
    return (error + constant).flatten(1).sum(1).mean()


class VAE(nn.Module):
    """Tells an example by a code with noise, and makes examples of codes."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Flatten(),
            nn.Linear(2560, 256),
            nn.ReLU(),
        )
        self.mean = nn.Linear(256, LATENT)
        self.spread = nn.Linear(256, LATENT)
        self.decoder = nn.Sequential(
            nn.Linear(8, 256),
            nn.ReLU(),
            nn.Linear(256, 2560),
            nn.Unflatten(1, (1, 40, 64)),
        )
        self.apply(initialize)

    def encode(self, x):
        """x [B, …] → mean and standard deviation of its code, [B, Z]."""
        h = self.encoder(x)
        return self.mean(h), F.softplus(self.spread(h))

    def decode(self, z):
        """z [B, Z] → what the likelihood is given [B, …]."""
        return self.decoder(z)

    def loss(self, x, step=0):
        """Minus the evidence lower bound in nats, with β before the divergence."""
        mean, spread = self.encode(x)
        z = mean + spread * torch.randn_like(mean)
        reconstruction = surprise(x, self.decode(z), DEVIATION)
        kl = 0.5 * (mean.square() + spread.square() - 1 - 2 * spread.log()).mean(0)  # of each unit [Z]
        beta = BETA
        return reconstruction + beta * kl.sum()


@torch.no_grad()
def sample(model, count=24, temperature=1):
    """New examples [count, …]."""
    model.eval()
    device = model.mean.weight.device
    z = temperature * torch.randn(count, LATENT, device=device)
    x = model.decoder(z).sigmoid()
    return x


# train.py
"""Trains the model of model.py on the batches of data.py."""

import torch

from model import VAE, sample


def configure(model):
    """The optimizer of all that trains."""
    return torch.optim.Adam(model.parameters(), lr=0.002, betas=(0.9, 0.999), eps=1e-8)


def train_step(model, optimizer, step, batches, state=None):
    """One step on batch `step` → its losses."""
    model.train()
    x, _ = batches(step)
    loss = model.loss(x, step=step)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return {"loss": loss.detach()}, None


if __name__ == "__main__":
    from data import batches  # batches(index) gives the tensors of a batch

    torch.manual_seed(42)
    model = VAE()
    optimizer, state = configure(model), None
    for step in range(10000):
        losses, state = train_step(model, optimizer, step, batches, state)
        if step % 100 == 0:
            print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
    print(sample(model))
