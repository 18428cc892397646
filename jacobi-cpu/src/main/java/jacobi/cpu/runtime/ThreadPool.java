package jacobi.cpu.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import jacobi.llvm.CompiledCode;
import jacobi.llvm.Words;

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
    private static final AtomicReferenceArray<MemorySegment> FUNCTIONS = new AtomicReferenceArray<>(MOST + 1);
    private static final long BIG_STACK = 16L << 20;
    private static volatile int budget;                 // 0 while unknown
    private static int started = 1;                      // the caller counts; guarded by the class

    private ThreadPool() {}

    /** The number of threads that a region entered now would have at most. */
    public static int threads() {
        return THREADS.isBound() ? THREADS.get() : budget();
    }

    /** Found when first asked for, so that each who asks is told of a bad setting. */
    private static int budget() {
        if (budget == 0) budget = Math.min(MOST, Budget.ofProcess());
        return budget;
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
        budget();                                        // a bad setting is told here, not by a class that cannot be loaded
        int threads = Native.POSIX ? threads() : 1;
        MemorySegment function = FUNCTIONS.get(threads);
        return function == null ? first(threads) : function;
    }

    private static synchronized MemorySegment first(int threads) {
        for (; started < threads; started++) new Helper(started).start();
        String name = Native.function(threads);
        boolean usual = threads == budget() || threads == 1;
        CompiledCode code = usual ? Native.CODE : RuntimeCode.compile(Native.ir(threads, Native.run()), RuntimeCode.GLUE);
        MemorySegment function = code.function(name);
        FUNCTIONS.set(threads, function);
        return function;
    }

    /** A thread that goes into native code and stays there. */
    private static final class Helper extends Thread {
        private final int index;

        Helper(int index) {
            super(null, null, "jacobi-" + index, BIG_STACK);
            this.index = index;
            setDaemon(true);
            Native.initialise(index);
        }

        @Override
        public void run() {
            Words.call(Native.CODE.function("help"), Native.POOL.address(), index);
        }
    }

    /** The pool's memory and code; {@code pool.ll} says what lies where. */
    private static final class Native {
        private static final long HELPERS = 512;
        private static final long HELPER = 320;
        private static final long MUTEX = 64;
        private static final long CONDITION = 192;
        private static final long SPINS = 4000;

        static final boolean POSIX = symbol("pthread_cond_wait") != null;
        static final MemorySegment POOL = pool();
        static final CompiledCode CODE = RuntimeCode.compile(ir(), RuntimeCode.GLUE);

        private static MemorySegment pool() {
            MemorySegment pool = Arena.global().allocate(HELPERS + MOST * HELPER, 64);
            pool.set(JAVA_LONG, 448, SPINS);
            String[] names = {
                "pthread_mutex_lock", "pthread_mutex_unlock", "pthread_cond_wait", "pthread_cond_signal", "sched_yield"};
            for (int i = 0; i < names.length && POSIX; i++) pool.set(ADDRESS, 384 + 8L * i, symbol(names[i]));
            return pool;
        }

        /** Prepares a helper's mutex and condition. */
        static void initialise(int index) {
            long helper = POOL.address() + HELPERS + index * HELPER;
            Words.call(symbol("pthread_mutex_init"), helper + MUTEX, 0);
            Words.call(symbol("pthread_cond_init"), helper + CONDITION, 0);
        }

        /** The pool's code, with the functions for the usual numbers of threads. */
        private static String ir() {
            String usual = budget() == 1 ? "" : ir(budget(), "@run");
            return RuntimeCode.text("pool.ll", RuntimeCode.pause()) + ir(1, "@run") + usual;
        }

        static String function(int threads) {
            return "parallel_for_" + threads;
        }

        /** The function that offers a region to so many threads. */
        static String ir(int threads, String run) {
            return "define void @" + function(threads) + "(ptr %body, ptr %context, i64 %n, i64 %grain) nounwind {\n"
                    + "  tail call void " + run + "(ptr " + RuntimeCode.pointer(POOL) + ", i64 " + threads
                    + ", ptr %body, ptr %context, i64 %n, i64 %grain)\n  ret void\n}\n";
        }

        static String run() {
            return RuntimeCode.pointer(CODE.function("run"));
        }

        /** The address of a function of the system, or null. */
        private static MemorySegment symbol(String name) {
            Optional<MemorySegment> found = Linker.nativeLinker().defaultLookup().find(name);
            return found.isPresent() ? found.get() : threads().find(name).orElse(null);
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
