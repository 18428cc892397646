package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import jacobi.core.Array;
import jacobi.core.DType;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Stmt;
import org.junit.jupiter.api.Test;

/** Folds of the same things, in one loop. */
class SiblingsTest {
    private static Array[] several(Array x, int axis) {
        return new Array[] {x.min(axis), x.max(axis), x.sum(axis), x.times(x).sum(axis), x.abs().max(axis), x.plus(1).prod(axis)};
    }

    @Test void agreeWithTheInterpreter() {
        for (long n : new long[] {3, 9, 64, 1000}) {
            checkAll(x -> several(x[0].times(0.01), 0), array(1, DType.F64, n, 40));
            checkAll(x -> several(x[0].times(0.01), 1), array(2, DType.F64, 40, n));
            checkAll(x -> several(x[0], 0), array(3, DType.S32, n));
        }
        checkAll(x -> new Array[] {x[0].sum(0), x[0].times(x[1]).sum(0), x[0].max(0)}, array(4, DType.F32, 50_000),
                array(5, DType.F32, 50_000));
    }

    /** The loops of folds that a compilation leaves, by the variables they run over. */
    private static List<List<Index>> loops(Array x) {
        var loops = new ArrayList<List<Index>>();
        for (var s : Lower.program(Pipeline.prepare(program(y -> several(y[0], 0), x))).body()) {
            if (s instanceof Stmt.Nest n) Weight.each(n.stores().stream().map(Stmt.Store::value).toList(), e -> {
                if (e instanceof Expr.Fold f && !loops.contains(f.over())) loops.add(f.over());
            });
        }
        return loops;
    }

    @Test void memoryIsReadOnce() {
        assertEquals(3, loops(Array.zeros(DType.F64, 100_000)).size());  // blocks, the last block, and all of them
        assertEquals(1, loops(Array.zeros(DType.F64, 1000)).size());
    }

    /** Folds that fewer loops hold are written there, without those that need the loops within. */
    @Test void foldsOfOuterLoopsStandAlone() {
        for (long n : new long[] {3, 9, 33}) {
            Array x = array(6, DType.F32, n, n), y = array(7, DType.F32, n, n, n);
            checkAll(z -> new Array[] {z[1].sum(0).plus(z[0].sum(0).expandDims(1))}, x, y);
            checkAll(z -> new Array[] {z[0].dot(z[0]).plus(Array.ones(n).convert(DType.F32).sum(0))}, x);
            checkAll(z -> new Array[] {z[0].dot(z[0]).plus(number(DType.F32, 1).broadcastTo(n, n, n).sum(0))}, x);
        }
    }
}
