package jacobi.core;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Einstein's sums: each operand's axes carry labels; what is not asked for in the result is summed. */
final class Einsum {
    private record Labelled(String labels, Array array) {
        int axis(int label) { return labels.indexOf(label); }
        Axes axes(String which) { return Axes.of(which.chars().map(this::axis).toArray()); }
    }

    private final String spec;

    private Einsum(String spec) { this.spec = spec; }

    static Array of(String spec, Array... operands) {
        Absent.refused(spec, "einsum", "labels");
        for (var x : operands) Absent.refused(x, "einsum");
        return new Einsum(spec.replace(" ", "")).run(operands);
    }

    private Array run(Array... operands) {
        int arrow = spec.indexOf("->");
        var inputs = (arrow < 0 ? spec : spec.substring(0, arrow)).split(",", -1);
        var result = arrow < 0 ? onceOnly(String.join("", inputs)) : spec.substring(arrow + 2);
        if (inputs.length != operands.length) throw fault("%d operands".formatted(inputs.length), operands);
        check(String.join("", inputs), result, operands);
        var all = new Labelled[operands.length];
        for (int i = 0; i < all.length; i++) all[i] = labelled(inputs[i], operands[i], operands);
        var left = all[0];
        for (int i = 1; i < all.length; i++) left = pair(left, all[i], result + labels(i + 1, all));
        return ordered(summed(left, result), result);
    }

    private static String labels(int from, Labelled... x) {
        return Arrays.stream(x, from, x.length).map(Labelled::labels).collect(Collectors.joining());
    }

    private void check(String inputs, String result, Array... operands) {
        if (!(inputs + result).chars().allMatch(Character::isLetter)) throw fault("letters as labels", operands);
        if (!result.chars().allMatch(c -> inputs.indexOf(c) >= 0) || result.chars().distinct().count() != result.length())
            throw fault("distinct labels of operands after the arrow", operands);
    }

    private static String onceOnly(String labels) {
        return labels.chars().filter(c -> labels.indexOf(c) == labels.lastIndexOf(c)).sorted()
                .mapToObj(Character::toString).collect(Collectors.joining());
    }

    /** An operand whose labels are distinct: of axes with one label, the diagonal is taken. */
    private Labelled labelled(String labels, Array x, Array... operands) {
        if (labels.length() != x.rank()) throw fault("a label for each axis", operands);
        for (int i = 0; i < labels.length(); i++) {
            int first = labels.indexOf(labels.charAt(i));
            if (first == i) continue;
            if (x.type().dim(i) != x.type().dim(first)) throw fault("axes of one extent for label " + labels.charAt(i), operands);
            var index = x.type().withDType(DType.S64);
            var onDiagonal = Array.iota(index, first).eq(Array.iota(index, i));
            var diagonal = Array.where(onDiagonal, x, Array.zerosLike(x)).reduceSum(Axes.of(i));
            return labelled(labels.substring(0, i) + labels.substring(i + 1), diagonal, operands);
        }
        return new Labelled(labels, x);
    }

    /** Labels that nobody else wants are summed away. */
    private static Labelled summed(Labelled x, String wanted) {
        var gone = keep(x.labels, c -> wanted.indexOf(c) < 0);
        return new Labelled(keep(x.labels, c -> wanted.indexOf(c) >= 0), x.array.reduceSum(x.axes(gone)));
    }

    private static String keep(String labels, java.util.function.IntPredicate test) {
        return labels.chars().filter(test).mapToObj(Character::toString).collect(Collectors.joining());
    }

    /** The product of two operands: labels of both are a batch if wanted later, else contracted. */
    private Labelled pair(Labelled left, Labelled right, String wanted) {
        Labelled x = summed(left, right.labels + wanted), y = summed(right, left.labels + wanted);
        var shared = keep(x.labels, c -> y.axis(c) >= 0);
        for (int c : shared.chars().toArray())
            if (x.array.dim(x.axis(c)) != y.array.dim(y.axis(c)))
                throw fault("axes of one extent for label " + (char) c, x.array, y.array);
        String batch = keep(shared, c -> wanted.indexOf(c) >= 0), contracted = keep(shared, c -> wanted.indexOf(c) < 0);
        var product = Products.contract(x.array, y.array, x.axes(batch), y.axes(batch), x.axes(contracted), y.axes(contracted));
        var free = keep(x.labels + y.labels, c -> shared.indexOf(c) < 0);
        return new Labelled(batch + free, product);
    }

    private static Array ordered(Labelled x, String result) { return x.array.transpose(x.axes(result)); }

    private JacobiError fault(String expected, Array... operands) {
        return new ShapeError("einsum cannot take these operands").expected("%s", expected)
                .given("\"%s\", %s", spec, Given.types(operands))
                .mend("write a label for each axis, as in \"bij,bjk->bik\"").at(Frame.user());
    }
}
