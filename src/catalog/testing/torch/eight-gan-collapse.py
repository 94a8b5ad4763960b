# model.py
"""A generative adversarial network (Goodfellow et al. 2014)."""

import torch
import torch.nn.functional as F
from torch import nn

LATENT = 8  # numbers that a sample is made from
CRITIC_STEPS = 5  # turns of the critic for one of the generator


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
            nn.Linear(8, 64),
            nn.ReLU(),
            nn.Linear(64, 64),
            nn.ReLU(),
            nn.Linear(64, 64),
            nn.ReLU(),
            nn.Linear(64, 2),
        )
        self.critic = nn.Sequential(
            nn.Linear(2, 64),
            nn.LeakyReLU(0.2),
            nn.Linear(64, 64),
            nn.LeakyReLU(0.2),
            nn.Linear(64, 64),
            nn.LeakyReLU(0.2),
            nn.Linear(64, 1),
        )
        self.apply(initialize)
        nn.init.normal_(self.critic[0].weight, std=5)  # small differences matter (Tancik et al. 2020)
        nn.init.uniform_(self.critic[0].bias, -5, 5)

    def parameters_of(self, network):
        of_critic = ("critic", "features")
        return [p for name, p in self.named_parameters() if name.startswith(of_critic) == (network == "critic")]

    def generate(self, z):
        """z [B, Z] → examples [B, …]."""
        return self.generator(z)

    def discriminate(self, x):
        """x [B, …] → scores [B]."""
        return self.critic(x).flatten()

    def critic_loss(self, x):
        with torch.no_grad():
            made = self.generate(torch.randn(len(x), LATENT, device=x.device))
        real, fake = self.discriminate(x), self.discriminate(made)
        loss = F.softplus(-real).mean() + F.softplus(fake).mean()  # −log σ(D(x)) − log(1 − σ(D(G(z))))
        return loss

    def generator_loss(self, x):
        made = self.generate(torch.randn(len(x), LATENT, device=x.device))
        fake = self.discriminate(made)
        return -F.softplus(fake).mean()


@torch.no_grad()
def sample(model, count=512):
    """New examples [count, …]."""
    device = next(model.parameters()).device
    z = torch.randn(count, LATENT, device=device)
    made = model.generate(z)
    return made


# train.py
"""Trains the model of model.py on the batches of data.py."""

import torch

from model import CRITIC_STEPS, GAN, sample


def configure(model):
    """An optimizer for each of the two."""
    critic = torch.optim.Adam(model.parameters_of("critic"), lr=0.001, betas=(0.5, 0.9), eps=1e-8)
    generator = torch.optim.Adam(model.parameters_of("generator"), lr=0.001, betas=(0.5, 0.9), eps=1e-8)
    return critic, generator


def train_step(model, optimizers, step, batches, state=None):
    """The critic's turns and then the generator's, each on a batch of its own → their losses."""
    critic, generator = optimizers
    for turn in range(CRITIC_STEPS):
        x, _ = batches(step * (CRITIC_STEPS + 1) + turn)
        loss = model.critic_loss(x)
        critic.zero_grad()
        loss.backward()
        critic.step()
    losses = {"loss.critic": loss.detach()}
    x, _ = batches(step * (CRITIC_STEPS + 1) + CRITIC_STEPS)
    loss = model.generator_loss(x)
    generator.zero_grad()
    loss.backward()
    generator.step()
    return {**losses, "loss.generator": loss.detach()}, None


if __name__ == "__main__":
    from data import batches  # batches(index) gives the tensors of a batch

    torch.manual_seed(42)
    model = GAN()
    optimizer, state = configure(model), None
    for step in range(10000):
        losses, state = train_step(model, optimizer, step, batches, state)
        if step % 100 == 0:
            print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
    print(sample(model))
