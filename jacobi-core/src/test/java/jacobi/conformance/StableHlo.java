package jacobi.conformance;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import jacobi.conformance.MlirText.Function;
import jacobi.conformance.MlirText.Statement;
import jacobi.conformance.MlirText.Unread;
import jacobi.core.*;
import jacobi.interpret.Interpreter;
import jacobi.lax.*;

/** Runs a program text, each operation that is one of our primitives, or two, by the interpreter. */
final class StableHlo {
    private final Map<String, Function> functions;
    private final double slack;
    private int checks;

    private StableHlo(Map<String, Function> functions, double slack) {
        this.functions = functions;
        this.slack = slack;
    }

    /** Runs a program and its checks. @param slack see {@link Checks#check} @return how many checks it holds */
    static int run(String text, double slack) {
        var program = new StableHlo(MlirText.functions(text), slack);
        var main = program.functions.containsKey("main") ? "main" : program.functions.keySet().iterator().next();
        if (!program.functions.get(main).arguments().isEmpty()) throw new Unread("a program with arguments");
        program.call(program.functions.get(main), Map.of());
        return program.checks;
    }

    private DenseArray[] call(Function f, Map<String, DenseArray> outer, DenseArray... arguments) {
        var values = new HashMap<>(outer);
        for (int i = 0; i < arguments.length; i++) values.put(f.arguments().get(i), arguments[i]);
        for (var s : f.body()) {
            var x = s.operands().stream().map(values::get).toArray(DenseArray[]::new);
            if (s.operation().endsWith("return")) return x;
            var y = evaluate(s, values, x);
            for (int i = 0; i < s.results().size(); i++) values.put(s.results().get(i), y[i]);
            if (s.results().size() == 1 && s.results().getFirst().endsWith("#0")) values.put(s.results().getFirst(), y[0]);
        }
        return new DenseArray[0];
    }

    private DenseArray[] evaluate(Statement s, Map<String, DenseArray> values, DenseArray[] x) {
        var operation = s.operation().replaceFirst("^(stablehlo|chlo|func)\\.", "");
        return switch (operation) {
            case "constant" -> one(DenseText.parse(s.text()));
            case "call" -> call(functions.get(callee(s)), Map.of(), x);
            case "custom_call" -> check(callee(s), s, x);
            case "while" -> loop(s, values, x);
            case "case" -> branch(s, values, x[0]);
            default -> operation.startsWith("check.") ? check(operation, s, x) : primitive(operation, s, x);
        };
    }

    private static String callee(Statement s) {
        var m = Pattern.compile("@(\"[^\"]*\"|[\\w.]+)").matcher(s.text());
        if (!m.find()) throw new Unread(s.text());
        return m.group(1);
    }

    private DenseArray[] check(String name, Statement s, DenseArray[] x) {
        checks++;
        if (name.endsWith("_const")) x = new DenseArray[] {x[0], DenseText.parse(s.text())};
        Checks.check(name, s.text(), slack, x[0], x[1]);
        return x;
    }

    private DenseArray[] loop(Statement s, Map<String, DenseArray> values, DenseArray[] x) {
        var names = Pattern.compile("(%\\w+) = %").matcher(s.text().substring(0, MlirText.closing(s.text(), 0))).results()
                .map(m -> m.group(1)).toList();
        var condition = s.regions().get(0).arguments().isEmpty() ? new Function(names, s.regions().get(0).body()) : s.regions()
                .get(0);
        var body = s.regions().get(1).arguments().isEmpty() ? new Function(names, s.regions().get(1).body()) : s.regions().get(1);
        var start = names.isEmpty() ? x : IntStream.range(0, names.size()).mapToObj(i -> x[2 * i + 1]).toArray(DenseArray[]::new);
        while (call(condition, values, start)[0].itemBoolean()) start = call(body, values, start);
        return start;
    }

    private DenseArray[] branch(Statement s, Map<String, DenseArray> values, DenseArray index) {
        long i = index.itemLong();
        int last = s.regions().size() - 1;
        return call(s.regions().get(i < 0 || i > last ? last : (int) i), values);
    }

