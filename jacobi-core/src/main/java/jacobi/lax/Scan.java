package jacobi.lax;

import static jacobi.lax.Structured.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jacobi.core.*;
import jacobi.transform.*;

/**
 * Runs {@code body} a fixed number of times: {@code body(carry, slices, extras) -> (carry, slices)}. Operands are the first
 * carry, the arrays that are read slice by slice along their axis 0 (of size {@code length}), and the extras, the same each
 * time. Results are the last carry, and the slices that the body gives, stacked along a new axis 0. In reverse, slices are read
 * and written from the last to the first.
 * @param carries how many operands are the carry
 * @param slices how many operands are read slice by slice
 */
public record Scan(Program body, int carries, int slices, long length, boolean reverse) implements Primitive {
    @Override public String mnemonic() { return "scan"; }
    @Override public boolean equals(Object o) {
        return o instanceof Scan s && body == s.body && carries == s.carries && slices == s.slices && length == s.length
                && reverse == s.reverse;
    }
    @Override public int hashCode() { return 31 * body.hashCode() + Long.hashCode(length); }
    public int extras() { return body.inputs().size() - carries - slices; }
    /** How many results are stacked. */
    public int stacked() { return body.results().size() - carries; }

    @Override public ArrayType[] infer(ArrayType... x) {
        if (x.length != body.inputs().size()) throw JacobiError.bug("scan of a body of %d inputs was given %d operands",
                body.inputs().size(), x.length);
        for (int i = carries; i < carries + slices; i++)
            if (x[i].rank() == 0 || x[i].dim(0) != length) throw new ShapeError("scan cannot take these operands")
                    .expected("arrays whose axis 0 has size %d", length).mend("give all scanned arrays the same leading size");
        var stacked = body.results().stream().skip(carries).map(r -> r.type().withShape(r.type().shape().prepend(length)));
        return Stream.concat(Arrays.stream(x, 0, carries), stacked).toArray(ArrayType[]::new);
    }

    private Scan with(Program other, int otherCarries, int otherSlices) {
        return new Scan(other, otherCarries, otherSlices, length, reverse);
    }

    /** The results that must be flagged: the flagged carries. */
    private boolean[] demanded(boolean[] inputs) { return Arrays.copyOf(Arrays.copyOf(inputs, carries), body.results().size()); }

    @Override public Dual jvp(Array[] x, Array[] dx) {
        var settled = settle(Active.of(dx), carries, in -> Jvp.program(body, in, demanded(in)), Jvp.Pushed::active);
        var active = settled.flags();
        var pushed = settled.body();
        var groups = groups(active);
        var tangents = tangents(x, dx, active);
        var scan = with(arrange(pushed, groups), carries + groups[0], slices + groups[1]);
        var operands = Active.concat(part(x, 0, carries), part(tangents, 0, groups[0]), part(x, carries, carries + slices),
                part(tangents, groups[0], groups[0] + groups[1]), part(x, carries + slices, x.length),
                        part(tangents, groups[0] + groups[1], tangents.length));
        return duals(scan.bindAll(operands), pushed.active(), groups[0]);
    }

    /** How many carries, slices and extras are flagged. */
    private int[] groups(boolean[] flags) {
        return new int[] {Active.count(part(flags, 0, carries)), Active.count(part(flags, carries, carries + slices)),
                Active.count(part(flags, carries + slices, flags.length))};
    }

    /** The tangents of the active operands, zeros where there is none yet. */
    private static Array[] tangents(Array[] x, Array[] dx, boolean[] active) {
        return Active.select(IntStream.range(0, x.length).mapToObj(i -> active[i] ? Active.orZero(dx[i], x[i].type()) : null)
                .toArray(Array[]::new), active);
    }

    /**
     * From (carry, slices, extras, tangents of each) to (carry, its tangents, slices, theirs, extras, theirs), and likewise for
     * results.
     */
    private Program arrange(Jvp.Pushed pushed, int[] groups) {
        int n = body.inputs().size(), r = body.results().size();
        int[] order = concat(range(0, carries), range(n, n + groups[0]), range(carries, carries + slices),
                range(n + groups[0], n + groups[0] + groups[1]), range(carries + slices, n),
                        range(n + groups[0] + groups[1], n + groups[0] + groups[1] + groups[2]));
        int end = pushed.program().results().size();
        int[] results = concat(range(0, carries), range(r, r + groups[0]), range(carries, r), range(r + groups[0], end));
        var p = reorder(pushed.program(), order);
        return new Program(p.inputs(), p.equations(), Arrays.stream(results).mapToObj(p.results()::get).toList());
    }

    private Dual duals(Array[] y, boolean[] active, int activeCarries) {
        int s = carries + activeCarries, r = s + stacked();
        var results = Active.concat(part(y, 0, carries), part(y, s, r));
        return new Dual(results, Active.spread(Active.concat(part(y, carries, s), part(y, r, y.length)), active));
    }

