package jacobi.cpu;

import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Memory;

/** What code that holds statements knows: also the slots it may turn, and the variables that its loops bind. */
interface StmtPointers extends Pointers {
    /** The stack variable that holds a slot's pointer. */
    String slot(Memory slot);

    void bind(Index index, String value);
}
