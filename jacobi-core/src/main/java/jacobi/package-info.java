/**
 * Differentiable, compiled, parallel array programming: the public face, in ten minutes.
 *
 * <h2>Arrays</h2>
 * An {@link jacobi.core.Array} is an immutable rectangle of numbers of one dtype. A Java {@code double} makes f64, an
 * {@code int} s32; shapes meet as in NumPy; a Java number in an expression takes the dtype of the array.
 * {@snippet :
 * var x = Array.of(1.0, 2.0, 3.0);
 * System.out.println(x.times(2).plus(1));                             // [3. 5. 7.] f64[3]
 * System.out.println(Array.arange(6).reshape(2, 3).sum(0));           // [3 5 7] s64[3]
 * System.out.println(Array.of(1).times(0.5));                         // 0.5 f64[]
 * }
 *
 * <h2>Functions from functions to functions</h2>
 * Write a Java function of arrays. {@link jacobi.Jacobi#grad grad} gives its gradient, {@link jacobi.Jacobi#vmap vmap} applies
 * it to each example of a batch, {@link jacobi.Jacobi#jit jit} compiles it to native code for all cores. They compose in any
 * order.
 * {@snippet :
 * F1<Array, Array> energy = v -> v.square().times(v).sum();
 * System.out.println(grad(energy).apply(x));                          // [ 3. 12. 27.] f64[3]
 * System.out.println(jit(grad(energy)).apply(x));                     // [ 3. 12. 27.] f64[3]
 * System.out.println(vmap(grad(energy)).apply(Array.ones(2, 3)));     // [[3. 3. 3.] [3. 3. 3.]] f64[2,3]
 * System.out.println(hessian(energy).apply(x).sum(0));                // [ 6. 12. 18.] f64[3]
 * }
 *
 * <h2>Trees</h2>
 * Arguments and results are trees: arrays, or records, lists and maps of them, at any depth, with no registration. A gradient
 * has the type of what it is the gradient of. What is no array in a tree, such as an {@code int}, is static: it decides what is
 * compiled.
 * {@snippet :
 * record Line(Array slope, Array intercept) {}
 * F3<Line, Array, Array, Array> loss = (line, at, y) -> line.slope().times(at).plus(line.intercept()).minus(y).square().mean();
 * Line start = new Line(Array.of(0.0), Array.of(0.0));
 * Line step = jit(grad(loss)).apply(start, x, Array.of(3.0, 5.0, 7.0));
 * System.out.println(step.intercept());                               // -10.0 f64[]
 * }
 *
 * <h2>Loops and choices</h2>
 * An ordinary Java loop or {@code if} works: under {@code jit} it is unrolled while the function is recorded. A loop of many
 * rounds is better written with {@link jacobi.lax.Lax}: it is recorded once and becomes a native loop. So is a choice that
 * depends on numbers that are not known while recording.
 * {@snippet :
 * F1<Array, Array> power = v -> Lax.foriLoop(0, 10, (i, c) -> c.times(v), Array.onesLike(v));
 * System.out.println(jit(power).apply(Array.of(2.0)));                // 1024.0 f64[]
 * System.out.println(grad(power).apply(Array.of(2.0)));               // 5120.0 f64[]
 * F1<Array, Array> root = v -> Lax.cond(v.gt(0.0), w -> w.sqrt(), w -> w.times(0), v);
 * System.out.println(vmap(root).apply(Array.of(-4.0, 4.0)));          // [-0.  2.] f64[2]
 * }
 *
 * <h2>Programs</h2>
 * What {@code jit} recorded can be read: typed, in single assignment, with the line of yours that asked for each equation. All
 * transformations are transformations of such programs, and every primitive in one has its own rules.
 * {@snippet :
 * System.out.println(jit(energy).program(x).equations().size());      // 3
 * }
 *
 * <h2>Errors</h2>
 * A {@link jacobi.core.JacobiError} says what was expected, what was given, where in your code, and how to mend it. No index is
 * clamped in silence, nothing is narrowed in silence.
 */
package jacobi;
