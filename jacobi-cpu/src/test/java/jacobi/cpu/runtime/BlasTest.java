package jacobi.cpu.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import jacobi.llvm.HostCpu;
import jacobi.llvm.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products, triangular solves and factorisations against their definitions, and to the bit against themselves. */
@SuppressWarnings("restricted")
class BlasTest {
    private static final EnumSet<External> ALL = EnumSet.range(External.GEMM_F32, External.GETRS_F64);
    private static final MethodHandle GEMM_F32 = gemmHandle(JAVA_FLOAT);
    private static final MethodHandle GEMM_F64 = gemmHandle(JAVA_DOUBLE);
    private static final MethodHandle TRSM = Linker.nativeLinker().downcallHandle(FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG,
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG));
    private static final MethodHandle GETRS = Linker.nativeLinker().downcallHandle(FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG,
            JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG));

    private static MethodHandle gemmHandle(ValueLayout type) {
        return Linker.nativeLinker().downcallHandle(FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, type,
                ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, type, ADDRESS, JAVA_LONG));
    }

    private static MemorySegment table(int threads) {
        return ThreadPool.withThreads(threads, () -> Externals.table(ALL));
    }

    private static MemorySegment function(MemorySegment table, External external) {
        return table.get(ADDRESS, external.offset());
    }

    /** A matrix of either type: element access, and its memory. */
    private record Matrix(boolean doubles, long rows, long row, long column, MemorySegment memory) {
        static Matrix of(Arena arena, boolean doubles, long rows, long columns, boolean transposed, Random random) {
            long padded = (transposed ? rows : columns) + 3;             // a stride that is not the size
            var memory = arena.allocate((doubles ? 8 : 4) * padded * Math.max(1, transposed ? columns : rows), 64);
            var m = new Matrix(doubles, rows, transposed ? 1 : padded, transposed ? padded : 1, memory);
            for (long i = 0; i < rows; i++) for (long j = 0; j < columns; j++) m.set(i, j, random.nextDouble() - 0.5);
            return m;
        }

        double get(long i, long j) {
            long at = i * row + j * column;
            return doubles ? memory.getAtIndex(JAVA_DOUBLE, at) : memory.getAtIndex(JAVA_FLOAT, at);
        }

        void set(long i, long j, double value) {
            long at = i * row + j * column;
            if (doubles) memory.setAtIndex(JAVA_DOUBLE, at, value);
            else memory.setAtIndex(JAVA_FLOAT, at, (float) value);
        }

        double[][] copy(long columns) {
            var copy = new double[(int) rows][(int) columns];
            for (int i = 0; i < rows; i++) for (int j = 0; j < columns; j++) copy[i][j] = get(i, j);
            return copy;
        }
    }

    private static void gemm(MemorySegment table, long m, long n, long k, double alpha, Matrix a, Matrix b, double beta, Matrix c)
            throws Throwable {
        product(a.doubles ? External.GEMM_F64 : External.GEMM_F32, table, m, n, k, alpha, a, b, beta, c);
    }

    private static void product(External function, MemorySegment table, long m, long n, long k, double alpha, Matrix a, Matrix b,
            double beta, Matrix c) throws Throwable {
        MemorySegment f = function(table, function);
        if (a.doubles) GEMM_F64.invokeExact(f, table, m, n, k, alpha, a.memory, a.row, a.column, b.memory, b.row, b.column, beta,
                c.memory, c.row);
        else GEMM_F32.invokeExact(f, table, m, n, k, (float) alpha, a.memory, a.row, a.column, b.memory, b.row, b.column,
                (float) beta, c.memory, c.row);
    }

    record Product(
            boolean doubles, long m, long n, long k, boolean aTransposed, boolean bTransposed, double alpha, double beta) {}

    static List<Product> products() {
        long[][] shapes = {{1, 1, 1}, {1, 5, 3}, {5, 1, 3}, {5, 3, 1}, {3, 4, 0}, {0, 4, 3}, {4, 0, 3}, {17, 9, 33}, {64, 64, 64},
            {130, 70, 300}, {300, 260, 70}, {1, 700, 3000}};
        var all = new ArrayList<Product>();
        for (long[] s : shapes)
            for (int bits = 0; bits < 8; bits++)
                all.add(new Product(
                        (bits & 1) != 0, s[0], s[1], s[2], (bits & 2) != 0, (bits & 4) != 0, 1.25, bits < 4 ? 0 : -0.5));
        return all;
    }

    @ParameterizedTest @MethodSource("products")
    void productIsTheSumOfProducts(Product p) throws Throwable {
        External whole = p.doubles ? External.GEMM_F64 : External.GEMM_F32;
        isTheSumOfProducts(whole, p);
        isTheSumOfProducts(whole.tile(), p);
    }

    private static void isTheSumOfProducts(External function, Product p) throws Throwable {
        var random = new Random(7);
        try (Arena arena = Arena.ofShared()) {
            Matrix a = Matrix.of(arena, p.doubles, p.m, p.k, p.aTransposed, random);
            Matrix b = Matrix.of(arena, p.doubles, p.k, p.n, p.bTransposed, random);
            Matrix c = Matrix.of(arena, p.doubles, p.m, p.n, false, random);
            double[][] before = c.copy(p.n);
            if (p.beta == 0 && p.m * p.n > 0) c.set(0, 0, Double.NaN);   // is not read
            product(function, table(2), p.m, p.n, p.k, p.alpha, a, b, p.beta, c);
            double tolerance = (p.doubles ? 1e-15 : 6e-7) * (p.k + 2);
            for (int i = 0; i < p.m; i++)
                for (int j = 0; j < p.n; j++) {
                    double sum = 0;
                    for (int l = 0; l < p.k; l++) sum += a.get(i, l) * b.get(l, j);
                    assertEquals(p.alpha * sum + p.beta * before[i][j], c.get(i, j), tolerance);
                }
        }
    }

    @ParameterizedTest @ValueSource(booleans = {false, true})
    void bitsDoNotDependOnThreads(boolean doubles) throws Throwable {
        for (long[] s : new long[][] {{128, 512, 784}, {600, 700, 300}, {1, 5000, 900}}) {
            byte[] first = null;
            for (int threads : new int[] {1, 2, 7}) {
                byte[] bits = productBits(doubles, threads, s);
                if (first == null) first = bits;
                assertArrayEquals(first, bits);
            }
        }
    }

    private static byte[] productBits(boolean doubles, int threads, long[] s) throws Throwable {
        var random = new Random(8);
        try (Arena arena = Arena.ofShared()) {
            Matrix a = Matrix.of(arena, doubles, s[0], s[2], false, random);
            Matrix b = Matrix.of(arena, doubles, s[2], s[1], true, random);
            Matrix c = Matrix.of(arena, doubles, s[0], s[1], false, random);
            gemm(table(threads), s[0], s[1], s[2], 1, a, b, 0, c);
            return c.memory.toArray(ValueLayout.JAVA_BYTE);
        }
    }

    @ParameterizedTest @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void triangularSolveUndoesTheProduct(int bits) throws Throwable {
        boolean left = (bits & 1) != 0;
        boolean lower = (bits & 2) != 0;
        boolean transposed = (bits & 4) != 0;
        boolean unit = (bits & 8) != 0;
        for (boolean doubles : new boolean[] {false, true})
            for (long[] s : new long[][] {{1, 1}, {5, 3}, {3, 5}, {90, 170}, {170, 90}})
                solve(doubles, left, lower, transposed, unit, s[0], s[1]);
    }

    private static void solve(boolean doubles, boolean left, boolean lower, boolean transposed, boolean unit, long m, long n)
            throws Throwable {
        var random = new Random(9);
        long order = left ? m : n;
        try (Arena arena = Arena.ofShared()) {
            Matrix a = Matrix.of(arena, doubles, order, order, false, random);
            for (long i = 0; i < order; i++)
                for (long j = 0; j < order; j++) a.set(i, j, i == j ? 2 + a.get(i, j) : a.get(i, j) / order);
            Matrix b = Matrix.of(arena, doubles, m, n, false, random);
            double[][] before = b.copy(n);
            MemorySegment table = table(2);
            TRSM.invokeExact(function(table, doubles ? External.TRSM_F64 : External.TRSM_F32), table, word(left), word(lower),
                    word(transposed), word(unit), m, n, a.memory, a.row, b.memory, b.row);
            for (int i = 0; i < m; i++)
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int l = 0; l < order; l++) {
                        long p = left ? i : l;
                        long q = left ? l : j;
                        double factor = triangle(a, lower, unit, transposed ? q : p, transposed ? p : q);
                        sum += factor * (left ? b.get(l, j) : b.get(i, l));
                    }
                    assertEquals(before[i][j], sum, doubles ? 1e-13 : 1e-5);
                }
        }
    }

    private static long word(boolean b) {
        return b ? 1 : 0;
    }

    private static double triangle(Matrix a, boolean lower, boolean unit, long i, long j) {
        if (i == j) return unit ? 1 : a.get(i, j);
        return (i > j) == lower ? a.get(i, j) : 0;
    }

    @ParameterizedTest @ValueSource(longs = {1, 2, 7, 63, 64, 65, 200, 333})
    void choleskyFactorMultipliesBack(long n) {
        for (boolean doubles : new boolean[] {false, true}) {
            var random = new Random(10);
            try (Arena arena = Arena.ofShared()) {
                Matrix a = Matrix.of(arena, doubles, n, n, false, random);
                for (long i = 0; i < n; i++) {
                    for (long j = 0; j < i; j++) a.set(j, i, a.get(i, j));
                    a.set(i, i, n);
                }
                double[][] before = a.copy(n);
                MemorySegment table = table(2);
                MemorySegment f = function(table, doubles ? External.POTRF_F64 : External.POTRF_F32);
                assertEquals(0, Words.call(f, table.address(), n, a.memory.address(), a.row));
                for (int i = 0; i < n; i++)
                    for (int j = 0; j <= i; j++) {
                        double sum = 0;
                        for (int l = 0; l <= j; l++) sum += a.get(i, l) * a.get(j, l);
                        assertEquals(before[i][j], sum, n * (doubles ? 1e-14 : 1e-6));
                    }
            }
        }
    }

    @ParameterizedTest @ValueSource(longs = {0, 5, 64, 150})
    void choleskyNamesTheMinorThatIsNotPositive(long bad) {
        try (Arena arena = Arena.ofShared()) {
            Matrix a = Matrix.of(arena, true, 160, 160, false, new Random(1));
            for (long i = 0; i < 160; i++) for (long j = 0; j < 160; j++) a.set(i, j, i != j ? 0 : i == bad ? -1 : 1);
            MemorySegment table = table(2);
            MemorySegment f = function(table, External.POTRF_F64);
            assertEquals(bad + 1, Words.call(f, table.address(), 160, a.memory.address(), a.row));
        }
    }

    @ParameterizedTest @ValueSource(longs = {1, 2, 9, 64, 65, 130, 300})
    void luFactorsMultiplyBack(long m) {
        for (long n : new long[] {1, 64, 65, 200})
            for (boolean doubles : new boolean[] {false, true}) {
                try (Arena arena = Arena.ofShared()) {
                    Matrix a = Matrix.of(arena, doubles, m, n, false, new Random(11));
                    double[][] rows = a.copy(n);
                    MemorySegment exchanges = arena.allocate(JAVA_INT, Math.min(m, n));
                    MemorySegment table = table(2);
                    MemorySegment f = function(table, doubles ? External.GETRF_F64 : External.GETRF_F32);
                    assertEquals(0, Words.call(f, table.address(), m, n, a.memory.address(), a.row, exchanges.address()));
                    for (int i = 0; i < Math.min(m, n); i++) exchange(rows, i, exchanges.getAtIndex(JAVA_INT, i));
                    for (int i = 0; i < m; i++)
                        for (int j = 0; j < n; j++) {
                            double sum = 0;
                            for (int l = 0; l <= Math.min(Math.min(i, j), n - 1); l++) {
                                double lower = l == i ? 1 : a.get(i, l);
                                assertTrue(Math.abs(lower) <= 1 + 1e-6, "pivoting keeps L within 1");
                                sum += lower * a.get(l, j);
                            }
                            assertEquals(rows[i][j], sum, doubles ? 1e-12 : 1e-3);
                        }
                }
            }
    }

    private static void exchange(double[][] rows, int i, int j) {
        assertTrue(j >= i, "an exchange looks down");
        double[] row = rows[i];
        rows[i] = rows[j];
        rows[j] = row;
    }

    @Test void luSaysWhereThereIsNoPivot() {
        try (Arena arena = Arena.ofShared()) {
            Matrix a = Matrix.of(arena, true, 100, 100, false, new Random(12));
            for (long i = 0; i < 100; i++) for (long j = 0; j < 100; j++) a.set(i, j, i == j && i != 70 && i != 80 ? 1 : 0);
            MemorySegment exchanges = arena.allocate(JAVA_INT, 100);
            MemorySegment table = table(2);
            assertEquals(71, Words.call(function(table, External.GETRF_F64), table.address(), 100, 100, a.memory.address(), a.row,
                    exchanges.address()));
        }
    }

    @ParameterizedTest @ValueSource(booleans = {false, true})
    void solutionSatisfiesTheEquations(boolean transposed) throws Throwable {
        for (boolean doubles : new boolean[] {false, true})
            for (long n : new long[] {1, 3, 64, 150})
                try (Arena arena = Arena.ofShared()) {
                    Matrix a = Matrix.of(arena, doubles, n, n, false, new Random(13));
                    for (long i = 0; i < n; i++) a.set(i, (i + 1) % n, 3);               // needs its exchanges
                    double[][] matrix = a.copy(n);
                    Matrix b = Matrix.of(arena, doubles, n, 5, false, new Random(14));
                    double[][] right = b.copy(5);
                    MemorySegment exchanges = arena.allocate(JAVA_INT, n);
                    MemorySegment table = table(2);
                    Words.call(function(table, doubles ? External.GETRF_F64 : External.GETRF_F32), table.address(), n, n,
                            a.memory.address(), a.row, exchanges.address());
                    GETRS.invokeExact(function(table, doubles ? External.GETRS_F64 : External.GETRS_F32), table,
                            word(transposed), n, 5L, a.memory, a.row, exchanges, b.memory, b.row);
                    for (int i = 0; i < n; i++)
                        for (int j = 0; j < 5; j++) {
                            double sum = 0;
                            for (int l = 0; l < n; l++) sum += (transposed ? matrix[l][i] : matrix[i][l]) * b.get(l, j);
                            assertEquals(right[i][j], sum, doubles ? 1e-11 : 2e-3);
                        }
                }
    }

    @Test void kernelsOfNarrowVectorsAreReplacedOnAWideProcessor() {
        String wide = "+avx512f,+avx512dq,+avx512bw,+avx512vl,+avx512cd,-avx512bf16";
        assertEquals(Optional.of("SkylakeX"), OpenBlas.better("Haswell", new HostCpu("t", "znver5", wide)));
        assertEquals(Optional.of("SkylakeX"), OpenBlas.better("Zen", new HostCpu("t", "znver5", wide)));
        assertEquals(Optional.empty(), OpenBlas.better("Cooperlake", new HostCpu("t", "znver4", wide)));
        assertEquals(Optional.empty(), OpenBlas.better("Haswell", new HostCpu("t", "haswell", "+avx2")));
    }

    @Test void kernelsFitThisProcessor() {
        OpenBlas.function("cblas_dgemm");
        assertEquals(Optional.empty(), OpenBlas.better(OpenBlas.core(), jacobi.llvm.Llvm.host().cpu()), OpenBlas.core());
    }
}
