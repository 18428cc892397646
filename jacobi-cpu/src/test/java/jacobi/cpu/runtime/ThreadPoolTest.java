package jacobi.cpu.runtime;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jacobi.core.DomainError;
import jacobi.llvm.CompileOptions;
import jacobi.llvm.CompiledCode;
import jacobi.llvm.Llvm;
import jacobi.llvm.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies here are native, as those of generated code are. */
@Timeout(120)
class ThreadPoolTest {
    /**
     * {@code visit} counts each index, and notes for each the block it came in; {@code nest} opens a region in each block;
     * {@code slow} takes long enough for helpers to come, and notes which thread ran each block; {@code repeat} opens many
     * regions.
     */
    private static final String IR = """
            %Context = type { ptr, ptr, i64, i64 }
            declare ptr @llvm.thread.pointer()
            define void @visit(ptr %context, i64 %lo, i64 %hi) nounwind {
            start:
              %c = load %Context, ptr %context
              %counts = extractvalue %Context %c, 0
              br label %each
            each:
              %i = phi i64 [%lo, %start], [%i.next, %each]
              %at = getelementptr i64, ptr %counts, i64 %i
              %old = atomicrmw add ptr %at, i64 1 monotonic
              %block.at = getelementptr i64, ptr %at, i64 100000
              store i64 %lo, ptr %block.at
              %i.next = add i64 %i, 1
              %more = icmp slt i64 %i.next, %hi
              br i1 %more, label %each, label %done
            done:
              ret void
            }
            define void @nest(ptr %context, i64 %lo, i64 %hi) nounwind {
              %c = load %Context, ptr %context
              %parallel = extractvalue %Context %c, 1
              %n = extractvalue %Context %c, 2
              %grain = extractvalue %Context %c, 3
              call void %parallel(ptr @visit, ptr %context, i64 %n, i64 %grain)
              ret void
            }
            define void @slow(ptr %context, i64 %lo, i64 %hi) nounwind {
            start:
              %c = load %Context, ptr %context
              %threads = extractvalue %Context %c, 0
              %at = getelementptr ptr, ptr %threads, i64 %lo
              %me = call ptr @llvm.thread.pointer()
              store ptr %me, ptr %at
              br label %each
            each:
              %i = phi i64 [0, %start], [%i.next, %each]
              %i.next = add i64 %i, 1
              store volatile i64 %i, ptr %at
              %more = icmp slt i64 %i.next, 2000000
              br i1 %more, label %each, label %done
            done:
              store ptr %me, ptr %at
              ret void
            }
            define void @repeat(ptr %context, i64 %times) nounwind {
            start:
              br label %each
            each:
              %i = phi i64 [0, %start], [%i.next, %each]
              call void @nest(ptr %context, i64 0, i64 0)
              %i.next = add i64 %i, 1
              %more = icmp slt i64 %i.next, %times
              br i1 %more, label %each, label %done
            done:
              ret void
            }
            """;
    private static final CompiledCode CODE = Llvm.host().load(Llvm.host().compile(IR, CompileOptions.O1));

    private static void region(int threads, String body, MemorySegment context, long n, long grain) {
        Words.call(parallelFor(threads), CODE.function(body).address(), context.address(), n, grain);
    }

    private static MemorySegment parallelFor(int threads) {
        return ThreadPool.withThreads(threads, ThreadPool::parallelFor);
    }

    private static MemorySegment context(Arena arena, MemorySegment counts, int threads, long n, long grain) {
        return arena.allocateFrom(JAVA_LONG, counts.address(), parallelFor(threads).address(), n, grain);
    }

    private static MemorySegment counts(Arena arena) {
        return arena.allocate(JAVA_LONG, 200_000);
    }

