"""The loss of a variational autoencoder, in nats: sums over each example, mean over the batch."""
import torch
from torch.nn import functional as F


def draw(mean, log_variance):
    return mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)


def vae_loss(logits, x, mean, log_variance):
    likelihood = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
    divergence = 0.5 * torch.sum(mean**2 + log_variance.exp() - log_variance - 1)
    return (likelihood + divergence) / x.shape[0]
