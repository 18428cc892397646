package jacobi.cpu;

import java.util.ArrayList;
import java.util.List;
import jacobi.core.ArrayType;
import jacobi.core.Program;
import jacobi.cpu.loop.Exprs;
import jacobi.cpu.loop.Memory;
import jacobi.cpu.loop.Stmt;

/** From a program to loops: regions one within another, with one stock of expressions and checks. */
final class Lower {
    final Exprs exprs = new Exprs();
    final Checks checks = new Checks();
    final Pull pull;
    private int temporaries;

    private Lower(Ranges ranges) { pull = new Pull(exprs, checks, ranges); }

    static LoopProgram program(Program p) { return program(p, new boolean[p.inputs().size()]); }

    /** @param donated for each input, whether a result may be written over the argument */
    static LoopProgram program(Program p, boolean[] donated) {
        var lower = new Lower(Ranges.of(p));
        var arguments = memories(p.inputTypes(), Memory.Place.ARGUMENT, "x");
        var results = memories(p.resultTypes(), Memory.Place.RESULT, "y");
        var region = new Region(lower, p);
        for (int i = 0; i < arguments.size(); i++) region.define(p.inputs().get(i), new Source(arguments.get(i)));
        var targets = results.stream().map(Source::new).toList();
        var checked = SharedChecks.of(region.into(targets), lower.checks, lower.exprs);
        var donation = Donation.of(arguments, donated, results, checked, lower.exprs, lower::temporary);
        List<Stmt> turnedOnce = TurnOnce.of(SwapAxes.of(donation.body(), lower.exprs), lower.exprs, lower::temporary);
        List<Stmt> packed = Pack.pack(turnedOnce, lower.exprs);
        List<Stmt> strips = StripMine.of(packed, lower.exprs, lower::temporary);
        List<Stmt> turned = Interchange.of(RowBlocks.of(strips, lower.exprs, lower::temporary), lower.exprs);
        List<Stmt> body = ProductTiles.of(turned, lower.exprs);
        var shared = new Together(lower.exprs, lower::temporary).of(body);
        List<Stmt> small = BlockMemory.of(shared, lower.exprs, lower::temporary);
        return new LoopProgram(donation.arguments(), results, Jam.of(small, lower.exprs), lower.checks);
    }

    private static List<Memory> memories(ArrayType[] types, Memory.Place place, String stem) {
        var memories = new ArrayList<Memory>();
        for (int i = 0; i < types.length; i++) memories.add(new Memory(stem + i, types[i].dtype(), types[i].size(), place, i));
        return memories;
    }

    /** Memory for a value that is no result of the call. */
    Memory temporary(ArrayType type) {
        var place = type.size() <= Fusion.SMALL ? Memory.Place.STACK : Memory.Place.WORKSPACE;
        return new Memory("t" + temporaries++, type.dtype(), type.size(), place, -1);
    }

    /** A pointer to memory of a type, which a loop turns. */
    Memory slot(ArrayType type) { return new Memory("p" + temporaries++, type.dtype(), type.size(), Memory.Place.SLOT, -1); }
}
