package programs.wrong;

import static jacobi.Jacobi.jit;

import jacobi.core.Array;

/** A record that refuses a tracer. */
final class ValidatingRecord {
    private ValidatingRecord() {}

    record Price(Array value) {
        Price {
            if (value.item() < 0.5) throw new IllegalArgumentException("prices are at least 0.5");
        }
    }

    static void run() {
        jit((Price p) -> p.value().square()).apply(new Price(Array.of(1.0)));
    }
}

/*
TreeError: the constructor of record Price refused its components
  expected  a constructor that takes tracers, tangents and gradients: their numbers are unknown, or of any size
  given     TraceError: the numbers of a traced array are not known
  at        ValidatingRecord.run(ValidatingRecord.java:18)
  mend      move the check into a static factory, and leave the constructor to take what it gets
*/
