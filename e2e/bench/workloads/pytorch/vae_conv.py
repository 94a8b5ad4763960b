import torch
from torch import nn

from losses import draw, vae_loss
from measure import learner, measure
from pictures import downward, upward

x = torch.rand(64, 1, 28, 28)
encoder, decoder = downward(32, nn.ReLU), upward(16)
learn = learner([*encoder.parameters(), *decoder.parameters()], 1e-3)


def step():
    mean, log_variance = encoder(x).chunk(2, 1)
    learn(vae_loss(decoder(draw(mean, log_variance)), x, mean, log_variance))


measure(step)
