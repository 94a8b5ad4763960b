# model.py
"""A generative adversarial network (Goodfellow et al. 2014)."""

import keras
from keras import layers, ops

LATENT = 32  # numbers that a sample is made from
CRITIC_STEPS = 1  # turns of the critic for one of the generator


class GAN(keras.Model):
    """A generator that makes examples, and a critic that scores how real examples look."""

    def __init__(self):
        super().__init__()
        self.generator = keras.Sequential(
            [
                layers.Dense(1568, activation="relu"),
                layers.Reshape((7, 7, 32)),
                layers.Conv2DTranspose(16, 4, strides=2, padding="same", activation="relu"),
                layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="sigmoid"),
            ]
        )
        self.critic = keras.Sequential(
            [
                layers.Conv2D(16, 4, strides=2, padding="same", activation="leaky_relu"),
                layers.Conv2D(32, 4, strides=2, padding="same", activation="leaky_relu"),
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
        """z [B, Z] → examples [B, …]."""
        return self.generator(z)

    def make(self, count):
        """New examples as the critic sees them [B, …]."""
        return self.generate(keras.random.normal((count, LATENT)))

    def discriminate(self, x):
        """x [B, …] → scores [B]."""
        return self.critic(x)[:, 0]

    def critic_loss(self, x, made):
        real, fake = self.discriminate(x), self.discriminate(made)
        # −log σ(D(x)) − log(1 − σ(D(G(z))))
        return ops.mean(ops.softplus(-real)) + ops.mean(ops.softplus(fake))

    def generator_loss(self, made):
        fake = self.discriminate(made)
        return ops.mean(ops.softplus(-fake))


def sample(model, count=64):
    """New examples [count, …]."""
    z = keras.random.normal((count, LATENT))
    return model.generate(z)


# train.py
"""Trains the model of model.py on the batches of data.py."""

import os

os.environ["KERAS_BACKEND"] = "torch"  # whose gradients the steps take; model.py runs on any backend

import keras
import torch

from model import CRITIC_STEPS, GAN, sample

RATE = 0.001  # of learning


def gradients_of(loss, variables):
    """The slope of a loss in each variable."""
    return torch.autograd.grad(loss, [variable.value for variable in variables])


def configure():
    """An optimizer for each of the two."""
    critic = keras.optimizers.Adam(
        learning_rate=RATE,
        beta_1=0.5,
        beta_2=0.99,
        epsilon=1e-8,  # Keras adds it before it corrects the moments
    )
    generator = keras.optimizers.Adam(
        learning_rate=RATE,
        beta_1=0.5,
        beta_2=0.99,
        epsilon=1e-8,  # Keras adds it before it corrects the moments
    )
    return critic, generator


def train_step(model, optimizers, step, batches, state=None):
    """The critic's turns and then the generator's, each on a batch of its own → their losses."""
    critic, generator = optimizers
    for turn in range(CRITIC_STEPS):
        x, _ = batches(step * (CRITIC_STEPS + 1) + turn)
        with torch.no_grad():
            made = model.make(len(x))
        loss = model.critic_loss(x, made)
        gradients = gradients_of(loss, model.variables_of("critic"))
        critic.apply(gradients, model.variables_of("critic"))
    losses = {"loss.critic": loss.detach()}
    x, _ = batches(step * (CRITIC_STEPS + 1) + CRITIC_STEPS)
    loss = model.generator_loss(model.make(len(x)))
    gradients = gradients_of(loss, model.variables_of("generator"))
    generator.apply(gradients, model.variables_of("generator"))
    return {**losses, "loss.generator": loss.detach()}, None


if __name__ == "__main__":
    from data import batches  # batches(index) gives the tensors of a batch

    keras.utils.set_random_seed(42)
    model, optimizer, state = GAN(), configure(), None
    for step in range(10000):
        losses, state = train_step(model, optimizer, step, batches, state)
        if step % 100 == 0:
            print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
    with torch.no_grad():
        print(sample(model))
