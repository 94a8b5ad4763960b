"""One step of the critic, then one of the generator."""
import torch
from torch.nn import functional as F

from measure import learner, measure


def train(generate, judge, generator, critic, real, noise, rate):
    learn_to_draw, learn_to_judge = learner(generator, rate), learner(critic, rate)

    def step():
        with torch.no_grad():
            fake = generate(torch.randn(noise))
        learn_to_judge(F.softplus(-judge(real)).mean() + F.softplus(judge(fake)).mean())
        for weight in critic:
            weight.requires_grad_(False)
        learn_to_draw(F.softplus(-judge(generate(torch.randn(noise)))).mean())
        for weight in critic:
            weight.requires_grad_(True)

    measure(step)
