package jacobi.llvm;

import static jacobi.llvm.Fn.LLVMDisposeErrorMessage;
import static jacobi.llvm.Fn.LLVMDisposeMessage;
import static jacobi.llvm.Fn.LLVMGetErrorMessage;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The habits of LLVM's C API: strings that the caller frees, and errors that are null when there is none. */
@SuppressWarnings("restricted")
final class C {
    private C() {}

    /** A zero-terminated copy of {@code s}, as its address. */
    static long string(Arena arena, String s) {
        return arena.allocateFrom(s).address();
    }

    /** A zeroed pointer for a function to write its result to. */
    static MemorySegment out(Arena arena) {
        return arena.allocate(ADDRESS);
    }

    static long read(MemorySegment out) {
        return out.get(ADDRESS, 0).address();
    }

    /** The text at {@code address}, which stays LLVM's. */
    static String text(long address) {
        return address == 0 ? "" : MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE).getString(0);
    }

    /** The text at {@code address}, which was given to us and is freed. */
    static String take(long address) {
        String text = text(address);
        LLVMDisposeMessage.call(address);
        return text;
    }

    /** Throws what an {@code LLVMErrorRef} says; null says nothing. */
    static void check(long error) {
        if (error == 0) return;
        long message = LLVMGetErrorMessage.call(error);
        String text = text(message);
        LLVMDisposeErrorMessage.call(message);
        throw new LlvmError(text);
    }

    static byte[] bytes(long address, long size) {
        return MemorySegment.ofAddress(address).reinterpret(size).toArray(JAVA_BYTE);
    }
}
