package jacobi.transform;

import java.util.Arrays;
import java.util.stream.IntStream;
import jacobi.core.*;
import jacobi.lax.Linear;

/** Lists of which only some entries are active: those with a tangent, a cotangent, a batch axis. */
public final class Active {
    private Active() {}

    /** The entries that are active. */
    public static <T> T[] select(T[] all, boolean[] active) {
        return IntStream.range(0, all.length).filter(i -> active[i]).mapToObj(i -> all[i]).toArray(n -> Arrays.copyOf(all, n));
    }

    /** The inverse of {@link #select}: null where nothing is active. */
    public static Array[] spread(Array[] some, boolean[] active) {
        var all = new Array[active.length];
        for (int i = 0, k = 0; i < all.length; i++) if (active[i]) all[i] = some[k++];
        return all;
    }

    @SafeVarargs public static <T> T[] concat(T[] first, T[]... rest) {
        int n = first.length;
        for (var part : rest) n += part.length;
        var all = Arrays.copyOf(first, n);
        int at = first.length;
        for (var part : rest) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    public static boolean[] of(Array[] maybe) {
        var active = new boolean[maybe.length];
        for (int i = 0; i < active.length; i++) active[i] = maybe[i] != null;
        return active;
    }

    public static boolean[] not(boolean[] a) {
        var b = new boolean[a.length];
        for (int i = 0; i < a.length; i++) b[i] = !a[i];
        return b;
    }

    public static int count(boolean[] active) {
        int n = 0;
        for (boolean a : active) if (a) n++;
        return n;
    }

    public static boolean any(boolean[] active) { return count(active) > 0; }

    /** Adds to the first flags those of the second, from index 0 on. @return whether that changed anything */
    public static boolean join(boolean[] into, boolean[] more, int length) {
        boolean changed = false;
        for (int i = 0; i < length; i++) {
            changed |= more[i] && !into[i];
            into[i] |= more[i];
        }
        return changed;
    }

    public static Array orZero(Array dx, ArrayType type) { return dx != null ? dx : Linear.zeros(type); }

    /** The program of a recording that must not have reached for anything outside. */
    static Program closed(Recording.Recorded recorded) {
        if (!recorded.captures().isEmpty()) throw JacobiError.bug("a closed program captured %d arrays when transformed",
                recorded.captures().size());
        return recorded.program();
    }
}
