package jacobi.cpu;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import jacobi.core.Equation;
import jacobi.core.IndexError;
import jacobi.core.JacobiError;
import jacobi.core.Shape;

/** The checks of a program by number, in its order; what to say when one fails. */
final class Checks {
    private record Check(Equation equation, int axis, Shape shape, long window) {}

    private final List<Equation> order = new ArrayList<>();
    private final Map<Equation, Integer> position = new IdentityHashMap<>();
    private final Map<Integer, Check> checks = new java.util.HashMap<>();

    /** Makes the equation's checks come after those of equations entered before it. */
    void enter(Equation e) {
        if (position.putIfAbsent(e, order.size()) == null) order.add(e);
    }

    /** The number of the check of an axis: 16 axes an equation, so that numbers grow with the program's order. */
    int number(Equation e, int axis, Shape shape, long window) {
        enter(e);
        int number = position.get(e) * 16 + Math.min(axis, 15);
        checks.put(number, new Check(e, axis, shape, window));
        return number;
    }

    boolean isEmpty() { return checks.isEmpty(); }

    /** The error of a failed check. */
    JacobiError error(int number, long index) {
        var c = checks.get(number);
        long last = c.shape.dim(c.axis) - c.window;
        var block = c.window == 1 ? "" : ", for a block of " + c.window;
        return new IndexError("an index is outside its axis").expected("an index between 0 and %d on axis %d", last, c.axis)
                .given("index %d on axis %d of an array %s%s", index, c.axis, c.shape, block)
                .mend("keep the index inside the axis, or clip it first").at(c.equation.frame());
    }
}
