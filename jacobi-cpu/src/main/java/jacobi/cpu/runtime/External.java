package jacobi.cpu.runtime;

import java.lang.foreign.MemorySegment;

/**
 * What generated code may call, by its place in the table that it is given (see {@link Externals}).
 *
 * <p>Signatures are C's. Matrices are row-major; strides count elements; {@code T} is {@code float} or {@code double} by the
 * name's ending; dimensions and strides must fit 32 bits. Every function but the first takes the table itself first, through
 * which it finds the threads. None throws, and none keeps a pointer. Results depend on shapes and values alone, never on threads.
 */
public enum External {
    /**
     * {@code void parallel_for(void (*body)(void* context, int64_t lo, int64_t hi), void* context, int64_t n, int64_t grain)}:
     * calls {@code body} once for each block of {@code grain ≥ 1} of {@code 0 … n - 1}, the last may be shorter, and returns when
     * all are done. See {@link ThreadPool}.
     */
    PARALLEL_FOR,
    /**
     * {@code void gemm(void* table, int64_t m, int64_t n, int64_t k, T alpha, T* a, int64_t a_row, int64_t a_column, T* b,
     * int64_t b_row, int64_t b_column, T beta, T* c, int64_t c_row)}: C = α A B + β C for A {@code [m,k]}, B {@code [k,n]},
     * C {@code [m,n]}. Of the two strides of A, and of B, one is 1 (of an axis of size 1 the stride is not looked at); C's
     * columns are neighbours. With β = 0, C is not read. C overlaps neither A nor B.
     */
    GEMM_F32,
    /** {@link #GEMM_F32}, of doubles. */
    GEMM_F64,
    /** {@link #GEMM_F32}, all of it by the thread that calls: for callers that cut products into tiles themselves. */
    TILE_F32,
    /** {@link #TILE_F32}, of doubles. */
    TILE_F64,
    /**
     * {@code void trsm(void* table, int64_t left, int64_t lower, int64_t transposed, int64_t unit, int64_t m, int64_t n, T* a,
     * int64_t a_row, T* b, int64_t b_row)}: B {@code [m,n]} becomes op(A)⁻¹ B if {@code left}, else B op(A)⁻¹, where A is
     * triangular, {@code lower} or upper, with ones on its diagonal if {@code unit}, and op transposes if {@code transposed}. The
     * other triangle, and a diagonal of ones, are not read. A zero on the diagonal gives infinities or NaN.
     */
    TRSM_F32,
    /** {@link #TRSM_F32}, of doubles. */
    TRSM_F64,
    /**
     * {@code int64_t potrf(void* table, int64_t n, T* a, int64_t a_row)}: the lower triangle of the symmetric A {@code [n,n]}
     * becomes L with L Lᵀ = A; above the diagonal, A is neither read nor, except within 64 columns of it, left as it was. Returns
     * 0, or the order of the first leading minor that is not positive definite, and then what is in A means nothing.
     */
    POTRF_F32,
    /** {@link #POTRF_F32}, of doubles. */
    POTRF_F64,
    /**
     * {@code int64_t getrf(void* table, int64_t m, int64_t n, T* a, int64_t a_row, int32_t* exchanges)}: A {@code [m,n]} becomes
     * L (below the diagonal, ones on it not stored) and U with P A = L U by partial pivoting. {@code exchanges[i]}, for i below
     * min(m, n), is the row that row i was exchanged with, in that order, from 0. Returns 0; or 1 + the first i with U[i,i] = 0,
     * the factorisation being complete; or -1 if there is no memory for a panel of 64 columns.
     */
    GETRF_F32,
    /** {@link #GETRF_F32}, of doubles. */
    GETRF_F64,
    /**
     * {@code void getrs(void* table, int64_t transposed, int64_t n, int64_t columns, T* lu, int64_t lu_row, int32_t* exchanges,
     * T* b, int64_t b_row)}: B {@code [n,columns]} becomes X with A X = B, or Aᵀ X = B if {@code transposed}, from what getrf
     * made of A. Infinite or NaN where A is singular.
     */
    GETRS_F32,
    /** {@link #GETRS_F32}, of doubles. */
    GETRS_F64,
    /**
     * {@code void sort(void* table, int64_t lines, int64_t n, int64_t bits, int64_t zero, int64_t twins, uint64_t* keys,
     * uint64_t*
     * more_keys, int64_t with, int64_t* places, int64_t* more_places)}: sorts each of some lines of n ≥ 1 keys, which lie one
     * after
     * another and are below 2^bits, stably and in ascending order; if {@code with}, the places beside them move as they do. Lines
     * are shorter than 2^32. If {@code twins} is 1, the key {@code zero} counts as the next one, from which it stays distinct;
     * else it
     * is 0. The further memories have room for as much, and mean nothing afterwards.
     */
    SORT,
    /**
     * {@code int64_t upcall(int64_t id, void* arguments)}: calls the Java function that {@link Upcalls#register} gave this
     * number, and returns what it returns; or {@link Upcalls#FAILED}, if it threw, and {@link Upcalls} keeps what.
     */
    UPCALL;

    /** Where in the table its address stands, in bytes. */
    public long offset() {
        return 8L * ordinal();
    }

    /** Whether it shares its work out, and so needs {@link #PARALLEL_FOR} in its table. */
    boolean parallel() {
        return switch (this) {
            case PARALLEL_FOR, TILE_F32, TILE_F64, UPCALL -> false;
            default -> true;
        };
    }

    /** What computes tiles of such a product. */
    public External tile() {
        return switch (this) {
            case GEMM_F32 -> TILE_F32;
            case GEMM_F64 -> TILE_F64;
            default -> throw new IllegalArgumentException(this + " is no product");
        };
    }

    /** The function; compiled, or its library loaded, if this was not done yet. */
    MemorySegment address() {
        return switch (this) {
            case PARALLEL_FOR -> ThreadPool.parallelFor();
            case GEMM_F32 -> Blas.product("gemm", "f32");
            case GEMM_F64 -> Blas.product("gemm", "f64");
            case TILE_F32 -> Blas.product("tile", "f32");
            case TILE_F64 -> Blas.product("tile", "f64");
            case TRSM_F32 -> Blas.product("trsm", "f32");
            case TRSM_F64 -> Blas.product("trsm", "f64");
            case POTRF_F32 -> Blas.factorisation("potrf", "f32");
            case POTRF_F64 -> Blas.factorisation("potrf", "f64");
            case GETRF_F32 -> Blas.factorisation("getrf", "f32");
            case GETRF_F64 -> Blas.factorisation("getrf", "f64");
            case GETRS_F32 -> Blas.factorisation("getrs", "f32");
            case GETRS_F64 -> Blas.factorisation("getrs", "f64");
            case SORT -> SortCode.function();
            case UPCALL -> Upcalls.function();
        };
    }
}
