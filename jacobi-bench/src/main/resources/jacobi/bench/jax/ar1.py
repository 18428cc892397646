import bench
import jax
import jax.numpy as jnp

RHO, SIGMA = 0.9, 0.1


def path(start, shocks):
    def step(y, shock):
        following = RHO * y + SIGMA * shock
        return following, following

    return jax.lax.scan(step, start, shocks)[1]


def program(variant, *shape):
    paths = jax.jit(path if variant == "PATH" else jax.vmap(path, (None, 1), 1))
    shocks, start = jnp.asarray(bench.noise(2, *shape)), jnp.asarray(0.0)
    return lambda: paths(start, shocks)


bench.serve(program)
