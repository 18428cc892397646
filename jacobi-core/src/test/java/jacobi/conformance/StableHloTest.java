package jacobi.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jacobi.core.TypeError;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/** The interpreter on the programs by which StableHLO tests itself, those of them that are made of our primitives. */
class StableHloTest {
    private static final Path SHARED = Path.of("..", "..", "shared", "conformance", "stablehlo");

    @TestFactory
    Stream<DynamicTest> testdata() throws IOException { return programs("testdata"); }

    @TestFactory
    Stream<DynamicTest> interpret() throws IOException { return programs("interpret"); }

    @TestFactory
    Stream<DynamicTest> math() throws IOException { return programs("math"); }

    /** Some of those programs, which this project carries. */
    @TestFactory
    Stream<DynamicTest> carried() throws IOException {
        return resource("programs.txt").lines().map(name -> DynamicTest.dynamicTest(name, () -> run(name, resource(name))));
    }

    private static String resource(String name) throws IOException {
        try (var in = StableHloTest.class.getResourceAsStream("stablehlo/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Stream<DynamicTest> programs(String folder) throws IOException {
        var path = SHARED.resolve(folder);
        if (!Files.isDirectory(path)) return Stream.empty();
        try (var files = Files.list(path)) {
            return files.filter(f -> f.toString().endsWith(".mlir")).sorted().toList().stream()
                    .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () ->
                            run(f.getFileName().toString(), Files.readString(f))));
        }
    }

    /**
     * Programs whose results were computed in other ways than ours. Sums and products: a narrow accumulator was rounded at each
     * step, and what cancelled is gone. sinh of f32, complex power of c64: from exponentials in f32, 6 and 52 ulp from the true
     * values.
     */
    private static final Pattern ROUGH =
            Pattern.compile("(dot_general|cumsum|cumprod|triangular_solve|sinh_float32|pow_complex64)_.*");

    private static void run(String name, String text) {
        double slack = !ROUGH.matcher(name).matches() ? 0 : name.startsWith("pow") ? 64 : 8;
        if (!text.contains("check.")) throw new TestAbortedException("a program that checks nothing");
        try {
            assertTrue(StableHlo.run(text, slack) > 0);
        } catch (MlirText.Unread | TypeError e) {
            throw new TestAbortedException(e.getMessage());
        }
    }
}
