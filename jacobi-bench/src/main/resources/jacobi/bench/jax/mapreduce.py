import bench
import jax
import jax.numpy as jnp


@jax.jit
def total(x):
    return jnp.sum(3 * x + jnp.sin(x) + jnp.cos(x**2) - jnp.cos(2 * x) - 0.4 * x**3.5)


def program(variant, count):
    x = jnp.asarray(bench.ramp(count, 10), dtype=jnp.float64 if variant == "F64" else jnp.float32)
    return lambda: total(x)


bench.serve(program)
