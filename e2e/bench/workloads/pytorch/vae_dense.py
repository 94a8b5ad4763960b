import torch
from torch import nn

from losses import draw, vae_loss
from measure import learner, measure

x = torch.rand(128, 784)
encoder = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 4))
decoder = nn.Sequential(nn.Linear(2, 256), nn.ReLU(), nn.Linear(256, 784))
learn = learner([*encoder.parameters(), *decoder.parameters()], 1e-3)


def step():
    mean, log_variance = encoder(x).chunk(2, 1)
    learn(vae_loss(decoder(draw(mean, log_variance)), x, mean, log_variance))


measure(step)
