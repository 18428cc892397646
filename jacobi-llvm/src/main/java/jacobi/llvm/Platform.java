package jacobi.llvm;

import java.util.Locale;

/**
 * The operating system and processor family of this process, named as the classifiers of the published native jars name them.
 *
 * @param os   {@code linux}, {@code macosx}, {@code windows}, or the system's own name
 * @param arch {@code x86_64}, {@code arm64}, or the system's own name
 */
public record Platform(String os, String arch) {
    /** The platform that this process runs on. */
    public static Platform current() {
        return new Platform(os(System.getProperty("os.name")), arch(System.getProperty("os.arch")));
    }

    private static String os(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("linux")) return "linux";
        if (lower.startsWith("mac")) return "macosx";
        if (lower.startsWith("windows")) return "windows";
        return lower.replace(' ', '_');
    }

    private static String arch(String name) {
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            default -> name;
        };
    }

    /** As in {@code linux-x86_64}. */
    @Override
    public String toString() {
        return os + "-" + arch;
    }
}
