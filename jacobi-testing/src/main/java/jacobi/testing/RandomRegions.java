package jacobi.testing;

import java.util.Arrays;
import java.util.List;
import jacobi.core.*;
import jacobi.lax.*;
import jacobi.testing.RandomValues.Value;

/** Steps of a random program, among them loops and branches that carry one array: few enough for finite differences. */
final class RandomRegions extends RandomFamily {
    private final int depth;
    private final RandomSteps steps;

    /** @param depth how deep regions may lie within each other */
    RandomRegions(RandomValues values, int depth) {
        super(values);
        this.depth = depth;
        this.steps = new RandomSteps(values);
    }

    void step() {
        int kind = below(RandomSteps.KINDS + (depth > 0 ? 3 : 0));
        switch (kind - RandomSteps.KINDS) {
            case 0 -> loop();
            case 1 -> scan();
            case 2 -> branch();
            default -> steps.step(kind);
        }
    }

    /** A part of a program on some values of this one, with results of given shapes and dtypes. */
    private Recording.Recorded body(ArrayType[] types, Array[] outside, ArrayType... results) {
        return Recording.of(types, false, x -> {
            var inner = new RandomRegions(values.inner(values.largest), depth - 1);
            for (var a : x) inner.add(a, !a.dtype().isFloat());
            for (var a : outside) inner.add(a, !a.dtype().isFloat());
            for (int i = 0; i < 4; i++) inner.step();
            return Arrays.stream(results).map(inner::ofType).toArray(Array[]::new);
        });
    }

    private Array ofType(ArrayType type) {
        var v = any(c -> c.array().dtype() == type.dtype());
        if (v == null) return Array.ones(type);
        var y = fit(v.array(), type.shape());
        return type.dtype().isFloat() ? y.sin() : y;
    }

    private void loop() {
        Value x = any(Value::isFloat), outside = any(v -> v.isFloat() || v.exact());
        if (x == null || outside == null) return;
        var counter = ArrayType.scalar(DType.S32);
        var types = new ArrayType[] {counter, x.array().type()};
        var condition = Recording.of(types, false, c ->
                new Array[] {Compare.LT.bind(c[0], Constant.of(DType.S32, 3).bind())}).program();
        var inside = body(types, new Array[] {outside.array()}, x.array().type());
        var counted = Recording.of(inside.program().inputTypes(), false, c -> {
            var y = inside.program().apply(c);
            return new Array[] {c[0].plus(1), y[0]};
        }).program();
        var start = new Array[] {Constant.of(DType.S32, 0).bind(), x.array()};
        var y = new While(condition, counted, 2, 3).bindAll(joined(inside.captures().toArray(Array[]::new), start));
        add(y[1], false);
    }

    private void scan() {
        Value x = any(Value::isFloat), slices =
                any(v -> v.array().rank() > 0 && v.array().shape().dim(0) < 20 && (v.isFloat() || v.exact()));
        if (x == null || slices == null) return;
        var shape = slices.array().shape();
        var row = slices.array().type().withShape(shape.slice(1, shape.rank()));
        var inside = body(new ArrayType[] {x.array().type(), row}, new Array[] {x.array()}, x.array().type(), row);
        var start = new Array[] {x.array(), slices.array()};
        var y = new Scan(inside.program(), 1, 1, shape.dim(0), below(2) == 0)
                .bindAll(joined(inside.captures().toArray(Array[]::new), start));
        add(y[0], false);
        add(y[1], !slices.isFloat());
    }

    private void branch() {
        var index = any(v -> v.exact() && v.array().dtype() == DType.S32);
        var x = any(Value::isFloat);
        if (index == null || x == null) return;
        var type = x.array().type();
        var first = body(new ArrayType[] {type, type}, new Array[0], type);
        var second = body(new ArrayType[] {type, type}, new Array[0], type);
        var y = new Case(List.of(first.program(), second.program()))
                .bindAll(fit(index.array(), Shape.SCALAR), x.array(), like(x, false).array());
        add(y[0], false);
    }
}
