package elsewhere;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import jacobi.core.Array;
import jacobi.core.ArrayType;
import jacobi.core.Buffer;
import jacobi.core.DType;
import jacobi.core.DenseArray;
import jacobi.core.TreeError;
import jacobi.tree.Tree;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of a module that neither opens to Jacobi nor knows it. */
class ClosedModuleTest {
    private static final Array X = new DenseArray(ArrayType.of(DType.F64, 3), Buffer.allocate(24));
    @TempDir static Path folder;
    private static Constructor<?> box, inner;
    private static Method shut;

    @BeforeAll static void compile() throws ReflectiveOperationException, IOException {
        var sources = List.of(
                write("module-info.java", "module closed { exports open; }"),
                write("open/Box.java", """
                        package open;
                        public record Box<T>(T value, int n, Object... more) {
                            public record Inner(double a) {}
                            public static Object shut(Object value) { return new shut.Box(value); }
                        }"""),
                write("shut/Box.java", "package shut; public record Box(Object value) {}"));
        var javac = ToolProvider.findFirst("javac").orElseThrow();
        assertEquals(0, javac.run(System.out, System.err, sources.toArray(String[]::new)));
        var boot = ModuleLayer.boot();
        var modules = boot.configuration().resolve(ModuleFinder.of(folder), ModuleFinder.of(), Set.of("closed"));
        var loader = boot.defineModulesWithOneLoader(modules, ClassLoader.getPlatformClassLoader()).findLoader("closed");
        box = loader.loadClass("open.Box").getDeclaredConstructors()[0];
        inner = loader.loadClass("open.Box$Inner").getDeclaredConstructors()[0];
        shut = loader.loadClass("open.Box").getMethod("shut", Object.class);
    }

    private static String write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }

    @Test void exportedRecordsAreRead() throws ReflectiveOperationException {
        var flat = Tree.flatten(box.newInstance(List.of(X), 3, new Object[] {X, inner.newInstance(1.5)}));
        assertEquals("Box(value=[*], n=3, more={*, Inner(a=1.5)})", flat.structure().toString());
        assertArrayEquals(new Array[] {X, X}, flat.leaves());
        assertEquals(flat.structure(), Tree.flatten(flat.structure().unflatten(X, X)).structure());
    }

    @Test void othersNeedOpens() throws ReflectiveOperationException {
        var record = shut.invoke(null, X);
        var message = assertThrows(TreeError.class, () -> Tree.flatten(List.of(X, record))).getMessage();
        assertTrue(message.contains("shut.Box at [1], which module closed does not open to us"), message);
        assertTrue(message.contains("write \"opens shut;\" in module-info of closed"), message);
    }
}
