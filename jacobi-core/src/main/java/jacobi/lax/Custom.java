package jacobi.lax;

import jacobi.core.*;

/**
 * A primitive from outside this module. It has no backend of its own: it is expanded into others wherever it must be computed.
 */
public non-sealed interface Custom extends Primitive {
    /** The same in terms of other primitives. */
    Array[] expand(Array... operands);

    @Override default Dual jvp(Array[] x, Array[] dx) {
        throw new DerivativeError(mnemonic() + " has no derivative").mend("override tangents or jvp");
    }
}
