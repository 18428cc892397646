package programs.wrong;

import jacobi.core.Array;
import jacobi.core.Shape;

/** A broadcast to a shape that does not fit. */
final class BroadcastSize {
    private BroadcastSize() {}

    static void run() {
        Array.ones(3).broadcastTo(Shape.of(2, 4));
    }
}

/*
ShapeError: broadcast_in_dim cannot take these operands
  expected  operand axis 0 of size 1 or 4
  given     operand f64[3], shape [2,4], axes [1]
  at        BroadcastSize.run(BroadcastSize.java:11)
  mend      reduce or slice it to size 1, or ask for size 3
  rule      StableHLO broadcast_in_dim (C5)
*/
