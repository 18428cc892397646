package jacobi.plot;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** Labels cannot be written, because the machine has no fonts that Java can find: common in small containers. */
public final class FontsMissing extends RuntimeException {
    private static final long serialVersionUID = 1;

    FontsMissing(Throwable cause) {
        super("this machine has no fonts to label pictures with; install fontconfig and a font (for example fonts-dejavu)",
            cause);
    }

    /** Measures a letter. Where there are no fonts Java fails at that, in more than one way. */
    static void check() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getStringBounds("x", new FontRenderContext(null, true, true));
        } catch (RuntimeException | LinkageError | InternalError e) {
            throw new FontsMissing(e);
        }
    }
}
