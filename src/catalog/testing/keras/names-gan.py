# model.py
"""A generative adversarial network (Goodfellow et al. 2014)."""

import keras
from keras import layers, ops

LATENT = 64  # numbers that a sample is made from
VOCABULARY = 27  # characters by number; 0 is the newline that ends a text
CRITIC_STEPS = 3  # turns of the critic for one of the generator


class GAN(keras.Model):
    """A generator that makes examples, and a critic that scores how real examples look."""

    def __init__(self):
        super().__init__()
        self.generator = keras.Sequential(
            [
                layers.Dense(768, activation="relu"),
                layers.Reshape((12, 64)),
                layers.Conv1D(64, 3, padding="same", activation="relu"),
                layers.Conv1D(64, 3, padding="same", activation="relu"),
                layers.Conv1D(27, 1),
            ]
        )
        self.critic = keras.Sequential(
            [
                layers.Conv1D(64, 3, padding="same", activation="leaky_relu"),
                layers.Conv1D(64, 3, padding="same", activation="leaky_relu"),
                layers.Flatten(),
                layers.Dense(1),
            ]
        )

    def variables_of(self, network):
        parts = {
            "generator": [self.generator],
            "critic": [self.critic],
        }
        return [variable for part in parts[network] for variable in part.trainable_variables]

    def generate(self, z):
        """z [B, Z] → scores of each character at each place [B, T, V]."""
        return self.generator(z)

    def make(self, count):
        """New examples as the critic sees them, rows of shares [B, T, V]."""
        scores = self.generate(keras.random.normal((count, LATENT)))
        return ops.softmax(scores)

    def discriminate(self, x):
        """x [B, …] → scores [B]."""
        return self.critic(x)[:, 0]

    def critic_loss(self, x, made):
        real, fake = self.discriminate(x), self.discriminate(made)
        return ops.mean(fake) - ops.mean(real)  # minus the Wasserstein distance

    def generator_loss(self, made):
        fake = self.discriminate(made)
        return -ops.mean(fake)


def sample(model, count=32):
    """New examples [count, …]."""
    z = keras.random.normal((count, LATENT))
    scores = model.generate(z)
    return ops.argmax(scores, -1)


# train.py
"""Trains the model of model.py on the batches of data.py."""

import math
import os

os.environ["KERAS_BACKEND"] = "torch"  # whose gradients the steps take; model.py runs on any backend

import keras
import torch

from model import CRITIC_STEPS, VOCABULARY, GAN, sample

RATE = 0.002  # of learning


def schedule(step):
    """The share of the learning rate at a step: it falls along half a cosine to zero."""
    return (1 + math.cos(math.pi * min(step / 4000, 1))) / 2


def gradients_of(loss, variables):
    """The slope of a loss in each variable."""
    return torch.autograd.grad(loss, [variable.value for variable in variables])


def configure():
    """An optimizer for each of the two."""
    critic = keras.optimizers.Adam(
        learning_rate=RATE,
        beta_1=0.5,
        beta_2=0.9,
        epsilon=1e-8,  # Keras adds it before it corrects the moments
    )
    generator = keras.optimizers.Adam(
        learning_rate=RATE,
        beta_1=0.5,
        beta_2=0.9,
        epsilon=1e-8,  # Keras adds it before it corrects the moments
    )
    return critic, generator


def penalty(model, real, fake):
    """Keeps the critic's slope near 1 between real and made examples (Gulrajani et al. 2017)."""
    share = keras.random.uniform((len(real), *[1] * (real.dim() - 1)))
    between = (fake + share * (real - fake)).detach().requires_grad_()
    score = model.discriminate(between).sum()
    slope = torch.autograd.grad(score, between, create_graph=True)[0]
    return ((slope.flatten(1).square().sum(1) + 1e-12).sqrt() - 1).square().mean()


def train_step(model, optimizers, step, batches, state=None):
    """The critic's turns and then the generator's, each on a batch of its own → their losses."""
    critic, generator = optimizers
    for turn in range(CRITIC_STEPS):
        x, _ = batches(step * (CRITIC_STEPS + 1) + turn)
        with torch.no_grad():
            made = model.make(len(x))
        x = keras.ops.one_hot(x, VOCABULARY)  # rows of shares, as what is made
        loss = model.critic_loss(x, made)
        loss = loss + 1 * penalty(model, x, made)
        gradients = gradients_of(loss, model.variables_of("critic"))
        critic.learning_rate = RATE * schedule(step)
        critic.apply(gradients, model.variables_of("critic"))
    losses = {"loss.critic": loss.detach()}
    x, _ = batches(step * (CRITIC_STEPS + 1) + CRITIC_STEPS)
    loss = model.generator_loss(model.make(len(x)))
    gradients = gradients_of(loss, model.variables_of("generator"))
    generator.learning_rate = RATE * schedule(step)
    generator.apply(gradients, model.variables_of("generator"))
    return {**losses, "loss.generator": loss.detach()}, None


if __name__ == "__main__":
    from data import batches  # batches(index) gives the tensors of a batch

    keras.utils.set_random_seed(42)
    model, optimizer, state = GAN(), configure(), None
    for step in range(4000):
        losses, state = train_step(model, optimizer, step, batches, state)
        if step % 100 == 0:
            print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
    with torch.no_grad():
        print(sample(model))
