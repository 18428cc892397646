package jacobi.core;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The places where a pred holds. Their number is a shape, so the pred's numbers must be known. */
final class Masks {
    private Masks() {}

    /** For each axis of the mask the places along it, in row-major order. @param axis the first axis of x that the mask covers */
    static List<Index> places(Array mask, Array x, int axis) {
        check(mask, x, axis);
        var holds = mask.toBooleanArray();
        var flat = IntStream.range(0, holds.length).filter(i -> holds[i]).toArray();
        var strides = mask.shape().strides();
        return IntStream.range(0, mask.rank()).mapToObj(a -> Index.at(along(flat, strides[a], mask.shape().dim(a)))).toList();
    }

    private static Array along(int[] flat, long stride, long extent) {
        return Array.of(Arrays.stream(flat).asLongStream().map(i -> i / stride % extent).toArray());
    }

    private static void check(Array mask, Array x, int axis) {
        boolean fits = mask.rank() > 0 && axis + mask.rank() <= x.rank()
                && mask.shape().equals(x.shape().slice(axis, axis + mask.rank()));
        if (!fits) throw new IndexError("a mask does not fit").expected("a pred of the extents of the axes it stands for")
                .given("mask %s from axis %d of array %s", mask.type(), axis, x.type())
                .mend("compare the array itself, or broadcast the mask").at(Frame.user());
    }

    /** A mask of the leading axes of x as one that meets x by broadcasting. */
    static Array widened(Array mask, Array x) {
        check(mask, x, 0);
        var dims = LongStream.concat(mask.shape().stream(), LongStream.generate(() -> 1).limit(x.rank() - mask.rank())).toArray();
        return mask.reshape(Shape.of(dims));
    }
}
