"""Times a training step on one thread: prints the median in milliseconds. `python3 NAME.py [steps]`."""
import statistics
import sys
import time

import torch

torch.manual_seed(1)
torch.set_num_threads(1)


def measure(step):
    """Calls `step()` (loss, backward and Adam) a few times to warm up, then as often as asked."""
    for _ in range(3):
        step()
    times = []
    for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 15):
        start = time.process_time()
        step()
        times.append(1000 * (time.process_time() - start))
    print(f"{statistics.median(times):.3f}")


def learner(parameters, rate):
    """A function that takes one step of Adam on a loss."""
    adam = torch.optim.Adam(parameters, rate)

    def learn(loss):
        adam.zero_grad()
        loss.backward()
        adam.step()

    return learn


def one_hot_text(batch, length, vocabulary):
    """What is read as one-hot rows [batch, length, vocabulary], and the character after each [batch * length]."""
    text = torch.randint(vocabulary, (batch, length + 1))
    return torch.nn.functional.one_hot(text[:, :-1], vocabulary).float(), text[:, 1:].reshape(-1)
