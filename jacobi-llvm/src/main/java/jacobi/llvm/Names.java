package jacobi.llvm;

import java.util.HexFormat;

/**
 * How functions of different modules share a linker: each name a module exports gets a tag made of the module's text. So code
 * is the same each time it is compiled, and yet {@code entry} of one module is not {@code entry} of another.
 */
final class Names {
    private static final int DIGITS = 16;

    private Names() {}

    /** The tag of a module: {@code $} and 16 digits. Two modules with one tag are no error, only slower (see CompiledCode). */
    static String tag(String ir) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < ir.length(); i++) hash = (hash ^ ir.charAt(i)) * 0x9e3779b97f4a7c15L ^ hash >>> 29;
        return "$" + HexFormat.of().toHexDigits(hash);
    }

    /** The tag that {@code name} ends in, or null. */
    static String tagOf(String name) {
        int at = name.length() - DIGITS - 1;
        if (at < 0 || name.charAt(at) != '$') return null;
        for (int i = at + 1; i < name.length(); i++) if (!HexFormat.isHexDigit(name.charAt(i))) return null;
        return name.substring(at);
    }
}
