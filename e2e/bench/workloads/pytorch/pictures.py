"""Convolutional networks for pictures of 28×28: windows of 4×4, stride 2."""
from torch import nn


def downward(outputs, activation):
    """[B, 1, 28, 28] → [B, outputs]."""
    layers = [nn.Conv2d(1, 32, 4, 2, 1), activation(), nn.Conv2d(32, 64, 4, 2, 1), activation()]
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(7 * 7 * 64, outputs))


def upward(inputs):
    """[B, inputs] → [B, 1, 28, 28]."""
    layers = [nn.ConvTranspose2d(64, 32, 4, 2, 1), nn.ReLU(), nn.ConvTranspose2d(32, 1, 4, 2, 1)]
    return nn.Sequential(nn.Linear(inputs, 7 * 7 * 64), nn.ReLU(), nn.Unflatten(1, (64, 7, 7)), *layers)


def leaky():
    return nn.LeakyReLU(0.2)
