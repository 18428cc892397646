package jacobi.core;

/** Refuses null, which has no dtype and no shape, where it is given, and not where it is first looked at. */
public final class Absent {
    private Absent() {}

    /** The value itself. @param what takes it, in the error @throws TypeError if it is null */
    public static <T> T refused(T value, String what, String expected) {
        if (value == null) throw error(what, expected);
        return value;
    }

    /** The array itself. @param what takes it, in the error @throws TypeError if it is null */
    public static Array refused(Array x, String what) { return refused(x, what, "an array"); }

    /** The function itself. @param what takes it, in the error @throws TypeError if it is null */
    public static <T> T function(T f, String what) { return refused(f, what, "a function"); }

    static JacobiError error(String what, String expected) {
        return new TypeError(what + " cannot take null").expected("%s", expected).given("null")
                .mend("give %s; where one is optional, choose in Java before the call", expected).at(Frame.user());
    }
}
