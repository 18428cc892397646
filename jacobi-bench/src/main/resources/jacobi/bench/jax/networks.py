"""What both networks share."""

import bench
import jax
import jax.numpy as jnp
import numpy as np

RATE = 0.05


def network(*widths):
    """Weights and biases from noise."""

    def layer(i, fan_in, fan_out):
        w = jnp.asarray(bench.noise(10 + i, fan_in, fan_out), dtype=jnp.float32) / np.float32(np.sqrt(fan_in))
        return w, jnp.zeros(fan_out, dtype=jnp.float32)

    return [layer(i, a, b) for i, (a, b) in enumerate(zip(widths, widths[1:]))]


def descend(net, gradient):
    return jax.tree.map(lambda p, g: p - RATE * g, net, gradient)
