# model.py
"""A denoising diffusion model (Ho et al. 2020)."""

import copy
import math

import torch
import torch.nn.functional as F
from torch import nn

SHAPE = (1, 28, 28)  # of a sample
WORDS = 3  # of captions, by number
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


def shares(captions):
    """How much each word of captions [B, W] counts: one over the root of their number; nothing where there is none."""
    known = (captions < WORDS).float()
    return known / known.sum(1, keepdim=True).clamp(min=1).sqrt()


gelu = nn.GELU(approximate="tanh")


def normalize(x):
    return F.group_norm(x, math.gcd(8, x.shape[1]), eps=1e-5)


class Residual(nn.Module):
    """Two convolutions around a shift by what it is told (Ho et al. 2020)."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.first = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.second = nn.Conv2d(outputs, outputs, 3, padding=1)
        self.told = nn.Linear(64, outputs)
        self.straight = nn.Identity() if inputs == outputs else nn.Conv2d(inputs, outputs, 1)

    def forward(self, x, told):
        h = self.first(gelu(normalize(x)))
        h = self.second(gelu(normalize(h) + self.told(told)[:, :, None, None]))
        return self.straight(x) + h


class Denoiser(nn.Module):
    """A small U-Net (Ronneberger et al. 2015)."""

    def __init__(self):
        super().__init__()
        self.enter = nn.Conv2d(1, 16, 4, stride=2, padding=1)
        self.down = Residual(16, 16)
        self.downsample = nn.Conv2d(16, 32, 4, stride=2, padding=1)
        self.middle = Residual(32, 32)
        self.upsample = nn.ConvTranspose2d(32, 16, 4, stride=2, padding=1)
        self.up = Residual(32, 16)
        self.leave = nn.ConvTranspose2d(16, 1, 4, stride=2, padding=1)
        self.apply(initialize)
        nn.init.zeros_(self.leave.weight)  # says nothing at first

    def forward(self, x, told):
        high = self.down(self.enter(x), told)  # [B, C, H/2, W/2]
        low = self.middle(self.downsample(high), told)  # [B, 2C, H/4, W/4]
        h = self.up(torch.cat([self.upsample(low), high], 1), told)
        return self.leave(gelu(normalize(h)))


class Network(nn.Module):
    """A denoiser that is told the time and the caption."""

    def __init__(self):
        super().__init__()
        self.time = nn.Sequential(nn.Linear(64, 64), gelu, nn.Linear(64, 64), gelu)
        self.caption = nn.EmbeddingBag(WORDS + 1, 32, mode="sum")
        nn.init.normal_(self.caption.weight, std=0.1)
        self.time.apply(initialize)
        self.denoiser = Denoiser()

    def forward(self, x, time, captions):
        """x [B, …], time [B], captions [B, W] → what is predicted [B, …]."""
        waves = time[:, None] * torch.logspace(0, 2, 16, device=x.device)
        told = torch.cat([waves.sin(), waves.cos(), self.caption(captions, None, shares(captions))], 1)
        return self.denoiser(x, self.time(told))


class Diffusion(nn.Module):
    def __init__(self):
        super().__init__()
        self.network = Network()
        self.average = copy.deepcopy(self.network).requires_grad_(False)

    def loss(self, x, captions):
        """The mean squared error of what is predicted, at times that are spread over the batch."""
        x = 2 * x - 1
        B = len(x)
        time = END * (torch.arange(B, device=x.device) + torch.rand(1, device=x.device)) / B
        signal, noise = (level.view(-1, *[1] * len(SHAPE)) for level in levels(time))
        epsilon = torch.randn_like(x)
        kept = torch.rand(B, device=x.device) > 0.1  # else the caption is kept back
        if self.training:  # some words are hidden, so that few are enough
            captions = captions.masked_fill(torch.rand(captions.shape, device=x.device) < 0.4, WORDS)
        captions = captions.masked_fill(~kept[:, None], WORDS)
        prediction = self.network(signal * x + noise * epsilon, time, captions)
        return F.mse_loss(prediction, signal * epsilon - noise * x)

    @torch.no_grad()
    def follow(self, step):
        """Moves the average towards the weights, by less and less."""
        rate = max(1 - 0.995, 9 / (step + 11))
        for mean, weight in zip(self.average.parameters(), self.network.parameters()):
            mean.lerp_(weight, rate)

    def believe(self, x, time, captions, guidance=1):
        """The sample that the network sees in x."""
        signal, noise = levels(time)
        network, time = self.average, time.expand(len(x))
        prediction = network(x, time, captions)
        if guidance != 1:  # what the caption adds counts so many times (Ho & Salimans 2022)
            without = network(x, time, torch.full_like(captions, WORDS))
            prediction = without + guidance * (prediction - without)
        return (signal * x - noise * prediction).clamp(-1, 1)


@torch.no_grad()
def sample(model, captions, steps=20, guidance=3):
    """New examples of captions, from noise: [N, W] → [N, …]."""
    device = next(model.parameters()).device
    count, captions = len(captions), captions.to(device)
    times = END * (1 - torch.arange(steps + 1, device=device) / steps) ** 1.5
    x = torch.randn(count, *SHAPE, device=device)
    for time, later in zip(times[:-1], times[1:]):
        (signal, noise), (s, n) = levels(time), levels(later)
        clean = model.believe(x, time, captions, guidance)
        x = n / noise * x + (s - n / noise * signal) * clean  # along the flow (Song et al. 2021)
    return (clean + 1) / 2  # which the last step ends at


# train.py
"""Trains the model of model.py on the batches of data.py."""

import math

import torch
from torch import nn

from model import Diffusion, sample


def schedule(step):
    """The share of the learning rate at a step: it falls along half a cosine to zero."""
    return (1 + math.cos(math.pi * min(step / 4000, 1))) / 2


def configure(model):
    """The optimizer of all that trains."""
    optimizer = torch.optim.Adam(model.network.parameters(), lr=0.004, betas=(0.9, 0.999), eps=1e-8)
    for group in optimizer.param_groups:
        group["initial_lr"] = group["lr"]
    return optimizer


def train_step(model, optimizer, step, batches, state=None):
    """One step on batch `step` → its losses."""
    model.train()
    x, captions = batches(step)
    loss = model.loss(x, captions)
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
    for step in range(4000):
        losses, state = train_step(model, optimizer, step, batches, state)
        if step % 100 == 0:
            print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
    print(sample(model, batches(0)[1]))
