from functools import partial

import bench
import jax
import jax.numpy as jnp
from networks import descend, network


def loss(net, x, y):
    for w, b in net:
        x = jnp.tanh(x @ w + b)
    return jnp.mean((x - y) ** 2)


@partial(jax.jit, static_argnums=3)
def train(net, x, y, steps):
    return jax.lax.fori_loop(0, steps, lambda _, now: descend(now, jax.grad(loss)(now, x, y)), net)


def program(_, batch, steps):
    x = jnp.asarray(bench.noise(20, batch, 1), dtype=jnp.float32)
    y, net = jnp.sin(3 * x), network(1, 10, 10, 10, 1)
    return lambda: train(net, x, y, steps)


bench.serve(program)
