package jacobi.cpu.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import jacobi.llvm.CompiledCode;
import jacobi.llvm.Words;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The threads that share parallel loops: one pool a process, of Java daemon threads that spend their life in native code.
 *
 * <p>Generated code calls {@linkplain #parallelFor() one function},
 * <pre>{@code
 * void parallel_for(void (*body)(void* context, int64_t lo, int64_t hi), void* context, int64_t n, int64_t grain)
 * }</pre>
 * which runs {@code body} once for each block {@code [i·grain, min(n, (i+1)·grain))} and returns when all are done. The caller
 * decides the blocks by {@code grain}, so that what is computed never depends on the number of threads; the pool only hands
 * blocks out, in no particular order. The caller works too. One region is open at a time: a region within a region, or one of
 * another thread meanwhile, runs its blocks on its own thread, hence nothing ever waits for a thread to come free. Helpers watch
 * for work a while, then sleep. {@code body} must not throw, nor unwind.
 *
 * <p>The number of threads is {@linkplain Budget the process's budget}, or what {@link #withThreads} asked for. With 1, no
 * thread is started.
 */
public final class ThreadPool {
    /** Most threads that a region may have. */
    public static final int MOST = 256;

    private static final ScopedValue<Integer> THREADS = ScopedValue.newInstance();
    private static final Map<Integer, MemorySegment> FUNCTIONS = new ConcurrentHashMap<>();
    private static final long BIG_STACK = 16L << 20;
    private static int started = 1;                      // the caller counts; guarded by the class

    private ThreadPool() {}

    /** The number of threads that a region entered now would have at most. */
    public static int threads() {
        return THREADS.isBound() ? THREADS.get() : Process.BUDGET;
    }

    /** Holds the budget, so that a bad setting is told by the first region and not by loading this class. */
    private static final class Process {
        static final int BUDGET = Math.min(MOST, Budget.ofProcess());
    }

    /**
     * Runs {@code work} with regions of {@code threads} threads, on any number of processors.
     *
     * @throws IllegalArgumentException if {@code threads} is not within 1 … {@link #MOST}
     */
    public static <T, X extends Throwable> T withThreads(int threads, ScopedValue.CallableOp<T, X> work) throws X {
        if (threads < 1 || threads > MOST)
            throw new IllegalArgumentException(threads + " threads, expected 1 to " + MOST);
        return ScopedValue.where(THREADS, threads).call(work);
    }

    /** The native {@code parallel_for} for as many threads as {@link #threads} says now; it stays valid for good. */
    public static MemorySegment parallelFor() {
        return FUNCTIONS.computeIfAbsent(Native.POSIX ? threads() : 1, ThreadPool::function);
    }

    private static MemorySegment function(int threads) {
        start(threads);
        String ir = """
                define void @parallel_for(ptr %%body, ptr %%context, i64 %%n, i64 %%grain) nounwind {
                  tail call void %s(ptr %s, i64 %d, ptr %%body, ptr %%context, i64 %%n, i64 %%grain)
                  ret void
                }
                """.formatted(RuntimeCode.pointer(Native.RUN), RuntimeCode.pointer(Native.POOL), threads);
        return RuntimeCode.compile(ir, RuntimeCode.GLUE).function("parallel_for");
    }

    /** Sees to it that {@code threads - 1} helpers exist. */
    private static synchronized void start(int threads) {
        for (; started < threads; started++) {
            int index = started;
            Runnable life = () -> Words.call(Native.HELP, Native.POOL.address(), index);
            var helper = new Thread(null, life, "jacobi-" + index, BIG_STACK);
            helper.setDaemon(true);
            helper.start();
        }
    }

    /** The pool's memory and code; {@code pool.ll} says what lies where. */
    private static final class Native {
        private static final long HELPERS = 512;
        private static final long HELPER = 320;
        private static final long MUTEX = 64;
        private static final long CONDITION = 192;
        private static final long SPINS = 4000;

        static final boolean POSIX = symbol("pthread_cond_wait").isPresent();
        static final MemorySegment POOL = pool();
        static final MemorySegment RUN;
        static final MemorySegment HELP;

        static {
            CompiledCode code = RuntimeCode.compile(RuntimeCode.text("pool.ll", RuntimeCode.pause()), RuntimeCode.GLUE);
            RUN = code.function("run");
            HELP = code.function("help");
        }

        private static MemorySegment pool() {
            MemorySegment pool = Arena.global().allocate(HELPERS + MOST * HELPER, 64);
            pool.set(JAVA_LONG, 448, SPINS);
            var names = List.of(
                    "pthread_mutex_lock", "pthread_mutex_unlock", "pthread_cond_wait", "pthread_cond_signal", "sched_yield");
            for (int i = 0; i < names.size(); i++)
                pool.set(ADDRESS, 384 + 8L * i, symbol(names.get(i)).orElse(MemorySegment.NULL));
            if (POSIX) initialise(pool);
            return pool;
        }

        private static void initialise(MemorySegment pool) {
            MemorySegment mutex = symbol("pthread_mutex_init").orElseThrow();
            MemorySegment condition = symbol("pthread_cond_init").orElseThrow();
            for (long i = 0; i < MOST; i++) {
                long helper = pool.address() + HELPERS + i * HELPER;
                Words.call(mutex, helper + MUTEX, 0);
                Words.call(condition, helper + CONDITION, 0);
            }
        }

        private static Optional<MemorySegment> symbol(String name) {
            return Linker.nativeLinker().defaultLookup().find(name).or(() -> threads().find(name));
        }

        /** Older systems keep threads in a library of their own. */
        @SuppressWarnings("restricted")
        private static SymbolLookup threads() {
            try {
                return SymbolLookup.libraryLookup("libpthread.so.0", Arena.global());
            } catch (IllegalArgumentException none) {
                return name -> Optional.empty();
            }
        }
    }
}
