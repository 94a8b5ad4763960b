# model.py
"""A variational autoencoder (Kingma & Welling 2013)."""

import keras
from keras import layers, ops

LATENT = 2  # numbers of a code
BETA = 1  # of the Kullback-Leibler divergence


def surprise(x, decoded):
    """−log p(x | decoded) in nats: each pixel is a coin."""
    nats = ops.binary_crossentropy(x, decoded, from_logits=True)
    return ops.mean(ops.sum(ops.reshape(nats, (len(x), -1)), 1))


class VAE(keras.Model):
    """Tells an example by a code with noise, and makes examples of codes."""

    def __init__(self):
        super().__init__()
        self.encoder = keras.Sequential(
            [
                layers.Flatten(),
                layers.Dense(256, activation="relu"),
                layers.Dense(256, activation="relu"),
            ]
        )
        self.mean = layers.Dense(LATENT)
        self.spread = layers.Dense(LATENT, activation="softplus")
        self.decoder = keras.Sequential(
            [
                layers.Dense(256, activation="relu"),
                layers.Dense(256, activation="relu"),
                layers.Dense(784),
                layers.Reshape((28, 28, 1)),
            ]
        )

    def encode(self, x):
        """x [B, …] → mean and standard deviation of its code, [B, Z]."""
        h = self.encoder(x)
        return self.mean(h), self.spread(h)

    def decode(self, z):
        """z [B, Z] → what the likelihood is given [B, …]."""
        return self.decoder(z)

    def objective(self, x, step=0):
        """Minus the evidence lower bound in nats, with β before the divergence."""
        mean, spread = self.encode(x)
        z = mean + spread * keras.random.normal(ops.shape(mean))
        reconstruction = surprise(x, self.decode(z))
        kl = 0.5 * ops.mean(ops.square(mean) + ops.square(spread) - 1 - 2 * ops.log(spread), 0)  # of each unit [Z]
        beta = BETA
        return reconstruction + beta * ops.sum(kl)


def sample(model, count=64, temperature=1):
    """New examples [count, …]."""
    z = temperature * keras.random.normal((count, LATENT))
    x = ops.sigmoid(model.decoder(z))
    return x


# train.py
"""Trains the model of model.py on the batches of data.py."""

import os

os.environ["KERAS_BACKEND"] = "torch"  # whose gradients the steps take; model.py runs on any backend

import keras
import torch

from model import VAE, sample

RATE = 0.002  # of learning


def gradients_of(loss, variables):
    """The slope of a loss in each variable."""
    return torch.autograd.grad(loss, [variable.value for variable in variables])


def configure():
    """The optimizer of all that trains."""
    return keras.optimizers.Adam(
        learning_rate=RATE,
        beta_1=0.9,
        beta_2=0.999,
        epsilon=1e-8,  # Keras adds it before it corrects the moments
    )


def train_step(model, optimizer, step, batches, state=None):
    """One step on batch `step` → its losses."""
    x, _ = batches(step)
    loss = model.objective(x, step=step)
    gradients = gradients_of(loss, model.trainable_variables)
    optimizer.apply(gradients, model.trainable_variables)
    return {"loss": loss.detach()}, None


if __name__ == "__main__":
    from data import batches  # batches(index) gives the tensors of a batch

    keras.utils.set_random_seed(42)
    model, optimizer, state = VAE(), configure(), None
    for step in range(10000):
        losses, state = train_step(model, optimizer, step, batches, state)
        if step % 100 == 0:
            print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
    with torch.no_grad():
        print(sample(model))
