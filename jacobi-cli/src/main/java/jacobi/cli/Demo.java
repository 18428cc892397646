package jacobi.cli;

import jacobi.plot.Report;

/** One demonstration: a program of the kind that users write, on real input. */
interface Demo {
    /** Computes, and reports what came out. */
    Report run(Progress progress);
}
