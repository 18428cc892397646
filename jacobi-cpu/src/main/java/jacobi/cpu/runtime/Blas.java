package jacobi.cpu.runtime;

import jacobi.llvm.CompiledCode;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/** The compiled {@code blas.ll} and {@code lapack.ll}, for both types; each compiled when first needed, for good. */
final class Blas {
    private Blas() {}

    private static final class Products {
        static final CompiledCode F32 = RuntimeCode.compile(RuntimeCode.text("blas.ll", holes("float", "f32", "s")));
        static final CompiledCode F64 = RuntimeCode.compile(RuntimeCode.text("blas.ll", holes("double", "f64", "d")));
    }

    private static final class Factorisations {
        static final CompiledCode F32 = compile("float", "f32", "s");
        static final CompiledCode F64 = compile("double", "f64", "d");

        private static CompiledCode compile(String type, String suffix, String prefix) {
            var holes = holes(type, suffix, prefix);
            return RuntimeCode.compile(RuntimeCode.text("blas.ll", holes) + RuntimeCode.text("lapack.ll", holes));
        }
    }

    private static Map<String, String> holes(String type, String suffix, String prefix) {
        var holes = new HashMap<String, String>();
        holes.put("TYPE", type);
        holes.put("SUFFIX", suffix);
        holes.put("CBLAS_GEMM", blas("cblas_" + prefix + "gemm"));
        holes.put("CBLAS_TRSM", blas("cblas_" + prefix + "trsm"));
        holes.put("LAPACK_POTRF", blas(prefix + "potrf_"));
        holes.put("LAPACK_GETRF", blas(prefix + "getrf_"));
        holes.put("MALLOC", system("malloc"));
        holes.put("FREE", system("free"));
        return holes;
    }

    private static String blas(String name) {
        return RuntimeCode.pointer(OpenBlas.function(name));
    }

    private static String system(String name) {
        return RuntimeCode.pointer(Linker.nativeLinker().defaultLookup().findOrThrow(name));
    }

    /** {@code gemm} or {@code trsm} of {@code f32} or {@code f64}. */
    static MemorySegment product(String name, String type) {
        return (type.equals("f32") ? Products.F32 : Products.F64).function(name + "." + type);
    }

    /** {@code potrf}, {@code getrf} or {@code getrs} of {@code f32} or {@code f64}. */
    static MemorySegment factorisation(String name, String type) {
        return (type.equals("f32") ? Factorisations.F32 : Factorisations.F64).function(name + "." + type);
    }
}
