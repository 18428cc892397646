package jacobi.numpy;

import jacobi.core.Array;
import jacobi.core.DType;

/** Search in ascending numbers. */
final class Ascending {
    private Ascending() {}

    /**
     * For each value, how many of the numbers are below it, s64. By halving: as many steps as the count has bits.
     * @param numbers [n], ascending
     */
    static Array below(Array numbers, Array values) {
        long n = numbers.size();
        var count = Array.zeros(values.type().withDType(DType.S64));
        for (long step = Long.highestOneBit(n); step > 0; step >>= 1) {
            var longer = count.plus(step);
            var last = numbers.take(longer.minimum(n).minus(1), 0);
            count = Array.where(longer.le(n).and(last.lt(values)), longer, count);
        }
        return count;
    }
}
