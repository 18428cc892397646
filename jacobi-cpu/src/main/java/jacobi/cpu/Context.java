package jacobi.cpu;

import jacobi.cpu.runtime.External;

/** Words of the context that compiled code is called with: pointers to what lies outside it. */
final class Context {
    /** The call's status block, see {@link CheckWriter}. */
    static final int STATUS = 0;
    /** The table of the runtime's functions, see {@link jacobi.cpu.runtime.Externals}. */
    static final int EXTERNALS = 1;
    static final int WORDS = 2;

    private Context() {}

    /** The table of externals, for code that is being written. */
    static String table(Text text, Pointers pointers) {
        var slot = text.let("getelementptr ptr, ptr " + pointers.context() + ", i64 " + EXTERNALS);
        return text.let("load ptr, ptr " + slot + ", !invariant.load !0");
    }

    /** The address of a function of the runtime, which the module is then known to need. */
    static String external(IrModule module, Text text, Pointers pointers, External function) {
        module.use(function);
        var slot = text.let("getelementptr i8, ptr " + table(text, pointers) + ", i64 " + function.offset());
        return text.let("load ptr, ptr " + slot + ", !invariant.load !0");
    }
}
