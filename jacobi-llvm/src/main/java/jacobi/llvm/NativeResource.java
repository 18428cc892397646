package jacobi.llvm;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file of a native jar, wherever the jar is: on the class path, in a resolved module, or on the module path unresolved (a jar
 * of natives that no module requires is not resolved, and its resources are then out of every class loader's sight).
 */
record NativeResource(URL url) {
    /** Finds {@code file} of {@code bundle}; null if no jar at hand has it. */
    static NativeResource find(NativeBundle bundle, Platform platform, String file) {
        String path = bundle.resource(platform, file);
        URL seen = NativeResource.class.getClassLoader().getResource(path);
        if (seen == null) seen = ClassLoader.getSystemResource(path);
        if (seen == null && contextLoader() != null) seen = contextLoader().getResource(path);
        if (seen == null) seen = unresolved(bundle.module(platform), path);
        return seen == null ? null : new NativeResource(seen);
    }

    private static ClassLoader contextLoader() {
        return Thread.currentThread().getContextClassLoader();
    }

    private static URL unresolved(String module, String path) {
        String modulePath = System.getProperty("jdk.module.path");
        if (modulePath == null) return null;
        Path[] roots = Arrays.stream(modulePath.split(File.pathSeparator)).map(Path::of).toArray(Path[]::new);
        Optional<ModuleReference> reference = ModuleFinder.of(roots).find(module);
        return reference.isEmpty() ? null : inside(reference.get(), path);
    }

    private static URL inside(ModuleReference reference, String path) {
        try (ModuleReader reader = reference.open()) {
            Optional<URI> found = reader.find(path);
            return found.isEmpty() ? null : found.get().toURL();
        } catch (IOException e) {
            throw new NativesMissing("cannot read " + path + " of module " + reference.descriptor().name(), e);
        }
    }

    /** The file itself when it lies unpacked on disk, else null. */
    Path file() {
        return url.getProtocol().equals("file") ? Path.of(URI.create(url.toString())) : null;
    }

    /** Length and checksum that the jar's directory promises: cheap, and they tell one version of a library from another. */
    Seal seal() throws IOException {
        if (!(url.openConnection() instanceof JarURLConnection jar))
            throw new IOException("neither a file nor in a jar: " + url);
        var entry = jar.getJarEntry();
        return new Seal(entry.getSize(), entry.getCrc());
    }

    InputStream open() throws IOException {
        return url.openStream();
    }

    /** What a jar's directory says of a file. */
    record Seal(long size, long crc) {
        @Override
        public String toString() {
            return Long.toHexString(crc) + "-" + size;
        }
    }
}
