import torch

from measure import learner, measure
from pictures import downward, leaky, upward

generator, critic = upward(64), downward(1, leaky)
real, share = torch.rand(64, 1, 28, 28), torch.rand(64, 1, 1, 1)
learn_to_draw, learn_to_judge = learner(generator.parameters(), 1e-4), learner(critic.parameters(), 1e-4)


def drawn():
    return torch.sigmoid(generator(torch.randn(64, 64)))


def step():
    with torch.no_grad():
        fake = drawn()
    between = (real + share * (fake - real)).requires_grad_(True)
    (slopes,) = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
    penalty = ((slopes.flatten(1).norm(dim=1) - 1) ** 2).mean()
    learn_to_judge(critic(fake).mean() - critic(real).mean() + 10 * penalty)
    critic.requires_grad_(False)
    learn_to_draw(-critic(drawn()).mean())
    critic.requires_grad_(True)


measure(step)
