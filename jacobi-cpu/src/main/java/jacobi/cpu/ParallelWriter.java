package jacobi.cpu;

import java.util.function.BiConsumer;

/** Calls of {@code parallel_for}: the body becomes a function of its own, which knows what is around it through a frame. */
final class ParallelWriter {
    private ParallelWriter() {}

    /**
     * Runs blocks of {@code 0 … n - 1}, of {@code grain} each.
     *
     * @param body writes what is done for {@code %lo} to {@code %hi}, by the pointers of the new function
     */
    static void call(IrModule module, Text text, Pointers outside, long n, long grain, BiConsumer<FramePointers, Scope> body) {
        var function = new IrFunction();
        var frame = new FramePointers(function);
        var inside = new Text(function, "body");
        body.accept(frame, new Scope(null, inside, Strip.NONE));
        function.finish(inside);
        var name = module.fresh("@block");
        module.add("define internal void " + name + "(ptr %frame, i64 %lo, i64 %hi) #0 {\nentry:\n" + function.entry
                + "  br label %body\nbody:\n" + inside.code + "  ret void\n}");
        frame.call(module, text, outside, name, n, grain);
    }
}