    @ParameterizedTest @ValueSource(ints = {1, 2, 7})
    void everyIndexIsVisitedOnceInTheBlocksOfTheCaller(int threads) {
        for (long n : new long[] {1, 2, 7, 8, 63, 64, 65, 1000, 100_000})
            for (long grain : new long[] {1, 3, 64, 1000, Long.MAX_VALUE}) {
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment counts = counts(arena);
                    region(threads, "visit", context(arena, counts, threads, n, grain), n, grain);
                    for (long i = 0; i < n; i++) {
                        assertEquals(1, counts.getAtIndex(JAVA_LONG, i));
                        assertEquals(i / grain * grain, counts.getAtIndex(JAVA_LONG, i + 100_000));
                    }
                }
            }
    }

    @Test void anEmptyRegionCallsNothing() {
        region(2, "visit", MemorySegment.NULL, 0, 1);
        region(2, "visit", MemorySegment.NULL, -5, 1);
        assertEquals(2, ThreadPool.<Integer, RuntimeException>withThreads(2, ThreadPool::threads));
    }

    @ParameterizedTest @ValueSource(ints = {2, 7})
    void aRegionWithinARegionRunsInline(int threads) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment counts = counts(arena);
            region(threads, "nest", context(arena, counts, threads, 100, 10), 50, 1);
            for (long i = 0; i < 100; i++) assertEquals(50, counts.getAtIndex(JAVA_LONG, i));
        }
    }

    @Test void sevenThreadsAreSevenEvenOnTwoProcessors() throws Exception {
        var seen = new HashSet<Long>();
        for (int attempt = 0; attempt < 2000 && seen.size() < 7; attempt++) {          // the system decides who runs when
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment threads = arena.allocate(JAVA_LONG, 70);
                seen.clear();
                region(7, "slow", context(arena, threads, 7, 0, 0), 70, 1);
                for (long i = 0; i < 70; i++) seen.add(threads.getAtIndex(JAVA_LONG, i));
            }
        }
        assertEquals(7, seen.size());
    }

    @Test void oneThreadIsTheCallersOwn() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment threads = arena.allocate(JAVA_LONG, 10);
            region(1, "slow", context(arena, threads, 1, 0, 0), 10, 1);
            for (long i = 1; i < 10; i++) assertEquals(threads.getAtIndex(JAVA_LONG, 0), threads.getAtIndex(JAVA_LONG, i));
        }
    }

    @Test void manyRegionsFromManyThreadsAllComplete() throws Exception {
        Callable<Long> task = () -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment counts = counts(arena);
                Words.call(CODE.function("repeat"), context(arena, counts, 3, 64, 8).address(), 5000);
                long wrong = 0;
                for (long i = 0; i < 64; i++) if (counts.getAtIndex(JAVA_LONG, i) != 5000) wrong++;
                return wrong;
            }
        };
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (Future<Long> wrong : pool.invokeAll(Collections.nCopies(4, task))) assertEquals(0, wrong.get());
        }
    }

    @Test void helpersThatSleepAreWoken() throws Exception {
        List<Long> wrong = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            for (int round = 0; round < 20; round++) {
                MemorySegment counts = counts(arena);
                Thread.sleep(round);                     // from awake to surely asleep
                region(2, "visit", context(arena, counts, 2, 1000, 10), 1000, 10);
                for (long i = 0; i < 1000; i++) if (counts.getAtIndex(JAVA_LONG, i) != 1) wrong.add(i);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test void theNumberOfThreadsHoldsForTheScopeOnly() {
        int usual = ThreadPool.threads();
        int inner = ThreadPool.<Integer, RuntimeException>withThreads(5, () -> ThreadPool.withThreads(3, ThreadPool::threads));
        assertEquals(3, inner);
        assertEquals(usual, ThreadPool.threads());
        assertTrue(usual >= 1 && usual <= Runtime.getRuntime().availableProcessors());
        assertThrows(IllegalArgumentException.class, () -> ThreadPool.withThreads(0, ThreadPool::threads));
        assertThrows(IllegalArgumentException.class, () -> ThreadPool.withThreads(ThreadPool.MOST + 1, ThreadPool::threads));
    }

    @Test void theSettingLowersTheBudgetAndDoesNotRaiseIt() {
        int processors = Runtime.getRuntime().availableProcessors();
        String before = System.getProperty(Budget.PROPERTY);
        try {
            System.setProperty(Budget.PROPERTY, "1");
            assertEquals(1, Budget.ofProcess());
            System.setProperty(Budget.PROPERTY, "1000");
            assertEquals(processors, Budget.ofProcess());
        } finally {
            if (before == null) System.clearProperty(Budget.PROPERTY);
            else System.setProperty(Budget.PROPERTY, before);
        }
    }

    @Test void aSettingThatIsNoNumberIsRefused() {
        assertEquals(3, Budget.parse("x", " 3 "));
        for (String bad : List.of("0", "-1", "two", "1.5")) {
            var error = assertThrows(DomainError.class, () -> Budget.parse("JACOBI_NUM_THREADS", bad));
            assertTrue(error.getMessage().contains("expected  a whole number of threads, at least 1"), error::toString);
            assertTrue(error.getMessage().contains("JACOBI_NUM_THREADS=" + bad), error::toString);
        }
    }
}
