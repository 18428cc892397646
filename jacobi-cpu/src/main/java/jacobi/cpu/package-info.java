/**
 * The compiler for the processor: a whole program, control flow included, becomes one native function.
 *
 * <h2>From a program to loops</h2>
 * Passes from program to program come first, each a class of one public idea: {@code Inline} puts calls and custom primitives in
 * their place, {@code ComplexPairs} two real arrays in the place of a complex one (functions of them are in {@code ComplexMath}),
 * {@code Halves} computes floats of 16 bits in f32 ({@code HalfConversions} converts), {@code Simplify} (with the rules of
 * {@code Algebra}, and {@code Prune} for scans) leaves out what need not be computed, {@code Bounded} what {@code Ranges} of
 * integers decide: choices, bounds, checks of indices that are known to lie inside, {@code Forward} carries what loops write
 * into arrays and soon read again, {@code Unstack} takes arrays apart that are stacks of a few parts and read part by part,
 * {@code Distribute} takes dear functions out of scans whose next round does not wait for them, {@code Totals} makes reductions
 * of carries that only add up, {@code Hoist} takes out of loop bodies what no round changes, if reading it again is cheaper than
 * computing it again.
 * <p>
 * {@code Lower} then makes statements over memories ({@link jacobi.cpu.loop}). {@code Fusion} decides what has memory at all: a
 * value that is asked for once for each element is an expression where it is used, {@code Stacks} are made by nests over a part,
 * and {@code Pull} says what one element of any index map, elementwise function or reduction is in terms of elements of its
 * operands. So broadcasts, slices and gathers never become memory, and a reduction never sees its operand in memory. What is no
 * nest (loops, branches, sorts, matrix products, factorisations) is lowered by {@code Structures}, {@code Gemm},
 * {@code Factorise} and {@code SmallMatrices}. {@code RunningResults} makes nests of running sums, whose vectors start from those
 * before them. What a loop carries is written over itself ({@code Overwrite}), or changes places by pointers ({@code Turns}), as
 * {@code Carry} decides; and results are written over arguments that the caller gives away ({@code Donation}).
 *
 * <h2>From loops to vectors</h2>
 * {@code SharedChecks} leaves one of the checks of a nest that ask the same. {@code SwapAxes} exchanges the outer loops of nests,
 * and the axes of temporaries that they go through, so that what they read again is near. {@code TurnOnce} transposes small
 * matrices before loops that multiply vectors by them. {@code WideLast} lays temporaries of many short rows with the long axis
 * last. {@code Seams} cuts nests where joined, rolled and padded arrays meet, so that elements are no choices within the parts.
 * {@code Collapse} joins loop variables that memory does not tell apart, {@code WrittenOut} leaves no short fold within a fold,
 * {@code Siblings} gives like folds like variables, {@code SplitFolds} breaks long ones into blocks, {@code Relayout} copies what
 * would be read across rows. {@code StripMine} runs loops whose rows stand alone strip by strip, in registers, each as many
 * rounds as its own rows need; {@code RowBlocks} runs loops of the kind and the nests beside them that treat the same rows
 * together, block by block of rows; {@code Interchange} runs what is left of the kind, all rounds of one block before the next;
 * {@code ProductTiles} lets nests go on with matrix products tile by tile, or products add themselves to what nests wrote
 * ({@code Affine}); {@code Together} lets threads share several nests at once, block by block, and {@code BlockMemory} makes
 * temporaries that only the blocks touch as small as one. {@code Jam} lets folds compute several points side by side: small
 * products of matrices become tiles in registers; short rows that are read across ({@code ShortRows}) are written out before.
 * {@code Pack} makes arrays of single numbers that are computed alike.
 * {@code PlanBuffers} lets temporaries share a workspace. {@code Schedule} chooses the variable that runs in vectors, how many
 * lanes, how many vectors side by side, and what threads share: by dtypes, extents and strides alone, so that results have the
 * same bits on any number of threads. The writers ({@code NestWriter}, {@code TileWriter}, {@code FoldWriter},
 * {@code RunningWriter}, {@code ExprWriter}, {@code MathCalls}) write explicit vectors as LLVM's text; LLVM's loop vectoriser is
 * not used, no fast-math flag changes a result, and a product is contracted into a sum by one rule of ours. {@code Quotients},
 * {@code FloatRemainders} and {@code FloatExtremes} say how to get the exact results of dear instructions from cheap ones.
 * Results that caches would not hold go past them ({@code Streamed}).
 *
 * <h2>Calling it</h2>
 * The function takes a table of the addresses of arguments and results, a workspace, and a context: the status block, and
 * pointers to the runtime ({@link jacobi.cpu.runtime}). Code holds no address of this process. A failing check notes its number
 * and the index in the status block and goes on with a safe index; the caller throws. Loops ask the same block whether to stop
 * ({@code InterruptWatch}). {@code CodeCache} keeps code by what its program says.
 */
package jacobi.cpu;
