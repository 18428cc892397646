package jacobi.plot;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writing files, with errors that say what to do about them. */
final class Output {
    private Output() {}

    /**
     * Writes a whole file and the folders above it.
     * @throws IOException naming the path and the reason
     */
    static void write(Path path, byte[] content) throws IOException {
        if (Files.isDirectory(path)) throw new IOException("cannot write " + path + ": it is a folder; name a file in it");
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) Files.createDirectories(folder);
            Files.write(path, content);
        } catch (AccessDeniedException e) {
            throw new IOException("cannot write " + path + ": no permission for " + e.getFile(), e);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("cannot write " + path + ": " + e.getFile() + " is a file, not a folder", e);
        } catch (IOException e) {
            throw new IOException("cannot write " + path + ": " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
