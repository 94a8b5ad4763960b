# model.py
"""A denoising diffusion model (Ho et al. 2020)."""

import math

import keras
from keras import layers, ops

SHAPE = (2,)  # of a sample
END = 0.995  # the time of the most noise


def levels(time):
    """How much of the sample and how much noise there is at a time 0..1 (Nichol & Dhariwal 2021)."""
    signal = ops.cos((time + 0.008) / 1.008 * math.pi / 2) / math.cos(0.008 / 1.008 * math.pi / 2)
    return signal, ops.sqrt(ops.maximum(1 - signal**2, 0))


def fine_layer(units, activation=None):
    """Begins with large weights, because small differences matter (Tancik et al. 2020)."""
    return layers.Dense(
        units,
        activation=activation,
        kernel_initializer=keras.initializers.RandomNormal(stddev=5),
        bias_initializer=keras.initializers.RandomUniform(-5, 5),
    )


class Denoiser(layers.Layer):
    """Residual layers, each shifted by what it is told of the time and the label."""

    def __init__(self):
        super().__init__()
        self.enter = fine_layer(96)
        self.told = [layers.Dense(96) for _ in range(3)]
        self.change = [layers.Dense(96) for _ in range(3)]
        self.leave = layers.Dense(2, kernel_initializer="zeros")  # says nothing at first

    def call(self, x, told):
        h = self.enter(ops.reshape(x, (-1, 2)))  # [B, width]
        for shift, change in zip(self.told, self.change):
            h = h + change(ops.gelu(h + shift(told)))
        return ops.reshape(self.leave(ops.gelu(h)), (-1, 2))


class Network(layers.Layer):
    """A denoiser that is told the time."""

    def __init__(self):
        super().__init__()
        self.time = keras.Sequential([layers.Dense(64, activation=ops.gelu) for _ in range(2)])
        self.denoiser = Denoiser()

    def call(self, x, time):
        """x [B, …], time [B] → what is predicted [B, …]."""
        waves = time[:, None] * ops.logspace(0, 2, 16)
        told = ops.concatenate([ops.sin(waves), ops.cos(waves)], 1)
        return self.denoiser(x, self.time(told))


class Diffusion(keras.Model):
    def __init__(self):
        super().__init__()
        self.network, self.average = Network(), Network()
        for network in (self.network, self.average):  # makes their weights
            network(ops.zeros((1, *SHAPE)), ops.zeros(1))
        self.average.set_weights(self.network.get_weights())
        self.average.trainable = False

    def objective(self, x):
        """The mean squared error of what is predicted, at times that are spread over the batch."""
        B = len(x)
        time = END * (ops.arange(B, dtype="float32") + keras.random.uniform((1,))) / B
        signal, noise = (ops.reshape(level, (B, *[1] * len(SHAPE))) for level in levels(time))
        epsilon = keras.random.normal(ops.shape(x))
        prediction = self.network(signal * x + noise * epsilon, time)
        target = signal * epsilon - noise * x
        return ops.mean(ops.square(prediction - target))

    def follow(self, step):
        """Moves the average towards the weights, by less and less."""
        rate = max(1 - 0.995, 9 / (step + 11))
        for mean, weight in zip(self.average.weights, self.network.weights):
            mean.assign(mean + rate * (weight - mean))

    def believe(self, x, time):
        """The sample that the network sees in x."""
        signal, noise = levels(time)
        network, time = self.average, ops.broadcast_to(time, (len(x),))
        prediction = network(x, time)
        return signal * x - noise * prediction


def sample(model, count=512, steps=20):
    """New examples [count, …], from noise."""
    times = END * (1 - ops.arange(steps + 1, dtype="float32") / steps) ** 1.5
    x = keras.random.normal((count, *SHAPE))
    for time, later in zip(times[:-1], times[1:]):
        (signal, noise), (s, n) = levels(time), levels(later)
        clean = model.believe(x, time)
        x = n / noise * x + (s - n / noise * signal) * clean  # along the flow (Song et al. 2021)
    return clean  # which the last step ends at


# train.py
"""Trains the model of model.py on the batches of data.py."""

import math
import os

os.environ["KERAS_BACKEND"] = "torch"  # whose gradients the steps take; model.py runs on any backend

import keras
import torch

from model import Diffusion, sample

RATE = 0.005  # of learning


def schedule(step):
    """The share of the learning rate at a step: it falls along half a cosine to zero."""
    return (1 + math.cos(math.pi * min(step / 2000, 1))) / 2


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
    x, _ = batches(step)
    loss = model.objective(x)
    gradients = gradients_of(loss, model.trainable_variables)
    optimizer.learning_rate = RATE * schedule(step)
    optimizer.apply(gradients, model.trainable_variables)
    with torch.no_grad():
        model.follow(step)
    return {"loss": loss.detach()}, None


if __name__ == "__main__":
    from data import batches  # batches(index) gives the tensors of a batch

    keras.utils.set_random_seed(42)
    model, optimizer, state = Diffusion(), configure(), None
    for step in range(2000):
        losses, state = train_step(model, optimizer, step, batches, state)
        if step % 100 == 0:
            print(step, {name: round(loss.item(), 4) for name, loss in losses.items()})
    with torch.no_grad():
        print(sample(model))
