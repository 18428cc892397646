package jacobi.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jacobi.llvm.Llvm;
import jacobi.llvm.NativeBundle;
import jacobi.llvm.Natives;
import jacobi.llvm.NativesMissing;

/** The OpenBLAS that programs in C load: the one Jacobi uses, or else the system's. */
final class SystemBlas {
    private static final NativeBundle OPENBLAS = new NativeBundle(
        "openblas", "org/bytedeco/openblas", "org.bytedeco.openblas", List.of("libopenblas.so.0"), List.of("libgcc_s.so.1",
        "libquadmath.so.0", "libgfortran.so.5"));

    private SystemBlas() {}

    private static final class Found {
        static final Map<String, String> ENVIRONMENT = find();
    }

    /** What tells a process where OpenBLAS is, and which kernels it should take on this processor. */
    static Map<String, String> environment() {
        return Found.ENVIRONMENT;
    }

    private static Map<String, String> find() {
        var found = new HashMap<>(Map.of("OPENBLAS_NUM_THREADS", "1"));
        boolean free = System.getenv("OPENBLAS_CORETYPE") == null;
        if (free && Llvm.host().cpu().has("avx512vl")) found.put("OPENBLAS_CORETYPE", "SkylakeX");
        try {
            Path library = Natives.prepare(OPENBLAS);
            found.put("OPENBLAS", library.toString());
            found.put("LD_LIBRARY_PATH", library.getParent().toString());
        } catch (NativesMissing missing) {
            found.put("OPENBLAS", "libopenblas.so.0");
        }
        return found;
    }
}
