package jacobi.llvm;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * How functions of different modules share a linker: each name a module exports gets a tag made of the module's text. So code
 * is the same each time it is compiled, and yet {@code entry} of one module is not {@code entry} of another.
 */
final class Names {
    private static final int DIGITS = 16;

    private Names() {}

    /**
     * The tag of a module: {@code $} and 16 digits. Two modules with one tag are no error, only slower (see CompiledCode). Of all
     * sums over long texts these two alone are native code in a young process, too.
     */
    static String tag(String ir) {
        byte[] text = ir.getBytes(StandardCharsets.ISO_8859_1);
        return "$" + HexFormat.of().toHexDigits(sum(new CRC32(), text) << 32 | sum(new CRC32C(), text));
    }

    private static long sum(Checksum sum, byte[] text) {
        sum.update(text);
        return sum.getValue();
    }

    /** The tag that {@code name} ends in, or null. */
    static String tagOf(String name) {
        int at = name.length() - DIGITS - 1;
        if (at < 0 || name.charAt(at) != '$') return null;
        for (int i = at + 1; i < name.length(); i++) if (!HexFormat.isHexDigit(name.charAt(i))) return null;
        return name.substring(at);
    }
}
