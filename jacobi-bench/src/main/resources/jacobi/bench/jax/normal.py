from functools import partial

import bench
import jax
import jax.numpy as jnp


@partial(jax.jit, static_argnums=1)
def normal(key, count):
    return jax.random.normal(key, (count,), dtype=jnp.float32)


def program(_, count):
    key = jax.random.key(42)
    return lambda: normal(key, count)


bench.serve(program)
