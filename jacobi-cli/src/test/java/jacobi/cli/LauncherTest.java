package jacobi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./jacobi} does before it starts a JVM. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    /** Runs the launcher's function {@code pack} alone, for a class path of its own. */
    private static final String PACK = """
            eval "$(sed -n '/^pack()/,/^}/p' "$1")"
            folders=$2 JARS=$3/jars JAVA_HOME=$4
            folders() { printf '%s:%s:%s' "$folders" first.jar last.jar; }
            pack && cat "$JARS/classpath"
            """;

    /** Folders of classes become jars, libraries stay; none is lost. */
    @Test void packsAllParts(@TempDir Path folder) throws IOException, InterruptedException {
        var classes = Files.createDirectories(folder.resolve("jacobi-some/target/classes"));
        Files.writeString(classes.resolve("some.txt"), "some");
        var launcher = Path.of("..", "jacobi").toAbsolutePath().normalize();
        var bash = new ProcessBuilder("bash", "-c", PACK, "bash", launcher.toString(), classes.toString(), folder.toString(),
                System.getProperty("java.home")).redirectErrorStream(true).start();
        var said = new String(bash.getInputStream().readAllBytes()).strip();
        assertEquals(0, bash.waitFor(), said);
        assertEquals(folder.resolve("jars/jacobi-some.jar") + ":first.jar:last.jar", said);
    }
}
