package jacobi.lax;

import java.util.Arrays;
import java.util.stream.Stream;
import jacobi.core.*;

/**
 * Runs {@code body} a fixed number of times: {@code body(carry, slices, extras) -> (carry, slices)}. Operands are the first carry, the arrays that are
 * read slice by slice along their axis 0 (of size {@code length}), and the extras, the same each time. Results are the last carry, and the slices
 * that the body gives, stacked along a new axis 0. In reverse, slices are read and written from the last to the first.
 * @param carries how many operands are the carry
 * @param slices  how many operands are read slice by slice
 */
public record Scan(Program body, int carries, int slices, long length, boolean reverse) implements Primitive {
    @Override public String mnemonic() { return "scan"; }
    public int extras() { return body.inputs().size() - carries - slices; }
    /** How many results are stacked. */
    public int stacked() { return body.results().size() - carries; }

    @Override public ArrayType[] infer(ArrayType... x) {
        if (x.length != body.inputs().size()) throw JacobiError.bug("scan of a body of %d inputs was given %d operands", body.inputs().size(), x.length);
        for (int i = carries; i < carries + slices; i++)
            if (x[i].rank() == 0 || x[i].dim(0) != length) throw new ShapeError("scan cannot take these operands")
                    .expected("arrays whose axis 0 has size %d", length).mend("give all scanned arrays the same leading size");
        var stacked = body.results().stream().skip(carries).map(r -> r.type().withShape(r.type().shape().prepend(length)));
        return Stream.concat(Arrays.stream(x, 0, carries), stacked).toArray(ArrayType[]::new);
    }

    @Override public Batched[] batch(long size, Batched... x) { throw JacobiError.bug("scan has no batching rule yet"); }
}
