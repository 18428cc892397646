package programs.wrong;

import jacobi.core.DType;
import jacobi.core.Shape;
import jacobi.numpy.Key;
import jacobi.numpy.Random;

/** Uniform numbers of a dtype that has no fractions. */
final class UniformOfIntegers {
    private UniformOfIntegers() {}

    static void run() {
        Random.uniform(Key.of(1), Shape.of(2), DType.S32);
    }
}

/*
TypeError: random numbers of this dtype cannot be drawn so
  expected  f16, bf16, f32 or f64
  given     s32
  at        UniformOfIntegers.run(UniformOfIntegers.java:13)
  mend      draw f64 and convert, or use randint or bernoulli
*/
