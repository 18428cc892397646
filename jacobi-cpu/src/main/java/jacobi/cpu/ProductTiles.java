package jacobi.cpu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jacobi.core.DType;
import jacobi.cpu.loop.Expr;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Ix;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/**
 * Lets an elementwise nest go on with each tile of a matrix product while the tile is near: both run in one parallel loop over
 * tiles, and threads meet once for the two. A product that nothing else reads lies in the memory that the nest writes, so that
 * {@code p − c A B} passes through the caches once; what is added to a multiple of the product is written first, and the product
 * adds itself. Where that is there already, written over itself, the product is all that is left. Tiles depend on extents alone.
 */
final class ProductTiles {
    /** Statements that a nest may pass on its way to the product. */
    private static final int WINDOW = 24;

    private final Exprs exprs;
    /** How many statements touch a memory. */
    private final Map<Memory, Integer> uses = new IdentityHashMap<>();
    /** What slots point to: it has two names. */
    private final Set<Memory> pointedTo = identities();

    private ProductTiles(Exprs exprs) { this.exprs = exprs; }

    private static Set<Memory> identities() { return Collections.newSetFromMap(new IdentityHashMap<>()); }

    /** Statements that do what some do. */
    static List<Stmt> of(List<Stmt> body, Exprs exprs) {
        if (!hasProducts(body)) return body;
        var tiles = new ProductTiles(exprs);
        tiles.survey(body);
        return tiles.block(body);
    }

    private static boolean hasProducts(List<Stmt> body) {
        for (var s : body) {
            if (s instanceof Stmt.Call c && Product.is(c)) return true;
            if (!(s instanceof Stmt.Parallel) && Stmts.bodies(s).stream().anyMatch(ProductTiles::hasProducts)) return true;
        }
        return false;
    }

    private void survey(List<Stmt> body) {
        for (var s : body) {
            if (s instanceof Stmt.Point p) pointedTo.add(p.to());
            touched(Stmts.mapBodies(s, inner -> {
                survey(inner);
                return List.of();
            })).forEach(m -> uses.merge(m, 1, Integer::sum));
        }
    }

    private static Set<Memory> touched(Stmt s) {
        var touched = identities();
        Touched.each(s, touched::add);
        return touched;
    }

    private List<Stmt> block(List<Stmt> body) {
        var rest = new ArrayList<>(body);
        for (int i = 0; i < rest.size(); i++) {
            var s = rest.get(i);
            if (s instanceof Stmt.Call c && Product.is(c)) {
                if (product(c, rest, i)) i--;
            } else if (!(s instanceof Stmt.Parallel)) rest.set(i, Stmts.mapBodies(s, this::block));
        }
        return rest;
    }

    /** A product [m,k] × [k,n], by its call. */
    private record Product(Stmt.Call call, long m, long n, long k, Stmt.At a, long aRow, Stmt.At b, long bColumn, Stmt.At c) {
        static boolean is(Stmt.Call c) {
            return switch (c.function()) {
                case GEMM_F32, GEMM_F64 -> c.arguments().get(10).equals(0.0) && c.arguments().get(12).equals(c.arguments()
                        .get(1));
                default -> false;
            };
        }

        static Product of(Stmt.Call call) {
            var x = call.arguments();
            return new Product(call, (Long) x.get(0), (Long) x.get(1), (Long) x.get(2), (Stmt.At) x.get(4), (Long) x.get(5),
                    (Stmt.At) x.get(7), (Long) x.get(9), (Stmt.At) x.get(11));
        }

        boolean reads(Memory memory) { return a.memory() == memory || b.memory() == memory; }

        /** The place of an element of the result. */
        Ix place(Ix i, Ix j) { return c.at().plus(i.times(n)).plus(j); }

        /** A multiple of the product added to what is in some memory. */
        Stmt.Call addedTo(Memory memory, long shift, double factor) {
            var x = new ArrayList<>(call.arguments());
            x.set(3, factor * (Double) x.get(3));
            x.set(10, 1.0);
            x.set(11, new Stmt.At(memory, c.at().plus(shift)));
            return new Stmt.Call(call.function(), call.dtype(), List.copyOf(x), null);
        }

        /** A multiple of a tile by the thread that calls, into some memory, or added to {@code added} times what is there. */
        Stmt.Call tile(Part rows, Part columns, Memory into, long shift, double factor, double added) {
            var x = new ArrayList<>(call.arguments());
            x.set(0, rows.length);
            x.set(1, columns.length);
            x.set(3, factor * (Double) x.get(3));
            x.set(4, new Stmt.At(a.memory(), a.at().plus(rows.from.times(aRow))));
            x.set(7, new Stmt.At(b.memory(), b.at().plus(columns.from.times(bColumn))));
            x.set(10, added);
            x.set(11, new Stmt.At(into, place(rows.from, columns.from).plus(shift)));
            return new Stmt.Call(call.function().tile(), call.dtype(), List.copyOf(x), null);
        }
    }

