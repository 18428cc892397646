package jacobi.cpu.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicLong;
import jacobi.llvm.CompileOptions;
import jacobi.llvm.CompiledCode;
import jacobi.llvm.Llvm;
import jacobi.llvm.Words;
import org.junit.jupiter.api.Test;

class UpcallsTest {
    private static MemorySegment upcall() {
        return Externals.table(EnumSet.of(External.UPCALL)).get(ADDRESS, External.UPCALL.offset());
    }

    @Test void nativeCodeCallsJavaByNumber() {
        try (var triple = Upcalls.register(x -> 3 * x)) {
            assertEquals(21, Words.call(upcall(), triple.id(), 7));
            assertNull(triple.takeFailure());
        }
    }

    @Test void whatIsThrownIsKeptAndDoesNotReachNativeCode() {
        var failure = new StackOverflowError("deep");
        try (var thrower = Upcalls.register(x -> { throw failure; })) {
            assertEquals(Upcalls.FAILED, Words.call(upcall(), thrower.id(), 7));
            assertSame(failure, thrower.takeFailure());
            assertNull(thrower.takeFailure());
        }
    }

    @Test void aClosedNumberFails() {
        var closed = Upcalls.register(x -> x);
        closed.close();
        assertEquals(Upcalls.FAILED, Words.call(upcall(), closed.id(), 7));
    }

    @Test void blocksOfARegionMayCallJavaOnEveryThread() {
        String ir = """
                define void @body(ptr %context, i64 %lo, i64 %hi) nounwind {
                  %id = load i64, ptr %context
                  %upcall.at = getelementptr ptr, ptr %context, i64 1
                  %upcall = load ptr, ptr %upcall.at
                  %r = call i64 %upcall(i64 %id, i64 %lo)
                  ret void
                }
                """;
        var sum = new AtomicLong();
        try (CompiledCode code = Llvm.host().load(Llvm.host().compile(ir, CompileOptions.O1));
                var add = Upcalls.register(sum::addAndGet);
                var arena = java.lang.foreign.Arena.ofConfined()) {
            var context = arena.allocateFrom(java.lang.foreign.ValueLayout.JAVA_LONG, add.id(), upcall().address());
            MemorySegment parallel = ThreadPool.withThreads(3, ThreadPool::parallelFor);
            Words.call(parallel, code.function("body").address(), context.address(), 1000, 1);
            assertEquals(999 * 1000 / 2, sum.get());
        }
    }
}
