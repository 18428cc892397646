package jacobi;

import static org.junit.jupiter.api.Assertions.*;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pattern switches that the build links: they choose what the JVM's own choose. */
class LinkedSwitchesTest {
    private static final String SWITCHES = """
            import java.util.*;
            public class Switches {
                sealed interface Shape permits Circle, Square, Pair {}
                record Circle(double r) implements Shape {}
                record Square(double a) implements Shape {}
                record Pair(Shape first, Shape second) implements Shape {}
                enum Colour { RED, GREEN }
                interface Named {
                    default String of(Object x) { return switch (x) { case Long l -> "long" + l; default -> "other"; }; }
                }

                static String sealed(Shape s) {
                    return switch (s) {
                        case Circle(double r) when r > 2 -> "large " + r;
                        case Circle c -> "circle " + c.r;
                        case Square _ -> "square";
                        case Pair(Circle a, Circle b) -> "circles " + a.r + b.r;
                        case Pair(Shape a, Square b) -> sealed(a) + " and " + b.a;
                        case Pair p -> "pair";
                    };
                }

                static String any(Object x) {
                    return switch (x) {
                        case null -> "null";
                        case Integer i when i > 5 -> "more";
                        case Integer i -> "int " + i;
                        case String s when s.isEmpty() -> "empty";
                        case CharSequence s -> "text " + s;
                        case int[] a -> "ints " + a.length;
                        case List<?> l -> "list " + l.size();
                        default -> "other";
                    };
                }

                static String mixed(Object x) {
                    return switch (x) {
                        case Colour c when c == Colour.RED -> "red";
                        case Colour c -> "" + c;
                        case String s -> s;
                        default -> "-";
                    };
                }

                static String constants(Colour x) {
                    return switch (x) { case RED -> "r"; case Colour c when c.ordinal() == 1 -> "g"; case Colour c -> "?"; };
                }

                public static String all() {
                    var all = new StringJoiner(",");
                    for (Shape s : List.of(new Circle(1), new Circle(3), new Square(1), new Pair(new Circle(1), new Circle(2)),
                            new Pair(new Square(1), new Square(2)), new Pair(new Square(1), new Circle(1)))) all.add(sealed(s));
                    for (Object x : Arrays.asList(null, 7, 3, "", "a", new StringBuilder("b"), new int[3], List.of(1, 2), 2.5)) {
                        all.add(any(x));
                        all.add(mixed(x == null ? Colour.RED : x));
                    }
                    all.add(mixed(Colour.GREEN)).add(constants(Colour.RED)).add(constants(Colour.GREEN));
                    all.add(new Named() {}.of(5L)).add(new Named() {}.of(5));
                    try {
                        sealed(null);
                    } catch (NullPointerException e) {
                        all.add("no null");
                    }
                    return all.toString();
                }
            }
            """;
    private static final String LINKED_BY_JVM = "java/lang/runtime/SwitchBootstraps";

    @Test
    void theyChooseWhatTheJvmsOwnChoose(@TempDir Path folder) throws Exception {
        var source = folder.resolve("Switches.java");
        Files.writeString(source, SWITCHES);
        run("javac", "-d", folder.toString(), source.toString());
        assertTrue(isLinkedByJvm(folder.resolve("Switches$Named.class")));
        var before = all(folder);
        link(folder);
        assertEquals(before, all(folder));
        assertTrue(before.startsWith("circle 1.0,large 3.0,square,circles 1.02.0,square and 2.0,pair,null,red,more,"), before);
        assertFalse(isLinkedByJvm(folder.resolve("Switches$Named.class")));
        var once = Files.readAllBytes(folder.resolve("Switches.class"));
        link(folder);
        assertArrayEquals(once, Files.readAllBytes(folder.resolve("Switches.class")), "linked again");
    }

    private static boolean isLinkedByJvm(Path file) throws Exception {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(LINKED_BY_JVM);
    }

    private static void link(Path folder) throws Exception {
        run("java", "-cp", folder.toString(), "../tools/LinkSwitches.java", folder.toString());
    }

    private static void run(String command, String... arguments) throws Exception {
        var words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", command).toString()));
        words.addAll(List.of(arguments));
        assertEquals(0, new ProcessBuilder(words).inheritIO().start().waitFor(), command);
    }

    private static String all(Path folder) throws Exception {
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            return (String) loader.loadClass("Switches").getMethod("all").invoke(null);
        }
    }
}
