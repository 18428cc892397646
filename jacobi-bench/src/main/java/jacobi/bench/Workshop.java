package jacobi.bench;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** A folder for a while, where sources that are resources lie as files, and what is built of them. */
final class Workshop implements AutoCloseable {
    private final Path folder;

    Workshop() throws IOException {
        folder = Files.createTempDirectory("jacobi-bench");
    }

    /** A resource of this package, such as {@code c/chain.c}, as a file. @throws FileNotFoundException if there is none */
    Path file(String resource) throws IOException {
        Path file = folder.resolve(resource);
        if (Files.exists(file)) return file;
        try (InputStream in = Workshop.class.getResourceAsStream(resource)) {
            if (in == null) throw new FileNotFoundException("no source " + resource);
            Files.createDirectories(file.getParent());
            Files.copy(in, file);
        }
        return file;
    }

    /** Where a file of a name may be built. */
    Path product(String name) {
        return folder.resolve(name);
    }

    @Override public void close() throws IOException {
        List<Path> inside;
        try (var files = Files.walk(folder)) {
            inside = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : inside) Files.delete(each);
    }
}
