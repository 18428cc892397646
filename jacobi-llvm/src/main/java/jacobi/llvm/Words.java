package jacobi.llvm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Calls C functions whose arguments and result are whole words: pointers, and integers of up to 64 bits.
 *
 * <p>There is <em>one</em> downcall handle, of six words and a word back, for all such functions of at most six arguments. In
 * every calling convention that LLVM has natives for (System V and Windows on x86-64, AAPCS64) pointers and integers of any width
 * travel in whole registers or stack slots, the callee looks at the low bits it declared, and the caller pops; so spare
 * arguments and upper bits do no harm. In a cold process the first handle costs 100 ms, each further shape 10 ms, a first
 * upcall 25 ms: one shape for LLVM's sixty functions and the generated entries alike is what makes a quick start possible.
 * A call costs some 10 ns, and lets the collector pass while it runs.
 */
@SuppressWarnings("restricted")
public final class Words {
    private static final MethodHandle CALL = Linker.nativeLinker().downcallHandle(
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

    private Words() {}

    /** Calls {@code function}: its arguments first, anything behind them. Of a narrower result the upper bits are noise. */
    public static long call(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        try {
            return (long) CALL.invokeExact(function, a, b, c, d, e, f);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** A function of one word. */
    public static long call(MemorySegment function, long a) {
        return call(function, a, 0, 0, 0, 0, 0);
    }

    /** A function of two words. */
    public static long call(MemorySegment function, long a, long b) {
        return call(function, a, b, 0, 0, 0, 0);
    }

    /** A function of three words. */
    public static long call(MemorySegment function, long a, long b, long c) {
        return call(function, a, b, c, 0, 0, 0);
    }

    /** A function of four words. */
    public static long call(MemorySegment function, long a, long b, long c, long d) {
        return call(function, a, b, c, d, 0, 0);
    }
}
