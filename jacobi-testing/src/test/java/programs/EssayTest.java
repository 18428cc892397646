package programs;

import static org.junit.jupiter.api.Assertions.*;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of the essay compile, run, and print what the comments beside them say. */
class EssayTest {
    private static final Path ESSAY = Path.of("../jacobi-core/src/main/java/jacobi/package-info.java");
    private static final Pattern SNIPPET = Pattern.compile("\\{@snippet :\\n(.*?)\\n \\* }\\n", Pattern.DOTALL);
    private static final Pattern PRINTED = Pattern.compile("println\\(.*\\);\\s+// (.*)");

    @Test void snippetsPrintWhatTheySay(@TempDir Path classes) throws Exception {
        var code = snippets();
        compile("""
                import static jacobi.Jacobi.*;
                import jacobi.*;
                import jacobi.core.*;
                import jacobi.lax.*;
                public class Essay {
                    public static void main(String[] args) {
                %s
                    }
                }
                """.formatted(String.join("\n", code)), classes);
        var expected = code.stream().map(PRINTED::matcher).filter(m -> m.find()).map(m -> m.group(1)).toList();
        assertTrue(expected.size() > 10, "the essay prints something");
        assertEquals(expected, output(classes));
    }

    private static List<String> snippets() throws Exception {
        var lines = new ArrayList<String>();
        var m = SNIPPET.matcher(Files.readString(ESSAY));
        while (m.find()) for (var line : m.group(1).split("\n")) lines.add(line.replaceFirst("^ \\* ", ""));
        return lines;
    }

    private static void compile(String source, Path classes) {
        var file = new SimpleJavaFileObject(URI.create("string:///Essay.java"), JavaFileObject.Kind.SOURCE) {
            @Override public CharSequence getCharContent(boolean ignore) { return source; }
        };
        var errors = new StringWriter();
        var options = List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        assertTrue(ToolProvider.getSystemJavaCompiler().getTask(errors, null, null, options, null, List.of(file)).call(),
                errors::toString);
    }

    /** What the program prints, a string for each array: rows of a matrix are joined. */
    private static List<String> output(Path classes) throws Exception {
        var bytes = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(bytes, true));
        try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            loader.loadClass("Essay").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return bytes.toString().replaceAll("\\n +\\[", " [").lines().collect(Collectors.toList());
    }
}
