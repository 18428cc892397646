package jacobi.llvm;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The only functions that generated code may leave undefined: those that LLVM's code generator calls of its own accord where the
 * processor has no instruction. The exact ones (fma, floor …) give the same bits as the instruction would.
 */
public final class Helpers {
    private static final Set<String> NAMES = Set.of(
            "memcpy", "memmove", "memset", "bzero", "__bzero",
            "fmod", "fmodf",
            "fma", "fmaf", "floor", "floorf", "ceil", "ceilf", "trunc", "truncf", "rint", "rintf", "roundeven", "roundevenf",
            "__extendhfsf2", "__truncsfhf2", "__truncdfhf2", "__truncsfbf2", "__truncdfbf2");

    private Helpers() {}

    /** All names. */
    public static Set<String> names() {
        return new TreeSet<>(NAMES);
    }

    /** The address of helper {@code name} in this process, if it is one and the process has it. */
    static Optional<Long> address(String name) {
        if (!NAMES.contains(name)) return Optional.empty();
        return Linker.nativeLinker().defaultLookup().find(name).or(() -> Compiler.SYMBOLS.find(name)).map(s -> s.address());
    }

    /** The compiler's own library, where the conversions of 16-bit floats live. */
    private static final class Compiler {
        static final SymbolLookup SYMBOLS = open();

        @SuppressWarnings("restricted")
        private static SymbolLookup open() {
            try {
                return SymbolLookup.libraryLookup("libgcc_s.so.1", Arena.global());
            } catch (IllegalArgumentException absent) {
                return name -> Optional.empty();
            }
        }
    }
}