    /**
     * Joins a product with the first nest that reads it, if that can go on tile by tile: the nest comes up to the product, or the
     * product waits for the nest.
     *
     * @return whether it waits, and is gone from where it was
     */
    private boolean product(Stmt.Call call, List<Stmt> body, int at) {
        var product = Product.of(call);
        var size = TileSize.of(product.m, product.n, product.k);
        if (size.rows() >= product.m && size.columns() >= product.n) return false;
        int next = next(product, body, at);
        var follower = next > at && body.get(next) instanceof Stmt.Nest n ? follower(product, n) : null;
        if (follower == null) return false;
        var between = body.subList(at + 1, next);
        boolean waits = !canPass(follower.nest, between);
        if (waits && !canPass(call, between)) return false;
        body.set(waits ? next : at, new Tiling(product, follower, size).write());
        body.remove(waits ? at : next);
        return waits;
    }

    // ---- what may follow

    /** A nest that has the elements of a product each at its own point: at row i and column j. */
    private record Follower(Stmt.Nest nest, Index row, Index column) {
        /** The nest's reading of the product's place; a nest over one variable runs through whole rows. */
        Ix own(Product p) { return row == column ? p.c.at().plus(Ix.of(row)) : p.place(Ix.of(row), Ix.of(column)); }

        /** The nest for the elements of a tile. */
        Stmt.Nest tile(Part rows, Part columns, Product p, Exprs exprs) {
            Index down = new Index(row.toString(), rows.length), across = new Index(column.toString(), columns.length);
            Ix r = rows.from.plus(Ix.of(down)), c = columns.from.plus(Ix.of(across));
            var rewrite = new Rewrite(exprs) {
                @Override Ix index(Index v) {
                    if (row == column && v == row) return r.times(p.n).plus(c);
                    return v == row ? r : v == column ? c : Ix.of(v);
                }
            };
            var domain = row == column || nest.domain().getFirst() == row ? List.of(down, across) : List.of(across, down);
            return Collapse.nest(new Stmt.Nest(domain, nest.stores().stream().map(rewrite::store).toList()), exprs);
        }
    }

    /** Where the first of the statements after a product is that touch it; or −1. */
    private static int next(Product p, List<Stmt> body, int at) {
        for (int i = at + 1; i < Math.min(body.size(), at + 1 + WINDOW); i++)
            if (touched(body.get(i)).contains(p.c.memory())) return i;
        return -1;
    }

    private static Follower follower(Product p, Stmt.Nest n) {
        if (n.domain().isEmpty() || Weight.hasFolds(Stmts.exprs(n.stores()))) return null;
        if (n.stores().stream().anyMatch(s -> s.memory() == p.c.memory() || p.reads(s.memory()))) return null;
        Index first = n.domain().getFirst(), last = n.domain().getLast();
        boolean flat = n.domain().size() == 1, square = n.domain().size() == 2;
        if (flat && first.extent() == p.m * p.n && readsOwn(p, new Follower(n, first, first))) return new Follower(n, first,
                first);
        if (square && fits(p, first, last) && readsOwn(p, new Follower(n, first, last))) return new Follower(n, first, last);
        if (square && fits(p, last, first) && readsOwn(p, new Follower(n, last, first))) return new Follower(n, last, first);
        return null;
    }

    private static boolean fits(Product p, Index row, Index column) { return row.extent() == p.m && column.extent() == p.n; }

    private static boolean readsOwn(Product p, Follower f) {
        var own = f.own(p);
        return loads(f.nest).stream().allMatch(l -> l.memory() != p.c.memory() || l.at().equals(own));
    }

    private static List<Expr.Load> loads(Stmt.Nest n) {
        var loads = new ArrayList<Expr.Load>();
        Weight.each(Stmts.exprs(n.stores()), e -> {
            if (e instanceof Expr.Load l) loads.add(l);
        });
        return loads;
    }

    /** Whether a statement may run on the other side of some others. */
    private boolean canPass(Stmt one, List<Stmt> some) {
        var own = touched(one);
        var written = written(one, own);
        return some.stream().allMatch(s -> {
            var others = touched(s);
            var theirs = written(s, others);
            return written.stream().noneMatch(others::contains) && theirs.stream().noneMatch(own::contains)
                    && (own.stream().noneMatch(this::hasNames) || others.stream().noneMatch(this::hasNames));
        });
    }

    /** What a statement may write: of products and nests it is known, of others it may be all that they touch. */
    private static Set<Memory> written(Stmt s, Set<Memory> touched) {
        var written = identities();
        if (s instanceof Stmt.Nest n) n.stores().forEach(t -> written.add(t.memory()));
        else if (s instanceof Stmt.Call c && Product.is(c)) written.add(Product.of(c).c.memory());
        else written.addAll(touched);
        return written;
    }

    private boolean hasNames(Memory m) { return m.place() == Memory.Place.SLOT || pointedTo.contains(m); }

    // ---- writing

