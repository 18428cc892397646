package jacobi.bench.others;

import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.Shape;
import jacobi.numpy.Key;
import jacobi.numpy.Random;

/**
 * The share of {@code n} points of a square that lie in a circle, as an estimate of π, by uniform numbers of 32 and of 64 bits.
 */
public enum Chance implements Entry {
    PI32, PI64;

    static Array pi(Key key, long n, DType dtype) {
        Array x = Random.uniform(key, Shape.of(2, n), dtype);
        return x.square().sum(0).lt(1).convert(DType.S64).sum().times(4.0).div(n);
    }

    @Override public Contender jacobi(long... n) {
        return Calls.of((Key key) -> pi(key, n[0], this == PI32 ? DType.F32 : DType.F64), Key.of(42));
    }
}
