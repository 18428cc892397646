package jacobi.llvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Machine code kept on disk between processes. An entry is found by a hash of all that made it: the text, the options, the
 * processor with its features, and the version of LLVM; and it is used only if its own hash is right. Many processes may share a
 * folder. What goes wrong with the folder costs a compilation and nothing else.
 */
public final class CodeCache {
    private static final int HASH = 32;
    private static final int WRITES_A_SWEEP = 32;

    private final Path folder;
    private final long limit;

    /**
     * A cache in {@code folder}, made when first written to.
     *
     * @param limit bytes it may hold, roughly; the entries least recently used go first
     */
    public CodeCache(Path folder, long limit) {
        this.folder = folder;
        this.limit = limit;
    }

    /** The user's cache, of up to 256 MiB, beside the unpacked libraries (see {@link Natives}). */
    public static CodeCache ofUser() {
        return new CodeCache(CacheFolder.open().resolve("code"), 256L << 20);
    }

    /** As {@link Llvm#compile}, unless the result is at hand; then it says that no time was taken. */
    public MachineCode compile(Llvm llvm, String ir, CompileOptions options) {
        Path file = folder.resolve(key(llvm, ir, options));
        Optional<MachineCode> kept = read(file);
        if (kept.isPresent()) return kept.get();
        MachineCode fresh = llvm.compile(ir, options);
        write(file, fresh.object());
        return fresh;
    }

    private static String key(Llvm llvm, String ir, CompileOptions options) {
        MessageDigest sha = Unpacker.newHash();
        for (String part : List.of(Llvm.version(), llvm.cpu().toString(), options.toString(), ir)) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            sha.update(bytes);
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    /** An entry is the hash of the object file, then the object file. */
    private Optional<MachineCode> read(Path file) {
        try {
            if (!Files.exists(file)) return Optional.empty();
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length < HASH) return Optional.empty();
            byte[] object = Arrays.copyOfRange(bytes, HASH, bytes.length);
            if (!Arrays.equals(hash(object), Arrays.copyOf(bytes, HASH))) return Optional.empty();
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(MachineCode.of(object));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static byte[] hash(byte[] object) {
        return Unpacker.newHash().digest(object);
    }

    private void write(Path file, byte[] object) {
        try {
            Files.createDirectories(folder);
            Path partial = Files.createTempFile(folder, "entry", ".partial");
            byte[] entry = Arrays.copyOf(hash(object), HASH + object.length);
            System.arraycopy(object, 0, entry, HASH, object.length);
            Files.write(partial, entry);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            if (ThreadLocalRandom.current().nextInt(WRITES_A_SWEEP) == 0) sweep();
        } catch (IOException | UncheckedIOException unwritable) {
            return;                                      // the code is there all the same
        }
    }

    /** Deletes what was longest unused, until the rest is within the limit. */
    void sweep() throws IOException {
        List<Entry> newest;
        try (Stream<Path> files = Files.list(folder)) {
            newest = files.map(Entry::of).flatMap(Optional::stream).sorted(Comparator.comparing(Entry::used).reversed()).toList();
        }
        long total = 0;
        for (Entry entry : newest) {
            total += entry.size;
            if (total > limit) Files.deleteIfExists(entry.file);
        }
    }

    private record Entry(Path file, long size, FileTime used) {
        /** What is known of a file; nothing if another process has just deleted it. */
        static Optional<Entry> of(Path file) {
            try {
                return Optional.of(new Entry(file, Files.size(file), Files.getLastModifiedTime(file)));
            } catch (IOException gone) {
                return Optional.empty();
            }
        }
    }
}
