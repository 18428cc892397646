package jacobi.eager;

import jacobi.core.ArrayType;
import jacobi.core.Buffer;
import jacobi.core.DenseArray;

/** New arrays, whose elements are not yet written. */
final class Results {
    private Results() {}

    static DenseArray of(ArrayType type) { return new DenseArray(type, Buffer.allocate(type.bytes())); }
}
