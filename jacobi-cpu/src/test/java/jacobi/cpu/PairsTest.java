package jacobi.cpu;

import static jacobi.cpu.Agreement.*;
import static org.junit.jupiter.api.Assertions.*;

import java.util.function.UnaryOperator;
import jacobi.Jacobi;
import jacobi.core.*;
import jacobi.lax.*;
import org.junit.jupiter.api.Test;

/** Indices that count along the rows that they pick from. */
class PairsTest {
    private static final Array X = array(1, DType.F64, 70, 20), PLACES = array(2, DType.F64,
            70).plus(3).times(3).convert(DType.S32),
            MORE = array(3, DType.F64, 70, 9).plus(3).times(3).convert(DType.S32), VALUES = array(4, DType.F64, 70, 9);

    private static Primitive last(UnaryOperator<Array[]> f, Array... x) {
        return Pipeline.prepare(program(f, x)).equations().getLast().primitive();
    }

    @Test void rowsAreTakenFromByTheirOwnPlaces() {
        UnaryOperator<Array[]> f = x -> new Array[] {x[0].get(Array.arange(70), x[1])};
        checkAll(f, X, PLACES);
        assertEquals(Axes.of(0), assertInstanceOf(Gather.class, last(f, X, PLACES)).operandBatchAxes());
    }

    @Test void soAreRowsAndColumns() {
        checkAll(x -> new Array[] {x[0].get(Array.arange(70).expandDims(1), x[1]), x[0].transpose().get(x[1], Array.arange(70)
                .expandDims(1)), x[0].get(Array.arange(70), Array.arange(70).div(4).convert(DType.S64))}, X, MORE);
    }

    @Test void otherCountsAreNone() {
        checkAll(x -> new Array[] {x[0].get(Array.arange(70).minus(1), x[1]),
                x[0].get(Array.arange(70).div(2).convert(DType.S64), x[1])}, X, PLACES);
        checkAll(x -> new Array[] {x[0].get(Array.arange(69), x[1].get(Index.to(69)))}, X, PLACES);
        checkAll(x -> new Array[] {x[0].get(Array.arange(70).convert(DType.S8), x[1])}, X, PLACES);
    }

    @Test void rowsAreWrittenWithinLoops() {
        checkAll(x -> {
            Array row = Array.arange(70).expandDims(1);
            return new Array[] {Lax.foriLoop(0, 5, (i, c) -> {
                Array sum = Array.zerosLike(c).at(row, x[1]).add(x[2].times(c.sum())).at(row, x[1].plus(1)).add(x[2]);
                return sum.times(0.01).plus(c.at(row, x[1]).set(x[2]));
            }, x[0])};
        }, X, MORE, VALUES);
    }

    @Test void conditionsHaveOperandsOfTheirOwn() {
        checkAll(x -> {
            Array row = Array.arange(70), other = x[1].times(2);
            return Lax.whileLoop(c -> x[0].get(other, x[1]).sum().plus(c[1].sum()).lt(1e6).and(c[1].get(0).lt(9)),
                    c -> new Array[] {c[0].at(row, x[1]).add(1), c[1].plus(1)}, new Array[] {x[0], Array.zeros(DType.F64, 3)});
        }, X, PLACES);
    }

    @Test void gradientsOfWhatIsTaken() {
        checkAll(x -> new Array[] {Jacobi.grad((Array y) -> y.get(Array.arange(70), x[1]).square().sum()).apply(x[0]),
                Jacobi.grad((Array y) -> y.get(Array.arange(70).expandDims(1), x[2]).sin().sum()).apply(x[0])}, X, PLACES, MORE);
    }

    @Test void placesOutsideAreErrors() {
        var f = Jacobi.jit((Array x, Array i) -> x.get(Array.arange(70), i));
        assertThrows(IndexError.class, () -> f.apply(X, PLACES.plus(10)));
    }
}