    private static DenseArray[] one(DenseArray x) { return new DenseArray[] {x}; }

    private static DenseArray apply(Primitive p, DenseArray... x) { return Interpreter.apply(p, x)[0]; }

    private DenseArray[] primitive(String name, Statement s, DenseArray[] x) {
        return switch (name) {
            case "reduce" -> reduce(s, x);
            case "sort" -> Interpreter.apply(new Sort(Math.floorMod(s.ints("dimension")[0], x[0].rank()), keys(s)), x);
            case "clamp" -> one(apply(Binary.MINIMUM, apply(Binary.MAXIMUM, x[1], x[0]), x[2]));
            case "scatter" -> one(scatter(s, x));
            case "gather" -> one(gather(s, x));
            case "reduce_window" -> one(cumulative(s, x));
            default -> Interpreter.apply(simple(name, s, x), x);
        };
    }

    private static Primitive simple(String name, Statement s, DenseArray[] x) {
        var result = s.resultTypes().getFirst();
        return switch (name) {
            case "broadcast_in_dim" -> broadcast(s, result.shape());
            case "iota" -> new Iota(result, s.ints("dim")[0]);
            case "reshape" -> new Reshape(result.shape());
            case "transpose" -> new Transpose(s.text().contains("permutation") ? axes(s, "permutation") : axes(s, "dims"));
            case "reverse" -> new Reverse(s.text().contains("dimensions") ? axes(s, "dimensions") : axes(s, "dims"));
            case "concatenate" -> new Concatenate(s.ints("dim")[0]);
            case "convert" -> new Convert(result.dtype());
            case "bitcast_convert" -> new Bitcast(result.dtype());
            case "pad" -> new Pad(s.longs("low"), s.longs("high"), s.longs("interior"));
            case "slice" -> slice(s);
            case "dynamic_slice" -> new DynamicSlice(result.shape(), Bounds.CLAMP);
            case "dynamic_update_slice" -> new DynamicUpdateSlice(Bounds.CLAMP);
            case "dot_general" -> dot(s, x, result);
            case "triangular_solve" -> new TriangularSolve(s.word("left_side").equals("true"), s.word("lower").equals("true"),
                    s.word("unit_diagonal").equals("true"), op(s.word("transpose_a")));
            case "compare" -> compare(s);
            case "select" -> Select.SELECT;
            default -> elementwise(name, x);
        };
    }

    private static Primitive broadcast(Statement s, Shape shape) {
        var axes = axes(s, s.text().contains("broadcast_dimensions") ? "broadcast_dimensions" : "dims");
        if (!axes.ascending()) throw new Unread("broadcast along unsorted dims");
        return new BroadcastInDim(shape, axes);
    }

    private static Axes axes(Statement s, String name) { return Axes.of(s.ints(name)); }

    private static Primitive slice(Statement s) {
        if (s.text().contains("start_indices"))
            return new Slice(Shape.of(s.longs("start_indices")), Shape.of(s.longs("limit_indices")),
                Shape.of(s.longs("strides")));
        var parts = s.text().substring(s.text().indexOf('[') + 1, s.text().indexOf(']'));
        var ranges = parts.isBlank() ? List.<String[]>of() : Arrays.stream(parts.split(",")).map(p -> p.trim().split(":"))
                .toList();
        return new Slice(Shape.of(ranges.stream().mapToLong(r -> Long.parseLong(r[0])).toArray()),
                Shape.of(ranges.stream().mapToLong(r -> Long.parseLong(r[1])).toArray()),
                Shape.of(ranges.stream().mapToLong(r -> r.length > 2 ? Long.parseLong(r[2]) : 1).toArray()));
    }

    private static Primitive dot(Statement s, DenseArray[] x, ArrayType result) {
        if (result.dtype() != x[0].dtype()) throw new Unread("dot_general into another element type");
        Axes[] batch = pair(s, "batching_dims"), contract = pair(s, "contracting_dims");
        return new DotGeneral(batch[0], batch[1], contract[0], contract[1]);
    }

