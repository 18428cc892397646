package jacobi.llvm;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Loads shared libraries out of native jars. A library is unpacked once a user (see {@link Unpacker} for what that promises) into
 * the folder named by {@code -Djacobi.cache} or {@code JACOBI_CACHE}, or the system's folder for caches, and loaded once a
 * process.
 *
 * <p>This runs before anything else in a cold process, so it is written without lambdas, streams and the generated methods of
 * records.
 */
public final class Natives {
    private static final Map<String, SymbolLookup> LOADED = new HashMap<>();

    private Natives() {}

    /**
     * The symbols of {@code bundle}'s library, loaded for the rest of the process.
     *
     * @throws NativesMissing if no jar at hand carries it for this platform, or it cannot be unpacked or loaded; says why
     */
    public static synchronized SymbolLookup load(NativeBundle bundle) {
        SymbolLookup loaded = LOADED.get(bundle.name());
        if (loaded == null) LOADED.put(bundle.name(), loaded = open(prepare(bundle), Arena.global()));
        return loaded;
    }

    /**
     * Unpacks {@code bundle} and loads its companions, for callers that have something to do before the library itself is loaded.
     *
     * @return the library on disk
     * @throws NativesMissing as {@link #load}
     */
    public static Path prepare(NativeBundle bundle) {
        List<Path> files = unpack(bundle, Platform.current());
        for (Path companion : files.subList(0, files.size() - 1)) open(companion, Arena.global());
        return files.getLast();
    }

    /** Where the library and its companions lie on disk, in the order in which they are to be loaded. */
    private static List<Path> unpack(NativeBundle bundle, Platform platform) {
        Found library = library(bundle, platform);
        var all = new ArrayList<Found>();
        for (String file : bundle.companions()) {
            NativeResource companion = NativeResource.find(bundle, platform, file);
            if (companion != null) all.add(new Found(companion, file));
        }
        all.add(library);
        try {
            return onDisk(bundle, all, library);
        } catch (IOException e) {
            throw new NativesMissing("cannot unpack the " + bundle.name() + " natives: " + e.getMessage(), e);
        }
    }

    private record Found(NativeResource resource, String file) {}

    private static Found library(NativeBundle bundle, Platform platform) {
        for (String file : bundle.libraries()) {
            NativeResource resource = NativeResource.find(bundle, platform, file);
            if (resource != null) return new Found(resource, file);
        }
        throw new NativesMissing("no " + bundle.name() + " natives for " + platform
                + ": no jar on the class or module path holds " + bundle.resource(platform, bundle.libraries().get(0)));
    }

    /** Companions share the library's folder, whose name carries the library's checksum: versions do not meet. */
    private static List<Path> onDisk(NativeBundle bundle, List<Found> all, Found library) throws IOException {
        var paths = new ArrayList<Path>();
        Unpacker unpacker = null;
        for (Found each : all) {
            Path file = each.resource.file();
            if (file == null && unpacker == null)
                unpacker = new Unpacker(CacheFolder.open().resolve(bundle.name() + "-" + library.resource.seal()));
            paths.add(file != null ? file : unpacker.unpack(each.resource, each.file));
        }
        return paths;
    }

    /** Loads a library from disk, until {@code arena} closes. @throws NativesMissing if the system refuses it */
    @SuppressWarnings("restricted")
    public static SymbolLookup open(Path file, Arena arena) {
        try {
            return SymbolLookup.libraryLookup(file, arena);
        } catch (IllegalArgumentException e) {
            throw new NativesMissing("cannot load " + file + ": " + e.getMessage(), e);
        }
    }
}