    /** A product and the nest that follows it, tile by tile. */
    private final class Tiling {
        private final Product product;
        private final Follower follower;
        private final TileSize size;
        /** The store over whose memory the product lies, or null. */
        private final Stmt.Store home;
        /** What that stores, if it only adds to a multiple of the product, which nothing else in the nest reads; or null. */
        private final Affine sum;

        Tiling(Product product, Follower follower, TileSize size) {
            this.product = product;
            this.follower = follower;
            this.size = size;
            var house = follower.nest.stores().stream().filter(this::canHouse).findFirst().orElse(null);
            sum = house == null || follower.nest.stores().stream().anyMatch(s -> s != house && reads(s)) ? null
                    : Affine.of(house.value(), product.c.memory(), exprs);
            home = house == null || sum == null && reads(house.memory()) ? null : house;
        }

        private boolean reads(Memory m) { return loads(follower.nest).stream().anyMatch(l -> l.memory() == m); }

        private boolean reads(Stmt.Store s) {
            return loads(new Stmt.Nest(follower.nest.domain(), List.of(s))).stream().anyMatch(l -> l.memory() == product.c
                    .memory());
        }

        /**
         * Whether a store writes element for element what only its nest reads of the product, and of what was there nobody reads
         * more than each point its own element.
         */
        private boolean canHouse(Stmt.Store s) {
            Memory m = s.memory(), c = product.c.memory();
            boolean free = c.place() == Memory.Place.WORKSPACE && uses.get(c) == 2 && !hasNames(c) && !hasNames(m);
            return free && m.dtype() == c.dtype() && s.mask() == null && shift(s).isConstant()
                    && (m.place() == Memory.Place.WORKSPACE || m.place() == Memory.Place.RESULT)
                    && loads(follower.nest).stream().noneMatch(l -> l.memory() == m && !l.at().equals(s.at()))
                    && follower.nest.stores().stream().allMatch(t -> t == s || t.memory() != m);
        }

        /** How far a store's place is from the product's. */
        private Ix shift(Stmt.Store s) { return s.at().minus(follower.own(product)); }

        Stmt write() {
            if (sum != null && rest().nest.stores().isEmpty()) return product.addedTo(home.memory(), shift(home).constant(), sum
                    .factor());
            return tiles();
        }

        private Stmt tiles() {
            long down = product.m / size.rows(), across = product.n / size.columns();
            long lower = product.m % size.rows(), last = product.n % size.columns();
            long wide = across + (last > 0 ? 1 : 0);
            var tile = new Index("t", (down + (lower > 0 ? 1 : 0)) * wide);
            Ix i = Ix.of(tile).div(wide), j = Ix.of(tile).mod(wide);
            var branches = new ArrayList<List<Stmt>>();
            for (var rows : parts(i, down, size.rows(), lower))
                for (var columns : parts(j, across, size.columns(), last)) branches.add(tile(rows, columns));
            if (branches.size() == 1) return new Stmt.Parallel(tile, branches.getFirst());
            var which = i.div(down).times(last > 0 ? 2 : 1).plus(j.div(across));
            return new Stmt.Parallel(tile, List.of(new Stmt.Switch(exprs.count(which, DType.S32), branches)));
        }

        /** The whole parts of an axis, and the shorter one that may come last. */
        private static List<Part> parts(Ix number, long whole, long length, long rest) {
            var all = new Part(number.mod(whole).times(length), length);
            return rest == 0 ? List.of(all) : List.of(all, new Part(Ix.of(whole * length), rest));
        }

        private List<Stmt> tile(Part rows, Part columns) {
            var c = product.c.memory();
            var into = home == null ? c : home.memory();
            long shift = home == null ? 0 : shift(home).constant();
            if (sum != null) return List.of(rest().tile(rows, columns, product, exprs), product.tile(rows, columns, into, shift,
                    sum.factor(), 1));
            var nest = follower.tile(rows, columns, product, exprs);
            var moved = home == null ? nest : housed(nest, c, into, shift);
            return List.of(product.tile(rows, columns, into, shift, 1, 0), moved);
        }

        /** The nest without the product, and without what would store an element where it lies. */
        private Follower rest() {
            var stores = follower.nest.stores().stream().map(s -> s == home ? new Stmt.Store(s.memory(), s.at(), sum.rest()) : s)
                    .filter(s -> !Stmts.keeps(s)).toList();
            return new Follower(new Stmt.Nest(follower.nest.domain(), stores), follower.row, follower.column);
        }

        private Stmt.Nest housed(Stmt.Nest nest, Memory c, Memory into, long shift) {
            var rewrite = new Rewrite(exprs) {
                @Override Expr load(Expr.Load l) {
                    return l.memory() == c ? exprs.load(into, ix(l.at()).plus(shift), l.mask()) : super.load(l);
                }
            };
            return new Stmt.Nest(nest.domain(), nest.stores().stream().map(rewrite::store).toList());
        }
    }

    /** Some rows, or columns. */
    private record Part(Ix from, long length) {}
}
