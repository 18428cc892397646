package jacobi.lax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jacobi.core.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of the primitives that order elements, or read and write them at places known at run time. */
class IndexingLawsTest {
    /** A primitive at operands. */
    record Case(Primitive primitive, Array... x) {
        Laws laws() { return Laws.of(primitive, x); }

        @Override public String toString() { return primitive + " " + Arrays.stream(x).map(Array::type).toList(); }
    }

    static Stream<Case> cases() {
        return Stream.of(sorts(), cumulatives(), argReduces(), gathers(), scatters(), dynamicSlices(), dynamicUpdateSlices())
                .flatMap(List::stream);
    }

    private static List<Case> sorts() {
        var cases = new ArrayList<Case>();
        for (long n : new long[] {0, 1, 2, 7}) {
            cases.add(new Case(new Sort(0, 1), real(1, n)));
            cases.add(new Case(new Sort(0, 1), Array.of(DType.S32, Shape.of(n), mod(n, 3)), real(2, n), real(3, n)));
            cases.add(new Case(new Sort(1, 2), real(4, 3, n), real(5, 3, n)));
            cases.add(new Case(new Sort(0, 1), real(6, n, 2), complex(7, n, 2)));
        }
        return cases;
    }

    private static List<Case> cumulatives() {
        var cases = new ArrayList<Case>();
        for (var monoid : List.of(Monoid.SUM, Monoid.PRODUCT, Monoid.MIN, Monoid.MAX)) for (boolean reverse : List.of(false,
                true)) {
            for (long n : new long[] {0, 1, 2, 5}) cases.add(new Case(new Cumulative(monoid, 0, reverse), real(1, n)));
            for (int axis = 0; axis < 2; axis++) cases.add(new Case(new Cumulative(monoid, axis, reverse), real(2, 3, 4)));
            cases.add(new Case(new Cumulative(monoid, 0, reverse), Array.of(DType.S32, Shape.of(4), mod(4, 3))));
        }
        cases.add(new Case(new Cumulative(Monoid.SUM, 1, false), complex(3, 2, 3)));
        cases.add(new Case(new Cumulative(Monoid.PRODUCT, 1, true), complex(3, 2, 3)));
        for (boolean reverse : List.of(false, true)) {
            cases.add(new Case(new Cumulative(Monoid.PRODUCT, 0, reverse), Array.of(2.0, 0.0, 3.0, -1.5, 0.5)));
            cases.add(new Case(new Cumulative(Monoid.PRODUCT, 0, reverse), Array.of(2.0, 0.0, 3.0, 0.0, 0.5, 0.0, 7.0)));
            cases.add(new Case(new Cumulative(Monoid.OR, 0, reverse), Array.of(false, true, false)));
        }
        return cases;
    }

    private static List<Case> argReduces() {
        var cases = new ArrayList<Case>();
        for (var extreme : List.of(Monoid.MIN, Monoid.MAX)) {
            cases.add(new Case(new ArgReduce(extreme, 0), real(1, 5)));
            cases.add(new Case(new ArgReduce(extreme, 1), real(2, 3, 4, 2)));
            cases.add(new Case(new ArgReduce(extreme, 1), real(2, 0, 4)));
            cases.add(new Case(new ArgReduce(extreme, 0), Array.of(3, 1, 1, 3)));
        }
        return cases;
    }

