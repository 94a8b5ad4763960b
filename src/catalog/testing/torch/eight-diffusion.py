# model.py
"""A denoising diffusion model (Ho et al. 2020)."""

import copy
import math

import torch
import torch.nn.functional as F
from torch import nn

SHAPE = (2,)  # of a sample
END = 0.995  # the time of the most noise


def initialize(module):
    """Glorot's weights, and biases of zero."""
    if getattr(module, "bias", None) is not None and module.weight.dim() > 1:
        nn.init.xavier_uniform_(module.weight)
        nn.init.zeros_(module.bias)


def levels(time):
    """How much of the sample and how much noise there is at a time 0..1 (Nichol & Dhariwal 2021)."""
    signal = torch.cos((time + 0.008) / 1.008 * math.pi / 2) / math.cos(0.008 / 1.008 * math.pi / 2)
    return signal, (1 - signal**2).clamp(min=0).sqrt()


gelu = nn.GELU(approximate="tanh")


class Denoiser(nn.Module):
    """Residual layers, each shifted by what it is told of the time and the label."""

    def __init__(self):
        super().__init__()
        self.enter = nn.Linear(2, 96)
        self.told = nn.ModuleList(nn.Linear(64, 96) for _ in range(3))
        self.change = nn.ModuleList(nn.Linear(96, 96) for _ in range(3))
        self.leave = nn.Linear(96, 2)
        self.apply(initialize)
        nn.init.normal_(self.enter.weight, std=5)  # small differences matter (Tancik et al. 2020)
        nn.init.uniform_(self.enter.bias, -5, 5)
        nn.init.zeros_(self.leave.weight)  # says nothing at first

    def forward(self, x, told):
        h = self.enter(x.flatten(1))  # [B, width]
        for shift, change in zip(self.told, self.change):
            h = h + change(gelu(h + shift(told)))
        return self.leave(gelu(h)).view_as(x)


class Network(nn.Module):
    """A denoiser that is told the time."""

    def __init__(self):
        super().__init__()
        self.time = nn.Sequential(nn.Linear(32, 64), gelu, nn.Linear(64, 64), gelu)
        self.time.apply(initialize)
        self.denoiser = Denoiser()

    def forward(self, x, time):
        """x [B, …], time [B] → what is predicted [B, …]."""
        waves = time[:, None] * torch.logspace(0, 2, 16, device=x.device)
        told = torch.cat([waves.sin(), waves.cos()], 1)
        return self.denoiser(x, self.time(told))


class Diffusion(nn.Module):
    def __init__(self):
        super().__init__()
        self.network = Network()
        self.average = copy.deepcopy(self.network).requires_grad_(False)

    def loss(self, x):
        """The mean squared error of what is predicted, at times that are spread over the batch."""
        B = len(x)
        time = END * (torch.arange(B, device=x.device) + torch.rand(1, device=x.device)) / B
        signal, noise = (level.view(-1, *[1] * len(SHAPE)) for level in levels(time))
        epsilon = torch.randn_like(x)
        prediction = self.network(signal * x + noise * epsilon, time)
        return F.mse_loss(prediction, signal * epsilon - noise * x)

    @torch.no_grad()
    def follow(self, step):
        """Moves the average towards the weights, by less and less."""
        rate = max(1 - 0.995, 9 / (step + 11))
        for mean, weight in zip(self.average.parameters(), self.network.parameters()):
            mean.lerp_(weight, rate)

    def believe(self, x, time):
        """The sample that the network sees in x."""
        signal, noise = levels(time)
        network, time = self.average, time.expand(len(x))
        prediction = network(x, time)
        return signal * x - noise * prediction


@torch.no_grad()
def sample(model, count=512, steps=20):
    """New examples [count, …], from noise."""
    device = next(model.parameters()).device
    times = END * (1 - torch.arange(steps + 1, device=device) / steps) ** 1.5
    x = torch.randn(count, *SHAPE, device=device)
    for time, later in zip(times[:-1], times[1:]):
        (signal, noise), (s, n) = levels(time), levels(later)
        clean = model.believe(x, time)
        x = n / noise * x + (s - n / noise * signal) * clean  # along the flow (Song et al. 2021)
    return clean  # which the last step ends at


# train.py
"""Trains the model of model.py on the batches of data.py."""

import math

import torch
from torch import nn

from model import Diffusion, sample


def schedule(step):
    """The share of the learning rate at a step: it falls along half a cosine to zero."""
    return (1 + math.cos(math.pi * min(step / 2000, 1))) / 2


def configure(model):
    """The optimizer of all that trains."""
    optimizer = torch.optim.Adam(model.network.parameters(), lr=0.005, betas=(0.9, 0.999), eps=1e-8)
    for group in optimizer.param_groups:
        group["initial_lr"] = group["lr"]
    return optimizer


def train_step(model, optimizer, step, batches, state=None):
    """One step on batch `step` → its losses."""
    x, _ = batches(step)
    loss = model.loss(x)
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.network.parameters(), 1)
    for group in optimizer.param_groups:
        group["lr"] = group["initial_lr"] * schedule(step)
    optimizer.step()
    model.follow(step)
    return {"loss": loss.detach()}, None


if __name__ == "__main__":
    from data import batches  # batches(index) gives the tensors of a batch

    torch.manual_seed(42)
    model = Diffusion()
    optimizer, state = configure(model), None
    for step in range(2000):
        losses, state = train_step(model, optimizer, step, batches, state)
        if step % 100 == 0:
            print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
    print(sample(model))
