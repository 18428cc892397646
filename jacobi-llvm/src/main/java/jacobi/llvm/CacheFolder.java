package jacobi.llvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a user's unpacked libraries live: {@code -Djacobi.cache=DIR}, else the environment's {@code JACOBI_CACHE}, else the
 * system's custom for caches, else (a home that cannot be written) a folder of the user's own under the temporary one.
 */
final class CacheFolder {
    /** System property that names the folder. */
    static final String PROPERTY = "jacobi.cache";
    /** Environment variable that names the folder. */
    static final String VARIABLE = "JACOBI_CACHE";

    private CacheFolder() {}

    /** The folder. One that was asked for by name is taken as it is (it may be read-only and filled), or refused. */
    static Path open() {
        String chosen = System.getProperty(PROPERTY, System.getenv(VARIABLE));
        if (chosen != null && !chosen.isBlank()) return Path.of(chosen);
        for (Path candidate : customary()) if (usable(candidate)) return candidate;
        throw new NativesMissing("no writable folder for native libraries among " + customary() + "; set " + VARIABLE);
    }

    private static List<Path> customary() {
        var folders = new ArrayList<Path>();
        String xdg = System.getenv("XDG_CACHE_HOME");
        String local = System.getenv("LOCALAPPDATA");
        Path home = Path.of(System.getProperty("user.home"));
        switch (Platform.current().os()) {
            case "macosx" -> folders.add(home.resolve("Library/Caches/jacobi"));
            case "windows" -> folders.add((local == null ? home : Path.of(local)).resolve("jacobi"));
            default -> folders.add((xdg == null || xdg.isBlank() ? home.resolve(".cache") : Path.of(xdg)).resolve("jacobi"));
        }
        folders.add(Path.of(System.getProperty("java.io.tmpdir"), "jacobi-" + System.getProperty("user.name")));
        return folders;
    }

    /** Can be written, and is ours: what another user could have laid there must not be loaded. */
    private static boolean usable(Path folder) {
        try {
            if (!Files.isDirectory(folder)) create(folder);
            return Files.isWritable(folder) && ours(folder);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static boolean ours(Path folder) throws IOException {
        Path home = Path.of(System.getProperty("user.home"));
        return !Files.isDirectory(home) || folder.startsWith(home) || Files.getOwner(folder).equals(Files.getOwner(home));
    }

    private static void create(Path folder) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!posix) Files.createDirectories(folder);
        else Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
