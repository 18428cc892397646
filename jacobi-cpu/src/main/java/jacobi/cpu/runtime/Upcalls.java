package jacobi.cpu.runtime;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Java functions that generated code may call by number. Nothing they throw reaches native code, which it would end. */
public final class Upcalls {
    /** What a call returns whose Java function threw. */
    public static final long FAILED = Long.MIN_VALUE;

    private static final Map<Long, Registration> REGISTERED = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong(1);

    private Upcalls() {}

    /** A function that native code calls; on any thread, several at once perhaps. */
    @FunctionalInterface
    public interface Function {
        /** @param arguments an address that the caller and this function agree on */
        long call(long arguments) throws Exception;
    }

    /** Makes {@code function} callable until the registration is closed. */
    public static Registration register(Function function) {
        var registration = new Registration(NEXT.getAndIncrement(), function);
        REGISTERED.put(registration.id, registration);
        return registration;
    }

    /** A function with its number and the first thing it threw. */
    public static final class Registration implements AutoCloseable {
        private final long id;
        private final Function function;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        private Registration(long id, Function function) {
            this.id = id;
            this.function = function;
        }

        /** The number to call it by. */
        public long id() {
            return id;
        }

        /** The first thing it threw since this was last asked, or null. */
        public Throwable takeFailure() {
            return failure.getAndSet(null);
        }

        private long call(long arguments) {
            try {
                return function.call(arguments);
            } catch (Throwable thrown) {
                failure.compareAndSet(null, thrown);
                return FAILED;
            }
        }

        @Override
        public void close() {
            REGISTERED.remove(id);
        }
    }

    /** The native function; its signature stands at {@link External#UPCALL}. */
    static MemorySegment function() {
        return Stub.ADDRESS;
    }

    /** Called by native code; nothing may escape, not even of a number that was closed. */
    @SuppressWarnings("unused")
    private static long dispatch(long id, long arguments) {
        try {
            Registration registration = REGISTERED.get(id);
            return registration == null ? FAILED : registration.call(arguments);
        } catch (Throwable thrown) {
            return FAILED;
        }
    }

    @SuppressWarnings("restricted")
    private static final class Stub {
        static final MemorySegment ADDRESS = make();

        private static MemorySegment make() {
            try {
                var type = MethodType.methodType(long.class, long.class, long.class);
                var dispatch = MethodHandles.lookup().findStatic(Upcalls.class, "dispatch", type);
                return Linker.nativeLinker()
                        .upcallStub(dispatch, FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG), Arena.global());
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }
}
