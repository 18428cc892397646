package jacobi.cpu;

import jacobi.cpu.loop.Index;
import jacobi.cpu.loop.Memory;

/** What a function of the module knows from outside its loops: where memories lie, and loop variables of the code around it. */
interface Pointers {
    /** The address of a memory's first element, for code that is being written to a text. */
    String pointer(Memory memory, Text text, boolean written);

    /** A variable bound outside the function's own loops. */
    String outer(Index index);

    /** The call's context. */
    String context();
}
