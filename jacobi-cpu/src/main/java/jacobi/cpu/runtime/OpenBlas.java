package jacobi.cpu.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jacobi.llvm.HostCpu;
import jacobi.llvm.Llvm;
import jacobi.llvm.NativeBundle;
import jacobi.llvm.Natives;
import jacobi.llvm.NativesMissing;
import jacobi.llvm.Platform;
import jacobi.llvm.Words;

/**
 * OpenBLAS, held to one thread: our pool shares big products out, and two pools of threads would fight. (On one thread it also
 * keeps to the stack of any Java thread; its threaded paths do not.)
 *
 * <p>OpenBLAS picks its kernels by a list of processors it knows, and takes old ones for a processor that came later: on one with
 * AVX-512 that costs two to six times. Then it is loaded anew, told which to take. {@code OPENBLAS_CORETYPE} in the environment
 * has the last word.
 */
final class OpenBlas {
    private static final String CORE = "OPENBLAS_CORETYPE";
    private static final Set<String> WIDE = Set.of("SkylakeX", "Cooperlake", "Sapphirerapids");
    private static final List<String> NEEDED = List.of("avx512f", "avx512dq", "avx512bw", "avx512vl", "avx512cd");

    private OpenBlas() {}

    private static final class Library {
        static final SymbolLookup SYMBOLS = load();
    }

    /** The address of function {@code name}. @throws NativesMissing if OpenBLAS is not there for this platform, saying why */
    static MemorySegment function(String name) {
        try {
            return Library.SYMBOLS.find(name).orElseThrow(() -> new NativesMissing("this OpenBLAS has no " + name));
        } catch (LinkageError e) {
            throw e.getCause() instanceof NativesMissing m ? m : new NativesMissing("OpenBLAS cannot be loaded: " + e, e);
        }
    }

    /** The kernels that OpenBLAS runs: {@code SkylakeX}, {@code Haswell} …. */
    static String core() {
        return core(Library.SYMBOLS);
    }

    @SuppressWarnings("restricted")
    private static String core(SymbolLookup symbols) {
        MemorySegment name = MemorySegment.ofAddress(Words.call(symbols.find("openblas_get_corename").orElseThrow(), 0));
        return name.reinterpret(64).getString(0);
    }

    private static SymbolLookup load() {
        setEnvironment("OPENBLAS_NUM_THREADS", "1");
        Path library = Natives.prepare(bundle());
        Optional<String> better = System.getenv(CORE) != null ? Optional.empty() : better(chosen(library), Llvm.host().cpu());
        better.ifPresent(core -> setEnvironment(CORE, core));
        return Natives.open(library, Arena.global());
    }

    private static NativeBundle bundle() {
        return switch (Platform.current().os()) {
            case "macosx" -> bundle("libopenblas.0.dylib", "libgcc_s.1.1.dylib", "libquadmath.0.dylib", "libgfortran.5.dylib");
            default -> bundle("libopenblas.so.0", "libgcc_s.so.1", "libquadmath.so.0", "libgfortran.so.5");
        };
    }

    private static NativeBundle bundle(String library, String... companions) {
        return new NativeBundle(
                "openblas", "org/bytedeco/openblas", "org.bytedeco.openblas", List.of(library), List.of(companions));
    }

    /** The kernels it takes when left alone: loaded to ask, and unloaded. */
    private static String chosen(Path library) {
        try (Arena arena = Arena.ofConfined()) {
            return core(Natives.open(library, arena));
        }
    }

    /** The kernels it should have taken, if its choice wastes the processor. */
    static Optional<String> better(String chosen, HostCpu cpu) {
        boolean wide = NEEDED.stream().allMatch(cpu::has);
        return wide && !WIDE.contains(chosen) ? Optional.of("SkylakeX") : Optional.empty();
    }

    /** Sets a variable that a native library reads as it is loaded; Java's own view of the environment does not change. */
    private static void setEnvironment(String name, String value) {
        Optional<MemorySegment> set = Linker.nativeLinker().defaultLookup().find("setenv");
        if (set.isEmpty()) return;
        try (Arena arena = Arena.ofConfined()) {
            Words.call(set.get(), arena.allocateFrom(name).address(), arena.allocateFrom(value).address(), 1);
        }
    }
}
