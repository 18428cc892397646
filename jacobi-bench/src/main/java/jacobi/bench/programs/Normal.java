package jacobi.bench.programs;

import static jacobi.Jacobi.jit;

import jacobi.bench.Calls;
import jacobi.bench.Contender;
import jacobi.bench.Entry;
import jacobi.bench.Loop;
import jacobi.core.DType;
import jacobi.core.Shape;
import jacobi.numpy.Key;
import jacobi.numpy.Random;

/** {@code n} f32 normal numbers from the bits of Threefry-2x32 with 20 rounds, by the inverse of the error function. */
public enum Normal implements Entry {
    F32;

    private static final int SEED = 42;

    @Override public Contender jacobi(long... n) {
        var key = Key.of(SEED);
        var f = jit((Key k) -> Random.normal(k, Shape.of(n), DType.F32));
        return new Calls(() -> f.apply(key));
    }

    @Override public Contender java(long... n) {
        float[] y = new float[Math.toIntExact(n[0])];
        return new Loop(() -> Loop.parallel(y.length, (begin, end) -> {
            for (int i = begin; i < end; i++) y[i] = normal(bits(0, SEED, 0, i));
        }), () -> new double[][] {Loop.doubles(y)});
    }

    /** Both words of the hash of a counter, combined. */
    private static int bits(int key0, int key1, int x0, int x1) {
        int key2 = key0 ^ key1 ^ 0x1BD11BDA;
        long x = rounds(x0 + key0, x1 + key1, 13, 15, 26, 6);
        x = rounds((int) x + key1, (int) (x >>> 32) + key2 + 1, 17, 29, 16, 24);
        x = rounds((int) x + key2, (int) (x >>> 32) + key0 + 2, 13, 15, 26, 6);
        x = rounds((int) x + key0, (int) (x >>> 32) + key1 + 3, 17, 29, 16, 24);
        x = rounds((int) x + key1, (int) (x >>> 32) + key2 + 4, 13, 15, 26, 6);
        return ((int) x + key2) ^ ((int) (x >>> 32) + key0 + 5);
    }

    private static long rounds(int a, int b, int r0, int r1, int r2, int r3) {
        int x = a + b, y = Integer.rotateLeft(b, r0) ^ x;
        x += y;
        y = Integer.rotateLeft(y, r1) ^ x;
        x += y;
        y = Integer.rotateLeft(y, r2) ^ x;
        x += y;
        y = Integer.rotateLeft(y, r3) ^ x;
        return (long) y << 32 | x & 0xFFFFFFFFL;
    }

    private static float normal(int bits) {
        float low = Math.nextUp(-1f), u = Float.intBitsToFloat(bits >>> 9 | 0x3F800000) - 1;
        return (float) Math.sqrt(2) * erfInv(Math.max(low, u * (1 - low) + low));
    }

    /** @see "Giles (2011), Approximating the erfinv function, GPU Computing Gems Jade Edition, 109–116" */
    private static float erfInv(float x) {
        float w = (float) -Math.log((1 - x) * (1 + x));
        return x * (w < 5 ? centre(w - 2.5f) : tail((float) Math.sqrt(w) - 3));
    }

    private static float centre(float w) {
        float p = 2.81022636e-08f;
        p = 3.43273939e-07f + p * w;
        p = -3.5233877e-06f + p * w;
        p = -4.39150654e-06f + p * w;
        p = 0.00021858087f + p * w;
        p = -0.00125372503f + p * w;
        p = -0.00417768164f + p * w;
        p = 0.246640727f + p * w;
        return 1.50140941f + p * w;
    }

    private static float tail(float w) {
        float p = -0.000200214257f;
        p = 0.000100950558f + p * w;
        p = 0.00134934322f + p * w;
        p = -0.00367342844f + p * w;
        p = 0.00573950773f + p * w;
        p = -0.0076224613f + p * w;
        p = 0.00943887047f + p * w;
        p = 1.00167406f + p * w;
        return 2.83297682f + p * w;
    }
}
