package jacobi.bench;

import static jacobi.Jacobi.grad;
import static jacobi.Jacobi.jit;

import jacobi.core.Array;

/** A process that prints a gradient and ends: {@code ColdStart GRAD} or {@code ColdStart JIT_GRAD}. */
public final class ColdStart {
    private ColdStart() {}

    public static void main(String[] args) {
        var gradient = args[0].equals("JIT_GRAD") ? jit(grad(ColdStart::wave)) : grad(ColdStart::wave);
        System.out.println(gradient.apply(Array.of(2.0)).item());
    }

    private static Array wave(Array x) {
        return x.sin().times(x).plus(x.square());
    }
}
