package jacobi.llvm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeCacheTest {
    private static final String IR = "define i64 @f(i64 %x) { %y = add i64 %x, 2\n ret i64 %y }";

    @TempDir Path folder;
    private final Llvm llvm = Llvm.host();

    private List<Path> entries() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static boolean wasCompiled(MachineCode code) {
        return !code.times().generate().equals(Duration.ZERO);
    }

    @Test void theSecondProcessCompilesNothing() {
        MachineCode first = new CodeCache(folder, 1 << 20).compile(llvm, IR, CompileOptions.O2);
        MachineCode second = new CodeCache(folder, 1 << 20).compile(llvm, IR, CompileOptions.O2);
        assertTrue(wasCompiled(first));
        assertTrue(!wasCompiled(second));
        assertArrayEquals(first.object(), second.object());
        try (CompiledCode code = llvm.load(second)) {
            assertEquals(42, Words.call(code.function("f"), 40));
        }
    }

    @Test void anythingElseIsAnotherEntry() throws IOException {
        var cache = new CodeCache(folder, 1 << 20);
        HostCpu host = llvm.cpu();
        cache.compile(llvm, IR, CompileOptions.O2);
        cache.compile(llvm, IR, CompileOptions.O2.withUnroll(false));
        cache.compile(llvm, IR + "\n", CompileOptions.O2);
        cache.compile(Llvm.of(new HostCpu(host.triple(), "", "")), IR, CompileOptions.O2);
        assertEquals(4, entries().size());
    }

    @Test void aDamagedEntryIsCompiledAnew() throws IOException {
        var cache = new CodeCache(folder, 1 << 20);
        byte[] good = cache.compile(llvm, IR, CompileOptions.O2).object();
        Path entry = entries().getFirst();
        byte[] bytes = Files.readAllBytes(entry);
        bytes[bytes.length - 1] ^= 1;
        Files.write(entry, bytes);
        MachineCode again = cache.compile(llvm, IR, CompileOptions.O2);
        assertTrue(wasCompiled(again));
        assertArrayEquals(good, again.object());
        assertTrue(!wasCompiled(cache.compile(llvm, IR, CompileOptions.O2)));
    }

    @Test void aFolderThatCannotBeMadeCostsNothingButTime() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder", UTF_8);
        assertTrue(wasCompiled(new CodeCache(file, 1 << 20).compile(llvm, IR, CompileOptions.O2)));
    }

    @Test void whatIsLongestUnusedGoesFirst() throws IOException {
        for (int i = 0; i < 4; i++) {
            Path file = Files.write(folder.resolve("entry" + i), new byte[100]);
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L * (i + 1)));
        }
        new CodeCache(folder, 250).sweep();
        assertEquals(List.of("entry2", "entry3"), entries().stream().map(e -> e.getFileName().toString()).sorted().toList());
    }

    @Test void theVersionIsTheOneOfTheJar() {
        assertTrue(Llvm.version().startsWith("20."), Llvm.version());
    }
}
