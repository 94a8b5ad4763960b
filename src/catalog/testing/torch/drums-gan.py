# model.py
"""A generative adversarial network (Goodfellow et al. 2014)."""

import torch
from torch import nn

LATENT = 32  # numbers that a sample is made from
LABELS = 8
CRITIC_STEPS = 3  # turns of the critic for one of the generator


def initialize(module):
    """Glorot's weights, and biases of zero."""
    if getattr(module, "bias", None) is not None and module.weight.dim() > 1:
        nn.init.xavier_uniform_(module.weight)
        nn.init.zeros_(module.bias)


class GAN(nn.Module):
    """A generator that makes examples, and a critic that scores how real examples look."""

    def __init__(self):
        super().__init__()
        self.generator = nn.Sequential(
            nn.Linear(48, 256),
            nn.ReLU(),
            nn.Linear(256, 256),
            nn.ReLU(),
            nn.Linear(256, 2560),
            nn.Unflatten(1, (1, 40, 64)),
            nn.Sigmoid(),
        )
        self.features = nn.Sequential(
            nn.Flatten(),
        )
        self.critic = nn.Sequential(
            nn.Linear(2576, 256),
            nn.LeakyReLU(0.2),
            nn.Linear(256, 256),
            nn.LeakyReLU(0.2),
            nn.Linear(256, 1),
        )
        self.generator_label = nn.Embedding(LABELS, 16)
        self.critic_label = nn.Embedding(LABELS, 16)
        self.apply(initialize)

    def parameters_of(self, network):
        of_critic = ("critic", "features")
        return [p for name, p in self.named_parameters() if name.startswith(of_critic) == (network == "critic")]

    def generate(self, z, labels):
        """z [B, Z] → examples [B, …]."""
        return self.generator(torch.cat([z, self.generator_label(labels)], 1))

    def discriminate(self, x, labels):
        """x [B, …] → scores [B]."""
        x = self.features(x)
        x = torch.cat([x, self.critic_label(labels)], 1)
        return self.critic(x).flatten()

    def penalty(self, real, fake, labels):
        """Keeps the critic's slope near 1 between real and made examples (Gulrajani et al. 2017)."""
        share = torch.rand(len(real), device=real.device).view(-1, *[1] * (real.dim() - 1))
        between = (fake + share * (real - fake)).detach().requires_grad_()
        slope = torch.autograd.grad(self.discriminate(between, labels).sum(), between, create_graph=True)[0]
        return ((slope.flatten(1).square().sum(1) + 1e-12).sqrt() - 1).square().mean()

    def critic_loss(self, x, labels):
        with torch.no_grad():
            made = self.generate(torch.randn(len(x), LATENT, device=x.device), labels)
        real, fake = self.discriminate(x, labels), self.discriminate(made, labels)
        loss = fake.mean() - real.mean()  # minus the Wasserstein distance
        loss = loss + 10 * self.penalty(x, made, labels)
        return loss

    def generator_loss(self, x, labels):
        made = self.generate(torch.randn(len(x), LATENT, device=x.device), labels)
        fake = self.discriminate(made, labels)
        return -fake.mean()


@torch.no_grad()
def sample(model, count=24, label=0):
    """New examples [count, …]."""
    device = next(model.parameters()).device
    z = torch.randn(count, LATENT, device=device)
    made = model.generate(z, torch.full((count,), label, device=device))
    return made


# train.py
"""Trains the model of model.py on the batches of data.py."""

import math

import torch

from model import CRITIC_STEPS, GAN, sample


def schedule(step):
    """The share of the learning rate at a step: it falls along half a cosine to zero."""
    return (1 + math.cos(math.pi * min(step / 1500, 1))) / 2


def configure(model):
    """An optimizer for each of the two."""
    critic = torch.optim.Adam(model.parameters_of("critic"), lr=0.001, betas=(0.5, 0.9), eps=1e-8)
    generator = torch.optim.Adam(model.parameters_of("generator"), lr=0.001, betas=(0.5, 0.9), eps=1e-8)
    for optimizer in (critic, generator):
        for group in optimizer.param_groups:
            group["initial_lr"] = group["lr"]
    return critic, generator


def train_step(model, optimizers, step, batches, state=None):
    """The critic's turns and then the generator's, each on a batch of its own → their losses."""
    critic, generator = optimizers
    for turn in range(CRITIC_STEPS):
        x, labels = batches(step * (CRITIC_STEPS + 1) + turn)
        loss = model.critic_loss(x, labels)
        critic.zero_grad()
        loss.backward()
        for group in critic.param_groups:
            group["lr"] = group["initial_lr"] * schedule(step)
        critic.step()
    losses = {"loss.critic": loss.detach()}
    x, labels = batches(step * (CRITIC_STEPS + 1) + CRITIC_STEPS)
    loss = model.generator_loss(x, labels)
    generator.zero_grad()
    loss.backward()
    for group in generator.param_groups:
        group["lr"] = group["initial_lr"] * schedule(step)
    generator.step()
    return {**losses, "loss.generator": loss.detach()}, None


if __name__ == "__main__":
    from data import batches  # batches(index) gives the tensors of a batch

    torch.manual_seed(42)
    model = GAN()
    optimizer, state = configure(model), None
    for step in range(1500):
        losses, state = train_step(model, optimizer, step, batches, state)
        if step % 100 == 0:
            print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
    print(sample(model))