    /**
     * One scan runs the body and stacks its residuals; a second one, linear, is left for the tape. A residual that is a slice
     * or an extra is not stacked again, and one that is cheaply computed from others not at all.
     */
    @Override public Dual linearize(Array[] x, Array[] dx) {
        var settled = settle(Active.of(dx), carries, in -> Linearize.split(body, in, demanded(in), carries),
                Linearize.Split::active);
        var active = settled.flags();
        var split = settled.body().cheapest(carries);
        int r = body.results().size();
        if (!Active.any(split.active())) return new Dual(bindAll(x), new Array[r]);
        var known = with(split.known(), carries, slices).bindAll(x);
        var stacks = part(known, r, known.length);
        var linear = new LinearScan(active, split);
        return new Dual(part(known, 0, r), Active.spread(linear.scan()
                .bindAll(linear.operands(x, tangents(x, dx, active), stacks)), split.active()));
    }

    /** The scan over tangents: which of the linear body's inputs are carried, sliced, or the same each time. */
    private final class LinearScan {
        private final int[] groups;
        private final Linearize.Split split;
        private final List<Integer> sliced = new ArrayList<>(), fixed = new ArrayList<>();

        LinearScan(boolean[] active, Linearize.Split split) {
            this.groups = groups(active);
            this.split = split;
            for (int i = 0; i < split.residuals().length; i++) (isExtra(split.residuals()[i]) ? fixed : sliced).add(i);
        }

        private boolean isExtra(int residual) { return residual >= carries + slices && residual < body.inputs().size(); }

        Scan scan() {
            int tangents = groups[0] + groups[1] + groups[2];
            var order = concat(range(0, groups[0] + groups[1]), ints(sliced.stream().map(i -> tangents + i).toList()),
                    range(groups[0] + groups[1], tangents), ints(fixed.stream().map(i -> tangents + i).toList()));
            return with(reorder(split.linear(), order), groups[0], groups[1] + sliced.size());
        }

        Array[] operands(Array[] x, Array[] tangents, Array[] stacks) {
            int moving = groups[0] + groups[1];
            return Active.concat(part(tangents, 0, moving), residuals(sliced, x, stacks),
                    part(tangents, moving, tangents.length), residuals(fixed, x, stacks));
        }

        private Array[] residuals(List<Integer> which, Array[] x, Array[] stacks) {
            return which.stream().map(i -> split.residuals()[i]).map(i -> i < x.length ? x[i] : stacks[i - x.length])
                    .toArray(Array[]::new);
        }
    }

    /** The body is transposed and run the other way; cotangents of linear extras are added up in the carry. */
    @Override public Array[] transpose(Array[] ct, Array[] x, ArrayType[] types) {
        var linear = Active.not(Active.of(x));
        Arrays.fill(linear, 0, carries, true); // a carry that starts from known zeros is linear all the same
        var groups = groups(linear);
        var results = infer(types);
        var cts = ct.clone();
        for (int i = 0; i < cts.length; i++) cts[i] = Active.orZero(cts[i], results[i]);
        var sums = Active.select(types, Structured.concat(new boolean[carries + slices],
                part(linear, carries + slices, linear.length)));
        var zeros = Arrays.stream(sums).map(Linear::zeros).toArray(Array[]::new);
        var back = transposedBody(linear, groups);
        var scan = new Scan(back, carries + groups[2], stacked() + slices - groups[1], length, !reverse);
        var y = scan.bindAll(Active.concat(part(cts, 0, carries), zeros, part(cts, carries, cts.length),
                known(x, linear, carries, carries + slices), known(x, linear, carries + slices, x.length)));
        int c = carries + groups[2];
        return Active.spread(Active.concat(part(y, 0, carries), part(y, c, y.length), part(y, carries, c)), linear);
    }

    private static Array[] known(Array[] x, boolean[] linear, int from, int to) {
        return Active.select(part(x, from, to), Active.not(part(linear, from, to)));
    }

    /**
     * Inputs: carry cotangents, sums, result slice cotangents, known slices, known extras. Results: carry cotangents, sums,
     * slice cotangents.
     */
    private Program transposedBody(boolean[] linear, int[] groups) {
        var transposed = Backward.program(body, linear);
        var in = transposed.inputTypes();
        var sumTypes = part(transposed.resultTypes(), carries + groups[1], transposed.results().size());
        var types = Active.concat(part(in, 0, carries), sumTypes, part(in, carries, in.length));
        return Recording.of(types, false, given -> {
            int c = carries + sumTypes.length;
            var y = transposed.apply(Active.concat(part(given, 0, carries), part(given, c, given.length)));
            var sums = new Array[sumTypes.length];
            for (int i = 0; i < sums.length; i++) sums[i] = given[carries + i].plus(y[carries + groups[1] + i]);
            return Active.concat(part(y, 0, carries), sums, part(y, carries, carries + groups[1]));
        }).program();
    }

    /** Scanned arrays keep axis 0 to be scanned along; their batch axis becomes axis 1. */
    @Override public Batched[] batch(long size, Batched... x) {
        var settled = settle(mapped(x), carries, in -> Batch.program(body, size, in, demanded(in)), Batch.Mapped::mapped);
        var mapped = settled.flags();
        var batched = settled.body();
        var operands = new Array[x.length];
        for (int i = 0; i < x.length; i++) {
            operands[i] = mapped[i] ? x[i].spread(size) : x[i].array();
            if (mapped[i] && i >= carries && i < carries + slices) operands[i] = swap(operands[i]);
        }
        var y = with(batched.program(), carries, slices).bindAll(operands);
        for (int i = carries; i < y.length; i++) if (batched.mapped()[i]) y[i] = swap(y[i]);
        return Structured.batched(y, batched.mapped());
    }

}
