package jacobi.cpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import jacobi.core.Program;
import jacobi.core.ResourceError;
import jacobi.cpu.loop.LoopPrinter;
import jacobi.llvm.CompileOptions;
import jacobi.llvm.Llvm;

/** Writes what a compilation went through into the folder that {@code JACOBI_DUMP} names: program, loops, LLVM's IR, assembly. */
final class Dump {
    private static final String FOLDER = System.getenv("JACOBI_DUMP");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Dump() {}

    static void all(Program program, LoopProgram loops, Code code, CompileOptions options) {
        if (FOLDER == null || FOLDER.isEmpty()) return;
        var name = "%04d".formatted(COUNT.incrementAndGet());
        write(name + ".program", program.toString());
        write(name + ".loops", LoopPrinter.print(loops.body()));
        write(name + ".ll", code.ir());
        write(name + ".opt.ll", Llvm.host().optimised(code.ir(), options));
        write(name + ".s", Llvm.host().assembly(code.ir(), options));
    }

    private static void write(String name, String text) {
        try {
            var folder = Files.createDirectories(Path.of(FOLDER));
            Files.writeString(folder.resolve(name), text);
        } catch (IOException | InvalidPathException e) {
            throw new ResourceError("a compilation cannot be written down").expected("a folder that can be written to")
                    .given("JACOBI_DUMP=%s, %s", FOLDER, e).mend("name another folder, or leave JACOBI_DUMP unset").because(e);
        }
    }
}
