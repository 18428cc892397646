package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import jacobi.core.Shape;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;

/** Tuples of indices, one for each axis, and where in row-major memory they point. */
final class Places {
    private Places() {}

    /** Fresh loop variables over a shape. */
    static List<Index> domain(Shape shape, String stem) {
        var domain = new ArrayList<Index>(shape.rank());
        for (int i = 0; i < shape.rank(); i++) domain.add(new Index(stem, shape.dim(i)));
        return domain;
    }

    /** The shape that loop variables run over. */
    static Shape shape(List<Index> domain) { return Shape.of(domain.stream().mapToLong(Index::extent).toArray()); }

    static Ix[] of(List<Index> domain) { return domain.stream().map(Ix::of).toArray(Ix[]::new); }

    static Ix linear(Shape shape, Ix[] at) {
        if (at.length == 0) return Ix.ZERO;
        var strides = shape.strides();
        var sum = Ix.ZERO;
        for (int i = 0; i < at.length; i++) sum = sum.plus(at[i].times(strides[i]));
        return sum;
    }

    /** The indices of the element at a row-major position. */
    static Ix[] split(Shape shape, Ix position) {
        var strides = shape.strides();
        var at = new Ix[shape.rank()];
        for (int i = 0; i < at.length; i++) {
            long dim = shape.dim(i);
            at[i] = dim <= 1 ? Ix.ZERO : i == 0 ? position.div(Math.max(1, strides[0])) : position.div(Math.max(1, strides[i]))
                    .mod(dim);
        }
        return at;
    }
}
