package programs;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import jacobi.core.JacobiError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each program in the folder {@code wrong} fails with the message in the comment at its end. */
class MustFailTest {
    private static final Path WRONG = Path.of("src/test/java/programs/wrong");

    static Stream<String> programs() throws IOException {
        return Files.list(WRONG).map(p -> p.getFileName().toString().replace(".java", "")).sorted();
    }

    @ParameterizedTest @MethodSource("programs")
    void failsWithItsMessage(String name) throws Exception {
        var source = Files.readString(WRONG.resolve(name + ".java"));
        var expected = source.substring(source.lastIndexOf("\n/*\n") + 4, source.lastIndexOf("\n*/"));
        assertEquals(expected, failure(name).toString());
    }

    private static JacobiError failure(String name) throws Exception {
        var run = Class.forName("programs.wrong." + name).getDeclaredMethod("run");
        run.setAccessible(true);
        var thrown = assertThrows(InvocationTargetException.class, () -> run.invoke(null)).getCause();
        return assertInstanceOf(JacobiError.class, thrown, () -> name + " threw " + thrown);
    }
}
