package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import jacobi.core.*;
import jacobi.cpu.loop.*;
import jacobi.cpu.loop.Index;
import jacobi.interpret.Interpreter;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;

/** The loop IR: what is lowered does what the program says; malformed loops are found; printing. */
class LoopsTest {
    private static final DType F = DType.F64;

    private static Array[] arrays(Array... x) { return x; }

    private static void lowered(UnaryOperator<Array[]> f, Array... x) {
        var p = program(f, x);
        var loops = Lower.program(Pipeline.prepare(p));
        LoopCheck.check(loops.body());
        var expected = Interpreter.run(p, Arrays.stream(x).map(DenseArray.class::cast).toArray(DenseArray[]::new));
        var given = LoopInterpreter.run(loops, x);
        for (int i = 0; i < expected.length; i++) {
            var e = expected[i].convert(F).toDoubleArray();
            var g = Arrays.stream(given[i]).mapToDouble(n -> n.convert(F).item()).toArray();
            assertArrayEquals(e, g, 1e-12, p + LoopPrinter.print(loops.body()));
        }
    }

    @Test
    void indexMapsBecomeIndices() {
        lowered(x -> arrays(x[0].reshape(5, 6).transpose(Axes.of(1, 0)).reshape(3, 10).plus(1.0)), array(1, F, 30));
        lowered(x -> arrays(new Pad(new long[] {2, -1}, new long[] {-1, 0}, new long[] {1, 2}).bind(x[0], number(F, 7))), array(1,
                F, 4, 5));
        lowered(x -> arrays(new Concatenate(1).bind(x[0], x[1].sin(), x[0]), new Reverse(Axes.of(0)).bind(x[0])), array(1, F, 3,
                2), array(2, F, 3, 4));
        lowered(x -> arrays(new Gather(Axes.of(1), Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0), Shape.of(1, 3), Bounds.FILL)
                .bind(x[0], x[1])), array(1, F, 5, 3),
                Array.of(new long[] {4, -1, 9, 0}).reshape(4, 1));
    }

    @Test
    void foldsAndLoops() {
        lowered(x -> arrays(x[0].square().sum(), new Reduce(Monoid.MAX, Axes.of(0)).bind(x[0]), new ArgReduce(Monoid.MIN, 1)
                .bind(x[0])), array(1, F, 40, 9));
        lowered(x -> arrays(new Cumulative(Monoid.PRODUCT, 0, true).bind(x[0])), array(1, F, 9));
        var body = program(x -> arrays(x[0].times(0.9).plus(x[1]), x[0].sum()), ArrayType.of(F, 70), ArrayType.of(F));
        lowered(x -> new Scan(body, 1, 1, 7, true).bindAll(x[0], x[1]), array(1, F, 70), array(2, F, 7));
        var below = program(x -> arrays(Compare.LT.bind(x[0].sum(), Constant.of(F, 1000.0).bind())), ArrayType.of(F, 3));
        var grow = program(x -> arrays(x[0].times(2.0).plus(1.0)), ArrayType.of(F, 3));
        lowered(x -> new While(below, grow, 1, While.UNBOUNDED).bindAll(x[0]), array(1, F, 3));
    }

    @Test
    void reshapingAnIndexThereAndBackLeavesIt() {
        Index i = new Index("i", 6), j = new Index("j", 5);
        var at = new Ix[] {Ix.of(i), Ix.of(j)};
        var position = Places.linear(Shape.of(6, 5), at);
        assertArrayEquals(at, Places.split(Shape.of(6, 5), position));
        assertEquals(position, Places.linear(Shape.of(3, 10), Places.split(Shape.of(3, 10), position)).mod(30));
        assertEquals(Ix.of(j).plus(2), Ix.of(i).times(7).plus(Ix.of(j)).plus(9).mod(7));
    }

    @Test
    void malformedLoopsAreFound() {
        var exprs = new Exprs();
        var memory = new Memory("m", F, 4, Memory.Place.RESULT, 0);
        var i = new Index("i", 5);
        var value = exprs.num(Constant.of(F, 1.0));
        var beyond = new Stmt.Nest(List.of(i), List.of(new Stmt.Store(memory, Ix.of(i), value)));
        var unbound = new Stmt.Nest(List.of(), List.of(new Stmt.Store(memory, Ix.of(i).div(2), value)));
        var mistyped = new Stmt.Nest(List.of(), List.of(new Stmt.Store(memory, Ix.ZERO, exprs.num(3))));
        for (var wrong : List.of(beyond, unbound, mistyped)) assertThrows(IllegalStateException.class, () ->
                LoopCheck.check(List.of(wrong)));
    }

    @Test
    void loopsPrint() {
        var loops = Lower.program(Pipeline.prepare(program(x -> arrays(x[0].times(x[1]).plus(1.0).reduceSum(Axes.of(1))), array(1,
                F, 3, 4), array(2, F, 3, 4))));
        assertEquals("""
                for i0 < 3 {
                  y0[i0] = sum[r1 < 4]((x0[4*i0 + r1] * x1[4*i0 + r1] + 1.0:f64))
                }
                """, LoopPrinter.print(loops.body()));
    }
}
