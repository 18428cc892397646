import bench
import jax
import jax.numpy as jnp


@jax.jit
def chain(x):
    return jnp.cos(2 * x**2) + jnp.sqrt(jnp.abs(x)) + 2 * jnp.sin(x**4) - 0.1 * x**2


def program(variant, count):
    x = jnp.asarray(bench.ramp(count, 10), dtype=jnp.float64 if variant == "F64" else jnp.float32)
    return lambda: chain(x)


bench.serve(program)
