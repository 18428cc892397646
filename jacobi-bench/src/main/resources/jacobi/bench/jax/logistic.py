import bench
import jax


def program(_, steps):
    iterate = jax.jit(lambda x: jax.lax.fori_loop(0, steps, lambda _, y: 3.9 * y * (1 - y), x))
    start = jax.numpy.asarray(0.3)
    return lambda: iterate(start)


bench.serve(program)
