package jacobi.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.concurrent.CancellationException;
import jacobi.core.*;
import jacobi.cpu.runtime.Externals;
import jacobi.cpu.runtime.Workspace;
import jacobi.llvm.CompiledCode;
import jacobi.llvm.Words;

/**
 * Compiled code with all it takes to call it. Arguments and results of up to {@link Buffer#SMALL} bytes go through a block of
 * native memory that the thread keeps; larger ones are handed over where they lie. Any number of threads may run it at once.
 */
final class CpuExecutable implements Backend.Executable {
    private static final long HUGE = 512 << 20;
    private static final ThreadLocal<CallBlock> BLOCKS = ThreadLocal.withInitial(CallBlock::new);

    private final ArrayType[] inputs, results;
    private final CompiledCode code;
    private final MemorySegment entry;
    private final Code needs;
    private final Checks checks;
    private final long[] smallInputs, smallResults;
    /** For each result, the argument whose memory it takes over, or -1. */
    private final int[] takenOver;
    private final long table, bytes;

    CpuExecutable(Program program, CompiledCode loaded, Code needs, LoopProgram loops) {
        inputs = program.inputTypes();
        results = program.resultTypes();
        code = loaded;
        entry = code.function("entry");
        this.needs = needs;
        checks = loops.checks();
        takenOver = loops.takenOver();
        table = CallBlock.HEAD;
        long at = table + 8L * (inputs.length + results.length);
        smallInputs = new long[inputs.length];
        smallResults = new long[results.length];
        at = place(inputs, smallInputs, at);
        bytes = place(results, smallResults, at);
    }

    /** Offsets of small arrays in the block, in whole words, none across more cache lines than it fills; 0 for large ones. */
    private static long place(ArrayType[] types, long[] offsets, long at) {
        for (int i = 0; i < types.length; i++) {
            if (types[i].bytes() > Buffer.SMALL) continue;
            long line = Math.clamp(Long.highestOneBit(2 * types[i].bytes() - 1), 8, 64);
            at = at + line - 1 & -line;
            offsets[i] = at;
            at += types[i].bytes() + 7 & -8;
        }
        return at;
    }

    /** Native memory of a thread: the status block, the context, the table of addresses, small arrays. */
    private static final class CallBlock {
        static final long CONTEXT = 8 * CheckWriter.WORDS, HEAD = CONTEXT + 64;

        private MemorySegment memory = MemorySegment.NULL;
        private boolean busy;
        private InterruptWatch watch;

        /** The watch over this block's thread, for calls that may take long. */
        InterruptWatch watch() { return watch != null ? watch : (watch = InterruptWatch.ofThisThread()); }

        MemorySegment of(long bytes) {
            if (memory.byteSize() >= bytes) return memory;
            memory = Arena.ofAuto().allocate(Math.max(4096, 2 * bytes), 64);
            return memory;
        }
    }

    CompiledCode code() { return code; }

    @Override public DenseArray[] run(DenseArray... arguments) {
        var shared = BLOCKS.get();
        var block = shared.busy ? new CallBlock() : shared;
        block.busy = true;
        try {
            return needs.loops() ? watched(block, arguments) : run(block.of(bytes), arguments);
        } finally {
            block.busy = false;
        }
    }

    private DenseArray[] watched(CallBlock block, DenseArray[] arguments) {
        var memory = block.of(bytes);
        block.watch().enter(memory);
        try {
            return run(memory, arguments);
        } finally {
            block.watch().leave();
        }
    }

    private DenseArray[] run(MemorySegment block, DenseArray[] arguments) {
        if (needs.workspace() == 0) return run(block, 0, arguments);
        if (needs.workspace() > HUGE) return runHuge(block, arguments);
        try (var workspace = Workspace.take(needs.workspace())) {
            return run(block, workspace.address(), arguments);
        }
    }

