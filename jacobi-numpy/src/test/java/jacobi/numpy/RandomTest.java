package jacobi.numpy;

import static jacobi.Jacobi.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.Arrays;
import jacobi.F1;
import jacobi.F2;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.core.DomainError;
import jacobi.core.Index;
import jacobi.core.IndexError;
import jacobi.core.Shape;
import jacobi.core.ShapeError;
import jacobi.core.TypeError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random functions under transformations, their distributions, and their messages; the numbers themselves: RandomVectorsTest. */
class RandomTest {
    private static final Shape MANY = Shape.of(300_000);

    @ParameterizedTest @EnumSource(names = {"F16", "BF16", "F32", "F64"})
    void mappedDrawsAreALoop(DType dtype) {
        F1<Key, Array> draw = k -> Random.normal(k, Shape.of(2, 3), dtype);
        var keys = Key.of(5).split(4);
        var mapped = vmap(draw).apply(keys);
        for (int i = 0; i < 4; i++) assertSame(draw.apply(keys.get(i)), mapped.get(i));
    }

    @Test void mappedIntegersHaveTheirOwnBounds() {
        var keys = Key.of(5).split(3);
        var hi = Array.of(1L, 10L, 1000L);
        F2<Key, Array, Array> draw = (k, h) -> Random.randint(k, Shape.of(5), Array.of(0L), h, DType.S32);
        var mapped = vmap(draw).apply(keys, hi);
        for (int i = 0; i < 3; i++) assertSame(draw.apply(keys.get(i), hi.get(i)), mapped.get(i));
    }

    @Test void mappedPermutationsDiffer() {
        var mapped = vmap((Key k) -> Random.permutation(k, 6)).apply(Key.of(1).split(3));
        for (int i = 0; i < 3; i++) assertSame(Random.permutation(Key.of(1).split(3).get(i), 6), mapped.get(i));
    }

    @Test void compiledDrawsAreEagerDraws() {
        F1<Key, Array> draw = k -> Random.uniform(k.foldIn(3), 7);
        assertSame(draw.apply(Key.of(9)), jit(draw).apply(Key.of(9)));
        F1<Array, Array> seeded = s -> Random.bits(Key.of(9).foldIn(s), Shape.of(7), DType.U32);
        assertSame(seeded.apply(Array.of(4)), jit(seeded).apply(Array.of(4)));
    }

    @Test void largeDrawsBeginLikeSmallOnes() {
        var large = Random.normal(Key.of(3), MANY, DType.F32);
        var small = Random.normal(Key.of(3), Shape.of(5), DType.F32);
        assertArrayEquals(small.toFloatArray(), Arrays.copyOf(large.toFloatArray(), 5), 1e-6f);
    }

    @Test void drawsAreDifferentiableInTheirBounds() {
        var key = Key.of(1);
        var zero = Array.of(0.0);
        F1<Array, Array> mean = hi -> Random.uniform(key, Shape.of(10), DType.F64, zero, hi).mean();
        assertEquals(Random.uniform(key, 10).mean().item(), grad(mean).apply(Array.of(2.0)).item(), 1e-14);
    }

    @Test void momentsAreThoseOfTheDistributions() {
        assertMoments(0.5, 1.0 / 12, Random.uniform(Key.of(1), MANY, DType.F64));
        assertMoments(0, 1, Random.normal(Key.of(2), MANY, DType.F64));
        assertMoments(1, 1, Random.exponential(Key.of(3), MANY, DType.F64));
        assertMoments(0.5772156649015329, Math.PI * Math.PI / 6, Random.gumbel(Key.of(4), MANY, DType.F64));
        assertMoments(0, 2, Random.laplace(Key.of(5), MANY, DType.F64));
        assertMoments(0, Math.PI * Math.PI / 3, Random.logistic(Key.of(6), MANY, DType.F64));
        assertMoments(0.3, 0.21, Random.bernoulli(Key.of(7), 0.3, MANY.dim(0)).convert(DType.F64));
        assertMoments(0, 1, Random.rademacher(Key.of(8), MANY, DType.F64));
        assertMoments(4.5, 8.25, Random.randint(Key.of(9), MANY, 0, 10).convert(DType.F64));
    }

    /** Mean and variance within five standard errors; the kurtosis of all distributions here is at most 9. */
    private static void assertMoments(double mean, double variance, Array x) {
        double n = x.size();
        assertEquals(mean, x.mean().item(), 5 * Math.sqrt(variance / n));
        assertEquals(variance, x.var().item(), 5 * variance * Math.sqrt(8 / n) + 1e-6);
    }

