# model.py
"""A denoising diffusion model (Ho et al. 2020)."""

import math

import keras
from keras import layers, ops

SHAPE = (40, 64, 1)  # of a sample
LABELS = 8  # and one more number for none
END = 0.995  # the time of the most noise


def levels(time):
    """How much of the sample and how much noise there is at a time 0..1 (Nichol & Dhariwal 2021)."""
    signal = ops.cos((time + 0.008) / 1.008 * math.pi / 2) / math.cos(0.008 / 1.008 * math.pi / 2)
    return signal, ops.sqrt(ops.maximum(1 - signal**2, 0))


def table(rows, width, spread=1.0):
    """A vector for each number, drawn from a normal distribution."""
    normal = keras.initializers.RandomNormal(stddev=spread)
    return layers.Embedding(rows, width, embeddings_initializer=normal)


def normalization(channels):
    return layers.GroupNormalization(math.gcd(8, channels), epsilon=1e-5, center=False, scale=False)


class Residual(layers.Layer):
    """Two convolutions around a shift by what it is told (Ho et al. 2020)."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.norms = [normalization(inputs), normalization(outputs)]
        self.first = layers.Conv2D(outputs, 3, padding="same")
        self.second = layers.Conv2D(outputs, 3, padding="same")
        self.told = layers.Dense(outputs)
        self.straight = layers.Identity() if inputs == outputs else layers.Conv2D(outputs, 1)

    def call(self, x, told):
        h = self.first(ops.gelu(self.norms[0](x)))
        h = self.second(ops.gelu(self.norms[1](h) + self.told(told)[:, None, None]))
        return self.straight(x) + h


class Denoiser(layers.Layer):
    """A small U-Net (Ronneberger et al. 2015)."""

    def __init__(self):
        super().__init__()
        self.enter = layers.Conv2D(16, 4, strides=2, padding="same")
        self.down = Residual(16, 16)
        self.downsample = layers.Conv2D(32, 4, strides=2, padding="same")
        self.middle = Residual(32, 32)
        self.upsample = layers.Conv2DTranspose(16, 4, strides=2, padding="same")
        self.up = Residual(32, 16)
        self.norm = normalization(16)
        # It says nothing at first.
        self.leave = layers.Conv2DTranspose(1, 4, strides=2, padding="same", kernel_initializer="zeros")

    def call(self, x, told):
        high = self.down(self.enter(x), told)  # [B, H/2, W/2, C]
        low = self.middle(self.downsample(high), told)  # [B, H/4, W/4, 2C]
        h = self.up(ops.concatenate([self.upsample(low), high], -1), told)
        return self.leave(ops.gelu(self.norm(h)))


class Network(layers.Layer):
    """A denoiser that is told the time and the label."""

    def __init__(self):
        super().__init__()
        self.time = keras.Sequential([layers.Dense(64, activation=ops.gelu) for _ in range(2)])
        self.label = table(LABELS + 1, 16)
        self.denoiser = Denoiser()

    def call(self, x, time, labels):
        """x [B, …], time [B], labels [B] → what is predicted [B, …]."""
        waves = time[:, None] * ops.logspace(0, 2, 16)
        told = ops.concatenate([ops.sin(waves), ops.cos(waves), self.label(labels)], 1)
        return self.denoiser(x, self.time(told))


class Diffusion(keras.Model):
    def __init__(self):
        super().__init__()
        self.network, self.average = Network(), Network()
        for network in (self.network, self.average):  # makes their weights
            network(ops.zeros((1, *SHAPE)), ops.zeros(1), ops.zeros(1, "int32"))
        self.average.set_weights(self.network.get_weights())
        self.average.trainable = False

    def objective(self, x, labels):
        """The mean squared error of what is predicted, at times that are spread over the batch."""
        x = 2 * x - 1
        B = len(x)
        time = END * (ops.arange(B, dtype="float32") + keras.random.uniform((1,))) / B
        signal, noise = (ops.reshape(level, (B, *[1] * len(SHAPE))) for level in levels(time))
        epsilon = keras.random.normal(ops.shape(x))
        kept = keras.random.uniform((B,)) > 0.1  # else the label is kept back
        labels = ops.where(kept, labels, LABELS)
        prediction = self.network(signal * x + noise * epsilon, time, labels)
        target = signal * epsilon - noise * x
        return ops.mean(ops.square(prediction - target))

    def follow(self, step):
        """Moves the average towards the weights, by less and less."""
        rate = max(1 - 0.995, 9 / (step + 11))
        for mean, weight in zip(self.average.weights, self.network.weights):
            mean.assign(mean + rate * (weight - mean))

    def believe(self, x, time, labels, guidance=1):
        """The sample that the network sees in x."""
        signal, noise = levels(time)
        network, time = self.average, ops.broadcast_to(time, (len(x),))
        prediction = network(x, time, labels)
        if guidance != 1:  # what the label adds counts so many times (Ho & Salimans 2022)
            without = network(x, time, ops.full_like(labels, LABELS))
            prediction = without + guidance * (prediction - without)
        return ops.clip(signal * x - noise * prediction, -1, 1)


def sample(model, count=24, steps=20, label=0, guidance=1):
    """New examples [count, …], from noise."""
    labels = ops.full((count,), label)
    times = END * (1 - ops.arange(steps + 1, dtype="float32") / steps) ** 1.5
    x = keras.random.normal((count, *SHAPE))
    for time, later in zip(times[:-1], times[1:]):
        (signal, noise), (s, n) = levels(time), levels(later)
        clean = model.believe(x, time, labels, guidance)
        x = n / noise * x + (s - n / noise * signal) * clean  # along the flow (Song et al. 2021)
    return (clean + 1) / 2  # which the last step ends at


# train.py
"""Trains the model of model.py on the batches of data.py."""

import os

os.environ["KERAS_BACKEND"] = "torch"  # whose gradients the steps take; model.py runs on any backend

import keras
import torch

from model import Diffusion, sample

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
        global_clipnorm=1,
    )


def train_step(model, optimizer, step, batches, state=None):
    """One step on batch `step` → its losses."""
    x, labels = batches(step)
    loss = model.objective(x, labels)
    gradients = gradients_of(loss, model.trainable_variables)
    optimizer.apply(gradients, model.trainable_variables)
    with torch.no_grad():
        model.follow(step)
    return {"loss": loss.detach()}, None


if __name__ == "__main__":
    from data import batches  # batches(index) gives the tensors of a batch

    keras.utils.set_random_seed(42)
    model, optimizer, state = Diffusion(), configure(), None
    for step in range(10000):
        losses, state = train_step(model, optimizer, step, batches, state)
        if step % 100 == 0:
            print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
    with torch.no_grad():
        print(sample(model))
