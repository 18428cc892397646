package jacobi.core;

import jacobi.lax.Bitcast;

/** Bits read as numbers of another dtype, also of another width: StableHLO bitcast_convert, of shifts where widths differ. */
final class Bits {
    private Bits() {}

    static Array read(Array x, DType to) {
        if (x.dtype().bits() == to.bits() || !hasBits(x.dtype()) || !hasBits(to)) return new Bitcast(to).bind(x);
        var word = x.bitcast(word(x.dtype()));
        return (x.dtype().bits() > to.bits() ? parts(word, word(to)) : whole(word, word(to))).bitcast(to);
    }

    private static boolean hasBits(DType t) { return t != DType.PRED && !t.isComplex() && t.bits() >= 8; }

    private static DType word(DType t) {
        return switch (t.bits()) { case 8 -> DType.U8; case 16 -> DType.U16; case 32 -> DType.U32; default -> DType.U64; };
    }

    /** Along a new last axis the parts of each word, the lowest first. */
    private static Array parts(Array word, DType part) {
        var parts = new Array[word.dtype().bits() / part.bits()];
        for (int k = 0; k < parts.length; k++) parts[k] = word.ushr((long) k * part.bits()).convert(part);
        return Array.stack(-1, parts);
    }

    /** One word of the parts along the last axis. */
    private static Array whole(Array parts, DType word) {
        int count = word.bits() / parts.dtype().bits();
        if (parts.rank() == 0 || parts.dim(-1) != count) throw new ShapeError("bitcast cannot take this array")
                .expected("a last axis of %d numbers, which make one %s", count, word).given("%s", parts.type())
                .mend("reshape it so that its last axis is that long").rule("StableHLO bitcast_convert (C1)").at(Frame.user());
        Array whole = null;
        for (int k = 0; k < count; k++) {
            var part = parts.get(Index.rest(), Index.at(k)).convert(word).shl((long) k * parts.dtype().bits());
            whole = whole == null ? part : whole.or(part);
        }
        return whole;
    }
}
