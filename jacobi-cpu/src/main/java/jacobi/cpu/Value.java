package jacobi.cpu;

/** LLVM values of an expression: one for each vector of the strip, or one number for all lanes of all of them. */
record Value(boolean vector, String... names) {
    static Value uniform(String name) { return new Value(false, name); }

    String name(int strip) { return vector ? names[strip] : names[0]; }
}
