package jacobi.cpu.runtime;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;
import jacobi.core.DType;
import jacobi.eager.RadixOrder;

/** Sorting for generated code, in Java; the signature stands at {@link External#ORDER}. */
public final class Ordering {
    /** What sorting threw on a thread, until the call of generated code is over. */
    private static final ThreadLocal<Throwable> FAILURE = new ThreadLocal<>();

    private Ordering() {}

    /** Throws what sorting threw on this thread since this was last asked. */
    public static void rethrow() {
        var failure = FAILURE.get();
        if (failure == null) return;
        FAILURE.remove();
        if (failure instanceof Error e) throw e;
        throw new IllegalStateException(failure);
    }

    static MemorySegment function() { return Stub.ADDRESS; }

    /**
     * Called by native code, which nothing may escape into; after a failure the order is one that may be read, and means
     * nothing.
     */
    @SuppressWarnings("unused")
    private static void order(long table, long dtype, long outer, long n, long inner, long keys, long first, long order,
            long scratch) {
        long size = outer * n * inner;
        var places = memory(order, 8 * size);
        try {
            var type = DType.values()[(int) dtype];
            RadixOrder.sort(type, outer, Math.toIntExact(n), inner, memory(keys, type.bytes() * size), places, first != 0,
                    memory(scratch, 32 * n));
        } catch (Throwable t) {
            places.fill((byte) 0);
            FAILURE.set(t);
        }
    }

    @SuppressWarnings("restricted")
    private static MemorySegment memory(long address, long bytes) { return MemorySegment.ofAddress(address).reinterpret(bytes); }

    @SuppressWarnings("restricted")
    private static final class Stub {
        static final MemorySegment ADDRESS = make();

        private static MemorySegment make() {
            try {
                var type = MethodType.methodType(void.class, Collections.nCopies(9, long.class));
                var order = MethodHandles.lookup().findStatic(Ordering.class, "order", type);
                var words = Collections.nCopies(9, JAVA_LONG).toArray(MemoryLayout[]::new);
                return Linker.nativeLinker().upcallStub(order, FunctionDescriptor.ofVoid(words), Arena.global());
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }
}