    @Test void rademacherIsACoin() {
        var heads = Random.bernoulli(Key.of(4), 0.5, 20).convert(DType.S32);
        assertSame(heads.times(2).minus(1), Random.rademacher(Key.of(4), Shape.of(20), DType.S32));
    }

    @Test void permutationKeepsAllElements() {
        var x = Random.permutation(Key.of(1), Array.arange(12).reshape(3, 4), -1, false);
        assertArrayEquals(new long[] {12, 15, 18, 21}, x.sum(0).sort().toLongArray());
        assertEquals(Shape.of(0), Random.permutation(Key.of(1), 0).shape());
    }

    @Test void choicesTakeRows() {
        var x = Array.arange(10).reshape(5, 2);
        var rows = Random.choice(Key.of(1), x, Shape.of(3, 4));
        assertEquals(Shape.of(3, 4, 2), rows.shape());
        assertTrue(rows.get(Index.rest(), Index.at(1)).minus(rows.get(Index.rest(), Index.at(0))).eq(1).all().itemBoolean());
        assertSame(x.take(Random.randint(Key.of(1), Shape.of(3, 4), 0, 5), 0), rows);
        assertSame(x.sum(0), Random.choice(Key.of(1), x, Shape.of(5), false).sum(0));
    }

    @Test void normalVectorsHaveTheirCovariance() {
        var covariance = Array.of(new double[][] {{2, 0.5}, {0.5, 1}});
        var x = Random.multivariateNormal(Key.of(1), Array.of(1.0, -1.0), covariance, Shape.of(20_000));
        var centred = x.minus(x.mean(0));
        assertArrayEquals(new double[] {1, -1}, x.mean(0).toDoubleArray(), 0.05);
        assertArrayEquals(covariance.toDoubleArray(), centred.transpose().matmul(centred).div(20_000).toDoubleArray(), 0.1);
    }

    @Test void wholeRangesAreDrawn() {
        for (var dtype : new DType[] {DType.S8, DType.U8}) {
            var x = Random.randint(Key.of(2), Shape.of(20_000), -1000, 1000, dtype);
            assertEquals(256, Arrays.stream(x.toLongArray()).distinct().count());
        }
        var all = Random.randint(Key.of(2), Shape.of(3), Long.MIN_VALUE, Long.MAX_VALUE, DType.S32);
        assertEquals(3, Arrays.stream(all.toLongArray()).distinct().count());
    }

    @Test void keysAreSplitAndTakenByIndex() {
        var keys = Key.of(1).split(Shape.of(2, 3));
        assertEquals(Shape.of(2, 3, 2), keys.words().shape());
        assertSame(Key.of(1).split(6).get(-1).words(), keys.get(1).get(2).words());
        assertSame(Key.of(1).foldIn(5).words(), keys.get(1).get(2).words());
    }

    @Test void messagesSayHowToMend() {
        Key keys = Key.of(1).split(3), key = keys.get(0);
        var shape = Shape.of(2);
        assertMessage("get(i)", assertThrows(ShapeError.class, () -> Random.uniform(keys, 2)));
        assertMessage("from -3 to 2", assertThrows(IndexError.class, () -> keys.get(3)));
        assertMessage("split it first", assertThrows(ShapeError.class, () -> Key.of(1).get(0)));
        assertMessage("at least 0", assertThrows(DomainError.class, () -> Key.of(1).split(-1)));
        assertMessage("f16, bf16, f32 or f64", assertThrows(TypeError.class, () -> Random.uniform(key, shape, DType.S32)));
        assertMessage("an integer dtype", assertThrows(TypeError.class, () -> Random.randint(key, shape, 0, 1, DType.F32)));
        assertMessage("u8, u16, u32 or u64", assertThrows(TypeError.class, () -> Random.bits(key, shape, DType.S32)));
        assertMessage("rank 1", assertThrows(ShapeError.class, () -> Random.permutation(Key.of(1), Array.ones(3), 1, false)));
        assertMessage("at most 5", assertThrows(DomainError.class, () -> Random.choice(key, Array.ones(5), Shape.of(6), false)));
        assertMessage("at least one axis", assertThrows(ShapeError.class, () -> Random.choice(key, Array.of(5), shape)));
        var logits = Array.ones(3);
        assertMessage("at most 3", assertThrows(DomainError.class, () -> Random.categorical(key, logits, 0, Shape.of(4), false)));
    }

    private static void assertMessage(String part, Throwable error) {
        assertTrue(error.getMessage().contains(part), error.getMessage());
    }

    private static void assertSame(Array expected, Array given) {
        assertEquals(expected.type(), given.type());
        assertArrayEquals(Numbers.bytes(expected), Numbers.bytes(given));
    }
}
