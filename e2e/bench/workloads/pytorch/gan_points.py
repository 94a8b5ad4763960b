import torch
from torch import nn

from adversarial import train
from pictures import leaky


def perceptron(inputs, outputs):
    layers = [nn.Linear(inputs, 32), leaky(), nn.Linear(32, 32), leaky(), nn.Linear(32, outputs)]
    return nn.Sequential(*layers)


generator, critic = perceptron(2, 2), perceptron(2, 1)
weights = list(generator.parameters()), list(critic.parameters())
train(generator, critic, *weights, torch.randn(128, 2), (128, 2), 1e-3)
