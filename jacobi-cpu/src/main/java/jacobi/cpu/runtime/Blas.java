package jacobi.cpu.runtime;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import jacobi.llvm.CompiledCode;

/** The compiled {@code blas.ll} and {@code lapack.ll}, for both types; each compiled when first needed, for good. */
final class Blas {
    private Blas() {}

    private static CompiledCode products(String type, String suffix, String prefix) {
        return RuntimeCode.compile(RuntimeCode.text("blas.ll", holes(type, suffix, prefix)), RuntimeCode.GLUE);
    }

    private static CompiledCode factorisations(String type, String suffix, String prefix) {
        var holes = holes(type, suffix, prefix);
        holes.put("GEMM", RuntimeCode.pointer(product("gemm", suffix)));
        holes.put("TRSM", RuntimeCode.pointer(product("trsm", suffix)));
        return RuntimeCode.compile(RuntimeCode.text("lapack.ll", holes), RuntimeCode.LOOPS);
    }

    private static final class ProductsF32 {
        static final CompiledCode CODE = products("float", "f32", "s");
    }

    private static final class ProductsF64 {
        static final CompiledCode CODE = products("double", "f64", "d");
    }

    private static final class FactorisationsF32 {
        static final CompiledCode CODE = factorisations("float", "f32", "s");
    }

    private static final class FactorisationsF64 {
        static final CompiledCode CODE = factorisations("double", "f64", "d");
    }

    private static HashMap<String, String> holes(String type, String suffix, String prefix) {
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

    /** {@code gemm}, {@code tile} or {@code trsm} of {@code f32} or {@code f64}. */
    static MemorySegment product(String name, String type) {
        return (type.equals("f32") ? ProductsF32.CODE : ProductsF64.CODE).function(name + "." + type);
    }

    /** {@code potrf}, {@code getrf} or {@code getrs} of {@code f32} or {@code f64}. */
    static MemorySegment factorisation(String name, String type) {
        return (type.equals("f32") ? FactorisationsF32.CODE : FactorisationsF64.CODE).function(name + "." + type);
    }
}
