package jacobi.cpu;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jacobi.core.DType;
import jacobi.cpu.loop.Atom;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;

/**
 * Decisions on vectors: along which variable, how many lanes, how many side by side. They depend on dtypes, extents and strides,
 * not on the machine.
 */
final class Schedule {
    /** Bytes of a vector: one register of AVX-512; narrower machines take two or four. */
    static final int BYTES = 64;

    /** Vectors of running results that hide the latency of an addition. */
    private static final int RUNNING = 10;
    /** Folds that are a tile of a product, and the vectors of running results that it may have. */
    private static final int TILE = 4, TILE_RUNNING = Avx512.isHere() ? 24 : 10;

    /** How many times as many functions of narrow numbers there are where vectors are made for these. */
    private static final int MOSTLY = 4;

    private Schedule() {}

    /**
     * How many lanes: as many as there are numbers of the narrowest float dtype in a vector; of four bytes if there are no wider
     * numbers at all, or most functions are of such.
     */
    static int lanes(Collection<Expr> values) {
        boolean[] single = {false}, wide = {false};
        int[] functions = {0, 0};
        Weight.each(values, e -> {
            single[0] |= e.dtype() == DType.F32;
            wide[0] |= e.dtype().bytes() == 8 && !(e instanceof Expr.Num);
            if (e instanceof Expr.Apply || e instanceof Expr.Load) functions[isWide(e) ? 1 : 0]++;
        });
        boolean narrow = single[0] || !wide[0] || functions[0] > MOSTLY * functions[1];
        return BYTES / (narrow ? 4 : 8);
    }

    private static boolean isWide(Expr e) {
        return e.dtype().bytes() == 8 || e.parts().stream().anyMatch(p -> p.dtype().bytes() == 8);
    }

    /**
     * As many of n lanes as make a vector type that LLVM has a name for: its code generator fails on some others, such as 6 i64.
     */
    static long usual(long n) { return n == 3 ? 3 : Long.highestOneBit(n); }

    /** The first {@code n} of some lanes, as a constant mask. */
    static String firstLanes(int lanes, long n) {
        return IntStream.range(0, lanes).mapToObj(i -> "i1 " + (i < n)).collect(Collectors.joining(", ", "<", ">"));
    }

    /** Vectors of running results of a fold along a row: enough to hide the latency of an addition. */
    static int foldStrips(Expr.Fold f, int lanes) { return foldStrips(f.over().getLast(), f.body(), lanes); }

    static int foldStrips(Index row, Expr body, int lanes) {
        long vectors = row.extent() / lanes;
        int most = Weight.of(List.of(body)) > 40 ? 2 : 4;
        return vectors >= most ? most : vectors >= 2 ? 2 : 1;
    }

    /** Whether a fold is better computed along its last variable than one number at a time. */
    static boolean vectorizes(Expr.Fold f) { return vectorizes(f.over().getLast(), f.body()); }

    static boolean vectorizes(Expr.ArgFold f) { return vectorizes(f.over(), f.body()); }

    private static boolean vectorizes(Index row, Expr body) { return row.extent() >= 4 && isRowwise(List.of(body), row); }

    /** Whether what is read for neighbouring values of a variable lies side by side, or is the same, for the most part. */
    static boolean isRowwise(Collection<Expr> values, Index i) {
        int[] good = {0}, bad = {0};
        Weight.each(values, e -> {
            if (e instanceof Expr.Load l && l.at().uses(i) && !isLookedUp(l.at(), i)) (isRow(l.at(), i) ? good : bad)[0]++;
        });
        return bad[0] == 0 || good[0] > 2 * bad[0];
    }

    /**
     * Whether what neighbouring values of a variable read lies side by side, or else is so small that a permutation of registers
     * brings it there: in short folds, which are written out.
     */
    static boolean isPermuted(Collection<Expr> values, Index i) {
        boolean[] all = {true}, some = {false};
        Weight.each(values, e -> {
            switch (e) {
                case Expr.Load l when l.at().uses(i) && !isRow(l.at(), i) -> {
                    some[0] = true;
                    all[0] &= l.mask() == null && l.memory().size() <= Fusion.SMALL && isLinear(l.at(), i);
                }
                case Expr.Fold f -> all[0] &= f.size() <= FoldWriter.UNROLLED;
                case Expr.ArgFold _, Expr.Running _ -> all[0] = false;
                default -> {}
            }
        });
        return all[0] && some[0];
    }

    /** The variable along which there are running results, or null. */
    static Index along(Collection<Expr> values) {
        var found = new Index[1];
        Weight.each(values, e -> {
            if (e instanceof Expr.Running r) found[0] = r.along();
        });
        return found[0];
    }

    /** Whether an index grows evenly with a variable. */
    static boolean isLinear(Ix at, Index i) {
        return at.terms().stream().allMatch(t -> t.atom() == i || !Ix.of(t.atom()).uses(i));
    }

    /** Whether an index depends on a variable by numbers read elsewhere alone: such places lie apart along any variable. */
    static boolean isLookedUp(Ix at, Index i) {
        return at.uses(i) && at.terms().stream().allMatch(t -> t.atom() instanceof Atom.Of || !Ix.of(t.atom()).uses(i));
    }

    /** Whether an index grows by one with a variable. */
    static boolean isRow(Ix at, Index i) {
        return at.factor(i) == 1 && isLinear(at, i);
    }

    /**
     * Vectors side by side in a strip of a nest whose points weigh this much: with folds, as many as there should be running
     * results.
     */
    static int strips(double weight, Collection<Expr> values) {
        int[] folds = {0};
        double[] body = {0};
        Weight.each(values, e -> {
            if (!(e instanceof Expr.Fold) && !(e instanceof Expr.ArgFold)) return;
            folds[0]++;
            body[0] = Math.max(body[0], Weight.of(e.parts()));
        });
        int most = strips(folds[0] == 0 ? weight : body[0]);
        return folds[0] == 0 ? most : Math.clamp((folds[0] < TILE ? RUNNING : TILE_RUNNING) / folds[0], 1, most);
    }

    private static int strips(double weight) { return weight > 60 ? 1 : weight > 16 ? 2 : 4; }
}
