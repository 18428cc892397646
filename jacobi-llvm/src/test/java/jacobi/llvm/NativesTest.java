package jacobi.llvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesTest {
    private static final String FILE = "libthing.so";

    @TempDir Path folder;

    /** A jar with one large file in it. */
    private NativeResource jar(byte[] content) throws IOException {
        Path jar = folder.resolve("natives.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry(FILE));
            zip.write(content);
        }
        return new NativeResource(url(jar));
    }

    private static URL url(Path jar) throws IOException {
        return URI.create("jar:" + jar.toUri() + "!/" + FILE).toURL();
    }

    private static byte[] content(long seed) {
        byte[] bytes = new byte[1 << 20];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test void manyThreadsUnpackOnce() throws Exception {
        byte[] content = content(1);
        NativeResource resource = jar(content);
        var cache = new Unpacker(folder.resolve("cache"));
        Callable<FileTime> task = () -> Files.getLastModifiedTime(cache.unpack(resource, FILE));
        try (var pool = Executors.newFixedThreadPool(8)) {
            var times = new ArrayList<FileTime>();
            for (Future<FileTime> done : pool.invokeAll(java.util.Collections.nCopies(8, task))) times.add(done.get());
            assertEquals(1, times.stream().distinct().count());
        }
        assertArrayEquals(content, Files.readAllBytes(folder.resolve("cache").resolve(FILE)));
    }

    @Test void manyProcessesUnpackOnce() throws Exception {
        byte[] content = content(2);
        jar(content);
        var processes = new ArrayList<Process>();
        for (int i = 0; i < 4; i++) processes.add(process());
        for (Process process : processes) assertEquals(0, process.waitFor(), () -> output(process));
        assertArrayEquals(content, Files.readAllBytes(folder.resolve("cache").resolve(FILE)));
        try (var files = Files.list(folder.resolve("cache"))) {
            assertEquals(List.of(FILE, FILE + ".sha256", "lock"), files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    private Process process() throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto", "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), folder.toString()).redirectErrorStream(true).start();
    }

    private static String output(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** What each process of the test above runs. */
    static final class Main {
        public static void main(String[] args) throws IOException {
            Path folder = Path.of(args[0]);
            new Unpacker(folder.resolve("cache")).unpack(new NativeResource(url(folder.resolve("natives.jar"))), FILE);
        }
    }

    @Test void aTouchedFileIsKeptAndADamagedOneReplaced() throws IOException {
        byte[] content = content(3);
        NativeResource resource = jar(content);
        var cache = new Unpacker(folder.resolve("cache"));
        Path file = cache.unpack(resource, FILE);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
        cache.unpack(resource, FILE);
        assertEquals(1_000_000_000_000L, Files.getLastModifiedTime(file).toMillis());
        Files.write(file, content(4));
        assertNotEquals(-1, Files.mismatch(file, folder.resolve("natives.jar")));
        assertArrayEquals(content, Files.readAllBytes(cache.unpack(resource, FILE)));
    }

    @Test void aDamagedJarIsRefused() throws IOException {
        NativeResource resource = jar(content(5));
        Path jar = folder.resolve("natives.jar");
        byte[] bytes = Files.readAllBytes(jar);
        bytes[bytes.length / 2] ^= 1;                    // random content is stored as it is, so this is the content
        Files.write(jar, bytes);
        assertThrows(IOException.class, () -> new Unpacker(folder.resolve("cache")).unpack(resource, FILE));
        try (var files = Files.list(folder.resolve("cache"))) {
            assertEquals(List.of("lock"), files.map(f -> f.getFileName().toString()).toList());
        }
    }

    @Test void aMissingLibraryIsNamedWithItsPlatform() {
        var bundle = new NativeBundle("thing", "org/example/thing", "org.example.thing", List.of(FILE), List.of());
        var missing = assertThrows(NativesMissing.class, () -> Natives.load(bundle));
        Platform here = Platform.current();
        assertEquals("no thing natives for " + here + ": no jar on the class or module path holds org/example/thing/" + here + "/"
                + FILE, missing.getMessage());
    }

    @Test void withoutTheJarLlvmSaysSoEachTime() throws Exception {
        String classes = java.util.Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(p -> !p.contains("bytedeco")).reduce((a, b) -> a + java.io.File.pathSeparator + b).orElseThrow();
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", classes, WithoutNatives.class.getName())
                .redirectErrorStream(true).start();
        String output = output(process);
        assertEquals(0, process.waitFor(), output);
        assertEquals(2, output.lines().filter(l -> l.startsWith("no llvm natives for " + Platform.current())).count(), output);
    }

    /** Run where no jar of natives is. */
    static final class WithoutNatives {
        public static void main(String[] args) {
            for (int i = 0; i < 2; i++) System.out.println(assertThrows(NativesMissing.class, Llvm::host).getMessage());
        }
    }

    @Test void nativesAreFoundOnTheModulePathWithoutBeingResolved() throws Exception {
        String path = System.getProperty("java.class.path");
        Path classes = Path.of(path.split(java.io.File.pathSeparator)[1]);
        assertTrue(Files.exists(classes.resolve("module-info.class")), classes + " should hold the module under test");
        String natives = java.util.Arrays.stream(path.split(java.io.File.pathSeparator)).filter(p -> p.contains("bytedeco"))
                .reduce((a, b) -> a + java.io.File.pathSeparator + b).orElseThrow();
        String tests = Path.of(path.split(java.io.File.pathSeparator)[0]).toString();
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path", classes + java.io.File.pathSeparator + natives, "--add-modules", "jacobi.llvm",
                "--patch-module", "jacobi.llvm=" + tests, "--enable-native-access=jacobi.llvm",
                "-m", "jacobi.llvm/" + OnModulePath.class.getName()).redirectErrorStream(true).start();
        String output = output(process);
        assertEquals(0, process.waitFor(), output);
        assertTrue(output.contains("named module jacobi.llvm"), output);
    }

    /** Run in a named module. */
    static final class OnModulePath {
        public static void main(String[] args) {
            Llvm.host().compile("define void @f() { ret void }", CompileOptions.O2);
            System.out.println("named " + Llvm.class.getModule());
        }
    }
}