    private static Axes[] pair(Statement s, String name) {
        if (s.text().contains("#stablehlo.dot<"))
            return new Axes[] {axes(s, "lhs_" + name.replace("dims", "dimensions")),
                axes(s, "rhs_" + name.replace("dims", "dimensions"))};
        var m = Pattern.compile(name + " = \\[([\\d, ]*)\\] x \\[([\\d, ]*)\\]").matcher(s.text());
        return m.find() ? new Axes[] {list(m.group(1)), list(m.group(2))} : new Axes[] {Axes.NONE, Axes.NONE};
    }

    private static Axes list(String text) {
        return text.isBlank() ? Axes.NONE
                : Axes.of(Arrays.stream(text.split(",")).mapToInt(t -> Integer.parseInt(t.trim())).toArray());
    }

    private static TriangularSolve.Op op(String name) {
        return switch (name) {
            case "NO_TRANSPOSE" -> TriangularSolve.Op.NONE;
            case "TRANSPOSE" -> TriangularSolve.Op.TRANSPOSE;
            case "ADJOINT" -> TriangularSolve.Op.ADJOINT;
            default -> throw new Unread("transpose_a " + name);
        };
    }

    private static Compare compare(Statement s) {
        if (s.text().contains("TOTALORDER")) throw new Unread("comparison by TOTALORDER");
        var m = Pattern.compile("\\b(EQ|NE|LT|LE|GT|GE)\\b").matcher(s.text());
        if (!m.find()) throw new Unread(s.text());
        return Compare.valueOf(m.group(1));
    }

    private static Primitive elementwise(String name, DenseArray[] x) {
        var row = name.toUpperCase(Locale.ROOT);
        if (x.length == 0) throw new Unread(name);
        if (x.length == 1) return Arrays.stream(Unary.values()).filter(f -> f.name().equals(row)).findFirst()
                .orElseThrow(() -> new Unread(name));
        if (x[0].dtype() == DType.PRED && row.equals("ADD")) return Binary.OR;
        if (x[0].dtype() == DType.PRED && row.equals("MULTIPLY")) return Binary.AND;
        return Arrays.stream(Binary.values()).filter(f -> f.name().equals(row)).findFirst().orElseThrow(() -> new Unread(name));
    }

    // regions

    /** The one operation on (first, second) that a region returns; "second" if it returns that. */
    private static String combination(Function region) {
        var last = region.body().getLast();
        if (last.operands().getFirst().equals(region.arguments().get(1)) && region.body().size() == 1) return "second";
        var only = region.body().getFirst();
        if (region.body().size() != 2 || !only.operands().equals(region.arguments()))
            throw new Unread("a region of its own kind");
        return only.operation().replace("stablehlo.", "");
    }

    private static Monoid monoid(String operation, DType t) {
        return switch (operation) {
            case "add" -> t == DType.PRED ? Monoid.OR : Monoid.SUM;
            case "multiply" -> t == DType.PRED ? Monoid.AND : Monoid.PRODUCT;
            case "minimum" -> Monoid.MIN;
            case "maximum" -> Monoid.MAX;
            case "and" -> Monoid.AND;
            case "or" -> Monoid.OR;
            default -> throw new Unread("reduction by " + operation);
        };
    }

    private DenseArray[] reduce(Statement s, DenseArray[] x) {
        var axes = axes(s, "dimensions");
        if (x.length == 4) return argReduce(s, x, axes);
        var m = Pattern.compile("applies stablehlo\\.(\\w+)").matcher(s.text());
        if (s.resultTypes().getFirst().dtype() != x[0].dtype()) throw new Unread("reduction into another element type");
        var monoid = monoid(m.find() ? m.group(1) : combination(s.regions().getFirst()), x[0].dtype());
        return one(apply(monoid.operation(), apply(new Reduce(monoid, axes), x[0]), x[1]));
    }

    /** The index of an extreme value, as a reduction of (values, indices): told by its first comparison. */
    private static DenseArray[] argReduce(Statement s, DenseArray[] x, Axes axes) {
        var first = s.regions().getFirst().body().getFirst();
        if (axes.size() != 1 || !first.operation().endsWith("compare")) throw new Unread("a reduction of two operands");
        int axis = axes.get(0);
        var extreme = compare(first) == Compare.GT ? Monoid.MAX : Monoid.MIN;
        var index = apply(new ArgReduce(extreme, axis), x[0]);
        return new DenseArray[] {apply(new Reduce(extreme, axes), x[0]), apply(new Convert(x[2].dtype()), index)};
    }

