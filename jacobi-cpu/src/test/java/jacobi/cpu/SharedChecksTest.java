package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import jacobi.Jacobi;
import jacobi.Pair;
import jacobi.core.*;
import jacobi.cpu.loop.LoopPrinter;
import jacobi.cpu.loop.Stmt;
import jacobi.lax.Lax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal checks are one; loops over rows that look something up are turned like others, and say which index was outside. */
class SharedChecksTest {
    private static Array[] arrays(Array... x) { return x; }

    private static List<Stmt> loops(Program p) { return Lower.program(Pipeline.prepare(p)).body(); }

    private static IndexError error(Program p, Array... x) {
        var code = Pipeline.compile(p);
        return assertThrows(IndexError.class, () -> code.run(Arrays.stream(x).map(DenseArray.class::cast).toArray(
                DenseArray[]::new)));
    }

    // ---- equal checks

    private static Array[] corners(Array... x) {
        Array a = x[0], i = x[1], j = x[2], k = i.plus(1), l = j.plus(1);
        return arrays(a.get(i, j).plus(a.get(i, l)).times(2.0).plus(a.get(k, j).minus(a.get(k, l))));
    }

    @Test void fourOfEight() {
        Array image = array(1, DType.F64, 20, 30), i = array(2, DType.S32, 100), j = array(3, DType.S32, 100);
        var p = program(SharedChecksTest::corners, image, i, j);
        check(p, image, i, j);
        var checks = new TreeSet<String>();
        var text = Pattern.compile("check\\d+").matcher(LoopPrinter.print(loops(p)));
        while (text.find()) checks.add(text.group());
        assertEquals(4, checks.size(), checks::toString);
    }

    /** Which lookup is told is seen by the array's shape. */
    @Test void theFirstLookupIsTold() {
        Array x = array(1, DType.F64, 20), y = array(2, DType.F64, 20, 3), i = array(3, DType.S32, 100);
        told("[20]", z -> arrays(z[0].get(z[2]).plus(z[1].get(z[2]).sum(1))), x, y, i);
        told("[20,3]", z -> {
            Array first = z[1].get(z[2]).sum(1);
            return arrays(z[0].get(z[2]).plus(first));
        }, x, y, i);
    }

    private static void told(String shape, UnaryOperator<Array[]> f, Array x, Array y, Array i) {
        var p = program(f, x, y, i);
        check(p, x, y, i);
        var error = error(p, x, y, i.at(7).set(20));
        assertTrue(error.getMessage().contains("index 20 on axis 0 of an array " + shape + "\n"), error.getMessage());
    }

    @Test void allAreChecked() {
        Array image = array(1, DType.F64, 20, 30), i = array(2, DType.S32, 100), j = array(3, DType.S32, 100);
        var p = program(SharedChecksTest::corners, image, i, j);
        outside(p, 0, 20, image, i.at(7).set(20), j);
        outside(p, 1, 31, image, i, j.at(99).set(31));
        outside(p, 1, 30, image, i, j.at(99).set(29));
        outside(p, 0, 20, image, i.at(7).set(19), j);
        outside(p, 0, 21, image, i.at(7).set(21), j.at(3).set(31));
    }

    private static void outside(Program p, int axis, long index, Array... x) {
        var error = error(p, x);
        assertTrue(error.getMessage().contains("index " + index + " on axis " + axis + " of an array [20,30]"), error
                .getMessage());
    }

    // ---- rows

    private static final long STEPS = 60;

    /** Rows that go through a table: what each reads, and where it goes on. */
    private static Array[] walks(Array... x) {
        return arrays(Jacobi.vmap((Array t, Array places) -> Lax.scan((Array s, Array i) -> {
            Array next = s.times(0.5).plus(t.get(i)).sin();
            return new Pair<>(next, List.of());
        }, Array.of(0.0), places).first(), new int[] {Jacobi.NONE, 0}, 0).apply(x[0], x[1]));
    }

    /** Rows that count how often they were where. */
    private static Array[] visits(Array... x) {
        return arrays(Jacobi.vmap((Array t, Array places) -> Lax.scan((Array s, Array i) -> new Pair<>(s.at(i).add(t.get(i)), List
                .of()), Array.zeros(DType.F64, 5), places).first(), new int[] {Jacobi.NONE, 0}, 0).apply(x[0], x[1]));
    }

    /** Rows that read a place of what they carry, and write all of it. */
    private static Array[] kinds(Array... x) {
        return arrays(Jacobi.vmap((Array t, Array places) -> Lax.scan((Array s, Array i) -> new Pair<>(s.times(0.5).plus(s.get(i))
                .plus(t.get(i)), List.of()), Array.zeros(DType.F64, 5), places).first(), new int[] {Jacobi.NONE, 0}, 0)
                .apply(x[0], x[1]));
    }

    private static void rows(UnaryOperator<Array[]> f, long rows, boolean turned) {
        Array table = array(1, DType.F64, 5), good = array(2, DType.S32, rows, STEPS).clip(-5, 4);
        var p = program(f, table, good);
        check(p, table, good);
        var text = LoopPrinter.print(loops(p));
        assertTrue(text.contains("check"), text);
        if (turned) assertTrue(loops(p).stream().noneMatch(Stmt.Counted.class::isInstance), text);
        for (long row : new long[] {0, rows / 2, rows - 1}) for (int bad : new int[] {5, -6}) {
            var error = error(p, table, good.at(row, STEPS / 3).set(bad));
            long index = bad < 0 ? bad + 5 : bad;
            assertTrue(error.getMessage().contains("index " + index + " on axis "), error.getMessage());
        }
        check(p, table, good);
    }

    @ParameterizedTest @ValueSource(longs = {1, 7, 64, 1000, 2003}) void thatLookUp(long rows) {
        rows(SharedChecksTest::walks, rows, rows > 100);
    }

    @ParameterizedTest @ValueSource(longs = {1, 7, 64, 1000, 2003}) void thatUpdate(long rows) {
        rows(SharedChecksTest::visits, rows, false);
    }

    @ParameterizedTest @ValueSource(longs = {1, 7, 64, 1000, 2003}) void thatReadThemselves(long rows) {
        rows(SharedChecksTest::kinds, rows, false);
    }
}
