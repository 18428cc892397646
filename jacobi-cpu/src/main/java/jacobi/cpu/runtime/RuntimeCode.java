package jacobi.cpu.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import jacobi.llvm.CompileOptions;
import jacobi.llvm.CompiledCode;
import jacobi.llvm.Llvm;
import jacobi.llvm.Platform;

/** The hand-written IR of this package: text resources with {@code $NAME} holes, compiled for good when first needed. */
final class RuntimeCode {
    /** Glue, where no time is spent: a fifth of O1's compilation. */
    static final CompileOptions GLUE =
            CompileOptions.O1.withPasses("always-inline,sroa,instcombine,simplifycfg").withCodegenLevel(0);
    /** Code with loops of its own. */
    static final CompileOptions LOOPS = GLUE.withCodegenLevel(1);

    private RuntimeCode() {}

    /** The text of {@code resource} with its holes filled. */
    static String text(String resource, Map<String, String> holes) {
        String text = read(resource);
        for (var hole : holes.entrySet()) text = text.replace("$" + hole.getKey(), hole.getValue());
        return text;
    }

    private static String read(String resource) {
        try (InputStream in = RuntimeCode.class.getResourceAsStream(resource)) {
            if (in == null) throw new IllegalStateException("Jacobi bug: resource " + resource + " is missing, please report");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Compiles {@code ir} for the rest of the process; its functions never move. */
    static CompiledCode compile(String ir, CompileOptions options) {
        Llvm llvm = Llvm.host();
        return llvm.load(llvm.compile(ir, options));
    }

    /** IR that tells the processor that this is a spin loop. */
    static Map<String, String> pause() {
        boolean arm = Platform.current().arch().equals("arm64");
        String name = arm ? "@llvm.aarch64.hint" : "@llvm.x86.sse2.pause";
        return Map.of("DECLARE_PAUSE", "declare void " + name + (arm ? "(i32)" : "()"),
                "PAUSE", "call void " + name + (arm ? "(i32 1)" : "()"));
    }

    /** {@code address} as an operand of type {@code ptr}. */
    static String pointer(MemorySegment address) {
        return "inttoptr (i64 " + address.address() + " to ptr)";
    }
}
