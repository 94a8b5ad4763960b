import torch

from adversarial import train
from pictures import downward, leaky, upward

generator, critic = upward(64), downward(1, leaky)
real = torch.rand(64, 1, 28, 28)
weights = list(generator.parameters()), list(critic.parameters())
train(lambda z: torch.sigmoid(generator(z)), critic, *weights, real, (64, 64), 2e-4)