    /**
     * Temporaries as large as this count as arrays do: the limit of memory holds for them, and what passes it is told plainly.
     */
    private DenseArray[] runHuge(MemorySegment block, DenseArray[] arguments) {
        try (var memory = Buffer.allocate(needs.workspace())) {
            return run(block, memory.segment().address(), arguments);
        }
    }

    /** Arguments are leased meanwhile: neither another thread's close nor the collector takes their memory. */
    private DenseArray[] run(MemorySegment block, long workspace, DenseArray[] arguments) {
        int held = 0;
        try {
            for (; held < arguments.length; held++) arguments[held].buffer().lease();
            return call(block, workspace, arguments);
        } finally {
            while (--held >= 0) arguments[held].buffer().release();
        }
    }

    private DenseArray[] call(MemorySegment block, long workspace, DenseArray[] arguments) {
        long base = block.address();
        prepare(base);
        for (int i = 0; i < inputs.length; i++) RawMemory.set(base + table + 8L * i, input(block, base, i, arguments[i]));
        var buffers = buffers(arguments);
        for (int i = 0; i < results.length; i++) {
            RawMemory.set(base + table + 8L * (inputs.length + i), smallResults[i] != 0 ? base + smallResults[i]
                    : buffers[i].segment().address());
        }
        Words.call(entry, base + table, workspace, base + CallBlock.CONTEXT);
        Reference.reachabilityFence(this); // its code is closed when it is unreachable
        Reference.reachabilityFence(buffers);
        verdict(base);
        var made = results(base, buffers);
        Reference.reachabilityFence(block);
        return made;
    }

    /** The memory of the results. Arguments are taken over once everything else is there. */
    private Buffer[] buffers(DenseArray[] arguments) {
        var buffers = new Buffer[results.length];
        for (int i = 0; i < results.length; i++)
            if (takenOver[i] < 0) buffers[i] = Buffer.allocate(results[i].bytes());
        for (int i = 0; i < results.length; i++)
            if (takenOver[i] >= 0) buffers[i] = takenOver(arguments[takenOver[i]]);
        return buffers;
    }

    /** The memory of an argument, or a copy if somebody else holds it too. */
    private static Buffer takenOver(DenseArray x) {
        var own = x.buffer().takeOver();
        if (own != null) return own;
        var copy = Buffer.allocate(x.type().bytes());
        MemorySegment.copy(x.segment(), 0, copy.segment(), 0, x.type().bytes());
        return copy;
    }

    private void prepare(long base) {
        RawMemory.set(base + 8L * CheckWriter.LOCK, 0);
        RawMemory.set(base + 8L * CheckWriter.CHECK, 0);
        RawMemory.set(base + 8L * CheckWriter.STOP, 0);
        RawMemory.set(base + CallBlock.CONTEXT + 8L * Context.STATUS, base);
        if (needs.externals() != null) RawMemory.set(base + CallBlock.CONTEXT + 8L * Context.EXTERNALS,
                Externals.table(needs.externals()).address());
    }

    private long input(MemorySegment block, long base, int i, DenseArray x) {
        if (smallInputs[i] == 0) return x.segment().address();
        long[] words = x.buffer().words();
        if (words != null) RawMemory.write(words, base + smallInputs[i]);
        else MemorySegment.copy(x.segment(), 0, block, smallInputs[i], inputs[i].bytes());
        return base + smallInputs[i];
    }

    private DenseArray[] results(long base, Buffer[] buffers) {
        var arrays = new DenseArray[results.length];
        for (int i = 0; i < arrays.length; i++) {
            if (smallResults[i] != 0) RawMemory.read(base + smallResults[i], buffers[i].words());
            arrays[i] = new DenseArray(results[i], buffers[i]);
        }
        return arrays;
    }

    private void verdict(long base) {
        long failed = RawMemory.get(base + 8L * CheckWriter.CHECK);
        if (failed != 0) throw checks.error((int) failed - 1, RawMemory.get(base + 8L * CheckWriter.INDEX));
        if (needs.loops() && RawMemory.get(base
                + 8L * CheckWriter.STOP) != 0) throw new CancellationException("the thread was interrupted while computing");
    }
}
