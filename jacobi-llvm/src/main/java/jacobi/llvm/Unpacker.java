package jacobi.llvm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * Puts a library out of its jar onto disk, once for all processes of a user.
 *
 * <p>What a reader may rely on: a file under its final name is whole and is what the jar holds. It is written under another
 * name, checked against the checksum of the jar's directory, and renamed; one process does so at a time, under a lock that the
 * system drops if the process dies. Beside each stands a stamp with its SHA-256, length and time: as long as length and time
 * agree nothing is read again, and when they do not the hash decides.
 */
final class Unpacker {
    private final Path folder;

    Unpacker(Path folder) {
        this.folder = folder;
    }

    /** The path of {@code resource} on disk, unpacked now if it was not yet, under the name {@code file}. */
    Path unpack(NativeResource resource, String file) throws IOException {
        Path target = folder.resolve(file);
        if (Stamp.agrees(target)) return target;
        Files.createDirectories(folder);
        try (FileChannel channel = lockFile(); FileLock lock = lock(channel)) {
            assert lock.isValid();
            if (!Stamp.agrees(target) && !Stamp.hashAgrees(target)) write(resource, target);
        }
        return target;
    }

    private FileChannel lockFile() throws IOException {
        return FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Waits for other processes in the system call, and for other threads of this one (who get an exception) by asking again. */
    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while another thread unpacks native libraries", e);
        }
    }

    private void write(NativeResource resource, Path target) throws IOException {
        Path partial = Files.createTempFile(folder, target.getFileName().toString(), ".partial");
        try {
            Stamp stamp = copy(resource, partial);
            Files.deleteIfExists(Stamp.beside(target));
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            stamp.write(target);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static Stamp copy(NativeResource resource, Path partial) throws IOException {
        MessageDigest sha = newHash();
        var crc = new CRC32();
        try (InputStream in = new CheckedInputStream(new DigestInputStream(resource.open(), sha), crc)) {
            Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
        }
        var written = new NativeResource.Seal(Files.size(partial), crc.getValue());
        if (!written.equals(resource.seal()))
            throw new IOException(resource.url() + " is damaged: its jar promises " + resource.seal() + ", it holds " + written);
        return Stamp.of(partial, HexFormat.of().formatHex(sha.digest()));
    }

    static MessageDigest newHash() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** What was known of a file when it was unpacked. */
    private record Stamp(String sha256, long size, long modified) {
        static Path beside(Path target) {
            return target.resolveSibling(target.getFileName() + ".sha256");
        }

        static Stamp of(Path file, String sha256) throws IOException {
            return new Stamp(sha256, Files.size(file), Files.getLastModifiedTime(file).toMillis());
        }

        void write(Path target) throws IOException {
            Path partial = Files.createTempFile(target.getParent(), "stamp", ".partial");
            Files.writeString(partial, sha256 + " " + size + " " + modified + "\n");
            Files.move(partial, beside(target), StandardCopyOption.ATOMIC_MOVE);
        }

        private static Stamp read(Path target) throws IOException {
            String[] words = Files.readString(beside(target)).strip().split(" ");
            if (words.length != 3) throw new IOException("not a stamp: " + beside(target));
            return new Stamp(words[0], Long.parseLong(words[1]), Long.parseLong(words[2]));
        }

        /** Stamped, and neither length nor time changed since. */
        static boolean agrees(Path target) throws IOException {
            if (!Files.exists(target) || !Files.exists(beside(target))) return false;
            Stamp stamp = read(target);
            return stamp.size == Files.size(target) && stamp.modified == Files.getLastModifiedTime(target).toMillis();
        }

        /** Stamped, touched since, but still the same bytes; the stamp is then renewed. */
        static boolean hashAgrees(Path target) throws IOException {
            if (!Files.exists(target) || !Files.exists(beside(target))) return false;
            MessageDigest sha = newHash();
            try (InputStream in = new DigestInputStream(Files.newInputStream(target), sha)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            Stamp now = of(target, HexFormat.of().formatHex(sha.digest()));
            if (!now.sha256.equals(read(target).sha256)) return false;
            now.write(target);
            return true;
        }
    }
}