    /** A window over all elements before, or after, along one axis. */
    private static DenseArray cumulative(Statement s, DenseArray[] x) {
        var window = s.ints("window_dimensions");
        var m = Pattern.compile("padding = dense<([^>]*)>").matcher(s.text());
        if (x.length != 2 || !m.find() || s.text().contains("strides") || s.text().contains("dilations"))
            throw new Unread("a window of its own kind");
        var padding = Pattern.compile("-?\\d+").matcher(m.group(1)).results().mapToLong(r -> Long.parseLong(r.group())).toArray();
        int axis = IntStream.range(0, window.length).filter(i -> window[i] != 1).findFirst()
                .orElseThrow(() -> new Unread("no window"));
        var running = new long[2 * window.length];
        long n = x[0].shape().dim(axis);
        running[2 * axis] = n - 1;
        boolean forward = Arrays.equals(running, padding);
        running[2 * axis] = 0;
        running[2 * axis + 1] = n - 1;
        if (window[axis] != n || !forward && !Arrays.equals(running, padding)) throw new Unread("a window of its own kind");
        return apply(new Cumulative(monoid(combination(s.regions().getFirst()), x[0].dtype()), axis, !forward), x[0]);
    }

    /** Ascending lexicographic order of the first operands, floats with NaN last and one zero: a comparison LT for each. */
    private static int keys(Statement s) {
        var region = s.regions().getFirst();
        if (region.body().stream().anyMatch(o -> o.text().contains("GT,"))) throw new Unread("a descending order");
        int keys = (int) region.body().stream().filter(o -> o.text().contains("LT,")).count();
        if (2 * keys > region.arguments().size()) throw new Unread("an order of its own kind");
        return keys;
    }

    // gather and scatter

    /** Indices with the axis of their components last, and where their other axes went. */
    private static DenseArray componentsLast(DenseArray indices, int axis) {
        if (axis == indices.rank()) return apply(new Reshape(indices.shape().append(1)), indices);
        return apply(new Transpose(indices.type().axes().minus(Axes.of(axis)).append(axis)), indices);
    }

    private static int vectorAxis(Statement s) {
        return s.text().contains("index_vector_dim") ? s.ints("index_vector_dim")[0] : 0;
    }

    private static Axes batchAxes(Statement s, String name) {
        int vector = vectorAxis(s);
        return axes(s, name).map(a -> a > vector ? a - 1 : a);
    }

    private static DenseArray gather(Statement s, DenseArray[] x) {
        var gather = new Gather(axes(s, "offset_dims"), axes(s, "collapsed_slice_dims"), axes(s, "operand_batching_dims"),
                batchAxes(s, "start_indices_batching_dims"), axes(s, "start_index_map"), Shape.of(s.longs("slice_sizes")),
                        Bounds.CLAMP);
        return apply(gather, x[0], componentsLast(x[1], vectorAxis(s)));
    }

    private static DenseArray scatter(Statement s, DenseArray[] x) {
        var combine = switch (combination(s.regions().getFirst())) {
            case "second" -> Scatter.Combine.SET;
            case "add" -> Scatter.Combine.ADD;
            case "multiply" -> Scatter.Combine.MULTIPLY;
            case "minimum" -> Scatter.Combine.MIN;
            case "maximum" -> Scatter.Combine.MAX;
            default -> throw new Unread("scatter by another operation");
        };
        var scatter = new Scatter(axes(s, "update_window_dims"), axes(s, "inserted_window_dims"), axes(s, "input_batching_dims"),
                batchAxes(s, "scatter_indices_batching_dims"), axes(s, "scatter_dims_to_operand_dims"), combine, Bounds.FILL);
        return apply(scatter, x[0], componentsLast(x[1], vectorAxis(s)), x[2]);
    }
}
