package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import jacobi.core.*;
import jacobi.lax.*;

/**
 * Arrays that are put together piece by piece become joins of their pieces: sums of pieces padded with zeros, which the gradient
 * of reading an array element by element leaves, and blocks written one after the other into an array of one number. Left as
 * it is, each element of such an array would ask all pieces whether it is theirs. Every element is made by the same operations
 * in the same order as before; of the zeros that a sum adds to each, one is left.
 */
final class Pieces {
    /** Pieces below which an array is left as it is, and how many times as many they are as the joins that take them. */
    private static final int MANY = 9, TO_A_JOIN = 4;

    private final Map<Var, Equation> definitions;
    private final Map<Var, Integer> uses;
    private final Map<Equation, Whole> wholes = new IdentityHashMap<>();

    private Pieces(Program p) {
        definitions = Programs.definitions(p);
        uses = Programs.uses(p);
        Set<Equation> links = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var e : p.equations().reversed()) {
            if (links.contains(e)) continue;
            var whole = isSum(e.primitive()) ? sum(e, links) : isUpdate(e.primitive()) ? updated(e, links) : null;
            if (whole != null) wholes.put(e, whole);
        }
    }

    static Program program(Program p) {
        if (!hasMany(p)) return p;
        var pieces = new Pieces(p);
        var equations = new ArrayList<Equation>();
        Map<Var, Atom> names = new HashMap<>();
        for (var e : p.equations()) {
            var inner = Programs.mapRegions(Programs.renamed(e, names), Pieces::program);
            var whole = pieces.wholes.get(e);
            if (whole == null) equations.add(inner);
            else names.put(e.result(), whole.joined(names, e.caller(), equations));
        }
        return equations.equals(p.equations()) ? p : new Program(p.inputs(), equations, Programs.named(p.results(), names));
    }

    private static boolean hasMany(Program p) {
        int pieces = 0;
        for (var e : p.equations()) {
            if (e.primitive() instanceof Pad || e.primitive() instanceof DynamicUpdateSlice) pieces++;
            for (var region : Programs.regions(e)) if (hasMany(region)) return true;
        }
        return pieces >= MANY;
    }

    private static boolean isSum(Primitive p) { return p == Binary.ADD; }

    private static boolean isUpdate(Primitive p) { return p instanceof DynamicUpdateSlice; }

    /** The equation that makes a value for one other alone, if it is of a kind. */
    private Equation link(Atom a, Predicate<Primitive> kind) {
        return uses.getOrDefault(a, 0) == 1 && definitions.get(a) instanceof Equation e && kind.test(e.primitive()) ? e : null;
    }

    // ---- sums of padded pieces

    private Whole sum(Equation root, Set<Equation> links) {
        var type = root.result().type();
        var terms = new ArrayList<Atom>();
        for (var e = root; e != null;) {
            links.add(e);
            Atom x = e.operands().get(0), y = e.operands().get(1);
            boolean isStretched = !x.type().equals(y.type());
            Equation left = link(x, Pieces::isSum), right = left == null ? link(y, Pieces::isSum) : null;
            if (isStretched) terms.add(e.result());
            else terms.add(right == null ? y : x);
            if (!isStretched && left == null && right == null) terms.add(x);
            e = isStretched ? null : left == null ? right : left;
        }
        var blocks = new ArrayList<Block>();
        for (var t : terms.reversed()) blocks.add(padded(t));
        return whole(type, terms.reversed(), blocks);
    }

    /** The block that is padded with zeros, or null. */
    private Block padded(Atom a) {
        if (!(definitions.get(a) instanceof Equation e) || !(e.primitive() instanceof Pad p) || !isZero(e.operands().get(1)))
            return null;
        for (int i = 0; i < p.low().length; i++) if (p.low()[i] < 0 || p.high()[i] < 0 || p.interior()[i] != 0) return null;
        return e.operands().getFirst().type().size() == 0 ? null : new Block(e.operands().getFirst(), p.low());
    }

    private static boolean isZero(Atom a) { return a instanceof Literal l && l.constant().bits() == 0; }

    private static Whole whole(ArrayType type, List<Atom> terms, List<Block> blocks) {
        if (blocks.stream().filter(b -> b != null).count() < MANY) return null;
        var line = Line.of(type.shape(), blocks);
        var layers = new ArrayList<Layer>();
        int first = 0, pieces = 0;
        for (int i = 0; i < terms.size(); i++) {
            var piece = blocks.get(i) == null ? null : line.piece(blocks.get(i));
            if (piece == null) {
                layers.add(new Layer(terms.get(i), new TreeMap<>()));
                first = layers.size();
                continue;
            }
            int layer = layers.size();
            while (layer > first && !layers.get(layer - 1).meets(piece)) layer--;
            if (layer == layers.size()) layers.add(new Layer(null, new TreeMap<>()));
            layers.get(layer).pieces.put(piece.start, piece);
            pieces++;
        }
        return pieces < MANY || pieces < TO_A_JOIN * layers.size() ? null
                : new Whole(line, layers, Constant.of(type.dtype(), 0), type.dtype().isFloat());
    }

    // ---- blocks written into an array

    private Whole updated(Equation root, Set<Equation> links) {
        var type = root.result().type();
        var blocks = new ArrayList<Block>();
        Atom base = root.result();
        for (var e = root; e != null && written(e) instanceof Block b; e = link(base, Pieces::isUpdate)) {
            links.add(e);
            blocks.add(b);
            base = e.operands().getFirst();
        }
        if (blocks.size() < MANY) return null;
        var line = Line.of(type.shape(), blocks);
        var layer = new Layer(null, new TreeMap<>());
        for (var b : blocks) {
            var piece = line.piece(b);
            if (piece == null) return null;
            if (layer.hides(piece)) continue;                                 // what is written later stands
            if (layer.meets(piece)) return null;
            layer.pieces.put(piece.start, piece);
        }
        var number = number(base);
        boolean isFull = layer.pieces.values().stream().mapToLong(Piece::length).sum() == line.length();
        if (number == null && !isFull) return null;
        return new Whole(line, List.of(layer), isFull ? Constant.of(type.dtype(), 0) : number, false);
    }

    private static Block written(Equation e) {
        var block = e.operands().get(1);
        var low = new long[block.type().rank()];
        for (int i = 0; i < low.length; i++) {
            if (!(e.operands().get(2 + i) instanceof Literal l)) return null;
            low[i] = l.constant().bits();
            if (low[i] < 0 || low[i] + block.type().dim(i) > e.result().type().dim(i)) return null;
        }
        return block.type().size() == 0 ? null : new Block(block, low);
    }

    /** The number that all elements of an array are, or null. */
    private Constant number(Atom a) {
        return Programs.stretched(definitions.get(a)) instanceof Literal l ? l.constant() : null;
    }

    // ---- places

    /** A part of an array, and its first element's place. */
    private record Block(Atom value, long[] low) {}

    /** A block that lies in one piece on a line. */
    private record Piece(Atom value, long start, long length) {
        long end() { return start + length; }
    }

    /**
     * An array seen as many equal lines beside each other: the axes along which blocks are parts, as one. Those before it count
     * lines, those behind it are elements of places on a line.
     */
    private record Line(Shape shape, int first, int end) {
        static Line of(Shape shape, List<Block> blocks) {
            int first = shape.rank(), end = 0;
            for (var b : blocks)
                for (int i = 0; b != null && i < shape.rank(); i++)
                    if (b.value.type().dim(i) < shape.dim(i)) {
                        first = Math.min(first, i);
                        end = Math.max(end, i + 1);
                    }
            return new Line(shape, Math.min(first, end), end);
        }

        private long size(int from, int to) { return shape.slice(from, to).size(); }

        long length() { return size(first, end); }

        /** Where a block lies, or null if it is not in one piece. */
        Piece piece(Block b) {
            long start = 0, length = 1;
            for (int i = first; i < end; i++) {
                long n = b.value.type().dim(i);
                if (length > 1 && n < shape.dim(i)) return null;
                start = start * shape.dim(i) + b.low[i];
                length *= n;
            }
            return new Piece(b.value, start, length);
        }

        Array lines(Array x, long length) { return x.reshape(Shape.of(size(0, first), length, size(end, shape.rank()))); }

        Array number(Constant c, long length) {
            return new BroadcastInDim(Shape.of(size(0, first), length, size(end, shape.rank())), Axes.NONE).bind(c.bind());
        }
    }

    /** Pieces that do not meet, or another array. */
    private record Layer(Atom other, TreeMap<Long, Piece> pieces) {
        boolean meets(Piece p) {
            if (other != null) return true;
            var before = pieces.lowerEntry(p.end());
            return before != null && before.getValue().end() > p.start;
        }

        boolean hides(Piece p) {
            var same = pieces.get(p.start);
            return same != null && same.length >= p.length;
        }
    }

    // ---- joins

    /**
     * Layers to be added to each other.
     *
     * @param between  what stands where there are no pieces
     * @param addsZero whether zeros were added to all elements: they make a positive zero of a negative one
     */
    private record Whole(Line line, List<Layer> layers, Constant between, boolean addsZero) {
        Atom joined(Map<Var, Atom> names, Caller caller, List<Equation> into) {
            var values = new ArrayList<Atom>();
            for (var l : layers) {
                if (l.other != null) values.add(l.other);
                for (var p : l.pieces.values()) values.add(p.value);
            }
            var types = values.stream().map(Atom::type).toArray(ArrayType[]::new);
            var program = Recording.of(types, false, x -> new Array[] {sum(x)}).program();
            return Programs.splice(program, Programs.named(values, names), caller, into).getFirst();
        }

        private Array sum(Array... x) {
            Array sum = null;
            int next = 0;
            for (var l : layers) {
                int n = Math.max(1, l.pieces.size());
                var term = l.other != null ? x[next] : join(l, List.of(x).subList(next, next + n));
                sum = sum == null ? term : sum.plus(term);
                next += n;
            }
            return addsZero ? sum.plus(0.0) : sum;
        }

        private Array join(Layer layer, List<Array> x) {
            var parts = new ArrayList<Array>();
            long from = 0;
            int next = 0;
            for (var p : layer.pieces.values()) {
                if (p.start > from) parts.add(line.number(between, p.start - from));
                parts.add(line.lines(x.get(next++), p.length));
                from = p.end();
            }
            if (from < line.length()) parts.add(line.number(between, line.length() - from));
            return Array.concatenate(1, parts).reshape(line.shape);
        }
    }
}