    private static List<Case> gathers() {
        var cases = new ArrayList<Case>();
        for (var bounds : Bounds.values()) {
            Array rows = places(bounds, 3, 1, 2, -1, 0, 2, 5, 1), pairs = places(bounds, 3, 2, 0, 1, 2, 0, -2, 3, 9, 1);
            var one = Shape.of(1);
            cases.add(new Case(new Gather(Axes.NONE, Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0), one, bounds), real(1, 3),
                    rows));
            cases.add(new Case(new Gather(Axes.of(1), Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0), Shape.of(1, 4), bounds),
                    real(2, 3, 4), rows));
            cases.add(new Case(new Gather(Axes.of(0), Axes.of(1), Axes.NONE, Axes.NONE, Axes.of(1), Shape.of(2, 1), bounds),
                    complex(3, 2, 3), rows));
            cases.add(new Case(new Gather(Axes.NONE, Axes.of(0, 1), Axes.NONE, Axes.NONE, Axes.of(1, 0), Shape.of(1, 1),
                    bounds), real(4, 3, 3), pairs));
            cases.add(new Case(new Gather(Axes.of(0, 2), Axes.NONE, Axes.NONE, Axes.NONE, Axes.of(0, 1), Shape.of(2, 3),
                    bounds), real(5, 4, 5), pairs));
            cases.add(new Case(Gather.along(1, Shape.of(2, 3), bounds), real(6, 2, 3), rows.reshape(2, 3, 1)));
            cases.add(new Case(new Gather(Axes.NONE, Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0), one, bounds), real(7, 3),
                    Array.of(DType.S64, one, 2.0)));
            cases.add(new Case(new Gather(Axes.of(0), Axes.NONE, Axes.NONE, Axes.NONE, Axes.NONE, Shape.of(3), bounds),
                    real(8, 3), Array.zeros(DType.S32, 0)));
            cases.add(new Case(new Gather(Axes.NONE, Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0), Shape.of(0), bounds),
                    real(9, 0), Array.zeros(DType.S32, 0, 1)));
        }
        return cases;
    }

    private static List<Case> scatters() {
        var cases = new ArrayList<Case>();
        for (var bounds : Bounds.values()) for (var combine : Scatter.Combine.values()) {
            Array rows = places(bounds, 3, 1, 2, -1, 0, 2, 5, 1), pairs = places(bounds, 3, 2, 0, 1, 2, 0, -2, 3, 9, 1);
            var vector = new Scatter(Axes.NONE, Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0), combine, bounds);
            cases.add(new Case(vector, real(1, 3), rows, real(2, 6)));
            cases.add(new Case(vector, real(1, 3), Array.of(DType.S64, Shape.of(1), 2.0), real(2)));
            cases.add(new Case(vector, real(1, 0), Array.zeros(DType.S64, 0, 1), real(2, 0)));
            cases.add(new Case(new Scatter(Axes.of(1), Axes.of(0), Axes.NONE, Axes.NONE, Axes.of(0), combine, bounds),
                    real(3, 3, 4), rows, real(4, 6, 4)));
            cases.add(new Case(new Scatter(Axes.of(0, 2), Axes.NONE, Axes.NONE, Axes.NONE, Axes.of(0, 1), combine, bounds),
                    real(5, 4, 5), pairs, real(6, 2, 4, 3)));
            cases.add(new Case(new Scatter(Axes.NONE, Axes.of(1), Axes.of(0), Axes.of(0), Axes.of(1), combine, bounds),
                    real(7, 2, 3), rows.reshape(2, 3, 1), real(8, 2, 3)));
            cases.add(new Case(vector, Array.of(1, 2, 3), rows, Array.of(4, 5, 6, 7, 8, 9)));
        }
        return cases;
    }

    private static List<Case> dynamicSlices() {
        var cases = new ArrayList<Case>();
        for (var bounds : Bounds.values()) {
            cases.add(new Case(new DynamicSlice(Shape.SCALAR, bounds), real(1)));
            for (long start : bounds == Bounds.ERROR ? new long[] {0, 2} : new long[] {-1, 0, 2, 3, 99})
                cases.add(new Case(new DynamicSlice(Shape.of(3), bounds), real(2, 5), Array.of(start)));
            cases.add(new Case(new DynamicSlice(Shape.of(2, 0), bounds), real(3, 3, 4), Array.of(1), Array.of(0)));
            cases.add(new Case(new DynamicSlice(Shape.of(2, 3), bounds), complex(4, 3, 4), Array.of(1), Array.of(1)));
        }
        return cases;
    }

    private static List<Case> dynamicUpdateSlices() {
        var cases = new ArrayList<Case>();
        for (var bounds : Bounds.values()) {
            cases.add(new Case(new DynamicUpdateSlice(bounds), real(1), real(2)));
            for (long start : bounds == Bounds.ERROR ? new long[] {0, 2} : new long[] {-1, 0, 2, 3, 99})
                cases.add(new Case(new DynamicUpdateSlice(bounds), real(2, 5), real(3, 3), Array.of(start)));
            cases.add(new Case(new DynamicUpdateSlice(bounds), real(3, 3, 4), real(4, 2, 0), Array.of(1), Array.of(0)));
            cases.add(new Case(new DynamicUpdateSlice(bounds), complex(4, 3, 4), complex(5, 2, 3), Array.of(1), Array.of(1)));
        }
        return cases;
    }

    /** Index vectors; where a place outside would be an error, the remainders by {@code size}. */
    private static Array places(Bounds bounds, long size, int components, long... places) {
        if (bounds == Bounds.ERROR) for (int i = 0; i < places.length; i++) places[i] = Math.floorMod(places[i], size);
        return Array.of(DType.S64, Shape.of(places.length / components, components), places);
    }

    private static long[] mod(long n, long m) { return IntStream.range(0, (int) n).mapToLong(i -> i * i % m).toArray(); }

    private static Array real(long seed, long... dims) { return Laws.random(ArrayType.of(DType.F64, dims), seed); }

    private static Array complex(long seed, long... dims) { return Laws.random(ArrayType.of(DType.C128, dims), seed); }

    @ParameterizedTest @MethodSource("cases")
    void tangentIsTheFiniteDifference(Case c) { c.laws().tangentIsTheFiniteDifference(); }

    @ParameterizedTest @MethodSource("cases")
    void secondTangentIsTheFiniteDifference(Case c) { c.laws().secondTangentIsTheFiniteDifference(); }

    @ParameterizedTest @MethodSource("cases")
    void cotangentMeetsTangent(Case c) { c.laws().cotangentMeetsTangent(); }

    @ParameterizedTest @MethodSource("cases")
    void batchIsALoop(Case c) { c.laws().batchIsALoop(); }

    @ParameterizedTest @MethodSource("cases")
    void evaluatedIsInterpreted(Case c) { c.laws().evaluatedIsInterpreted(c.primitive()); }
}
