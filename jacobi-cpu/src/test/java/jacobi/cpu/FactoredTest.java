package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.core.Array;
import jacobi.core.ArrayType;
import jacobi.core.DType;
import jacobi.core.Equation;
import jacobi.core.Program;
import jacobi.lax.Lu;
import jacobi.lax.Solve;
import jacobi.lax.While;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Systems taken apart: the same solutions, one factorisation a matrix, none in a loop that leaves the matrix alone. */
class FactoredTest {
    private static Array regular(DType t, long... shape) {
        long n = shape[shape.length - 1];
        return array(1, t, shape).plus(Array.eye(t, n, n, 0).times(20).take(Array.arange(n).plus(1).rem(n), 0));
    }

    private static long factorisations(Program p) {
        return p.equations().stream().filter(e -> e.primitive() instanceof Lu).count();
    }

    @ParameterizedTest @EnumSource(names = {"F32", "F64"})
    void solutionsAreThoseOfTheInterpreter(DType t) {
        for (boolean transposed : new boolean[] {false, true}) {
            check(x -> new Solve(transposed).bind(x), regular(t, 20, 20), array(2, t, 20, 3));
            check(x -> new Solve(transposed).bind(x), regular(t, 3, 9, 9), array(2, t, 3, 9, 1));
        }
    }

    @Test void systemsWithOneMatrixShareItsFactors() {
        Array a = regular(DType.F64, 12, 12), b = array(2, DType.F64, 12, 2);
        var p = program(x -> {
            var y = new Solve(false).bind(x);
            return new Array[] {y, new Solve(true).bind(x[0], y.cos())};
        }, a, b);
        check(p, a, b);
        assertEquals(1, factorisations(Pipeline.prepare(p)));
    }

    @Test void factorisationLeavesALoop() {
        Array a = regular(DType.F64, 12, 12), b = array(2, DType.F64, 12, 1);
        var types = new ArrayType[] {ArrayType.of(DType.S32), b.type()};
        var condition = program(x -> new Array[] {x[0].lt(3)}, types);
        var body = program(x -> new Array[] {x[0].plus(1), new Solve(false).bind(x[2], x[1])}, types[0], types[1], a.type());
        var loop = new While(condition, body, 2, While.UNBOUNDED);
        var p = program(x -> loop.bindAll(Array.of(0), x[1], x[0]), a, b);
        check(p, a, b);
        var prepared = Pipeline.prepare(p);
        assertEquals(1, factorisations(prepared));
        var loops = prepared.equations().stream().map(Equation::primitive).filter(While.class::isInstance).toList();
        assertEquals(0, factorisations(((While) loops.getFirst()).body()));
    }
}
