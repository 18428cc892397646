/**
 * What users of NumPy and SciPy look for beside the methods of {@link jacobi.core.Array}:
 * {@link jacobi.numpy.Linalg linear algebra} and {@link jacobi.numpy.Random random numbers}. All of it is ordinary code over
 * arrays, so it may be compiled, differentiated and mapped like one's own.
 *
 * <pre>{@code
 * var keys = Key.of(0).split(2);
 * var a = Random.normal(keys.get(0), 3, 3);
 * var covariance = a.matmul(a.transpose()).plus(Array.eye(3));
 * var logDensity = (F1<Array, Array>) x -> {
 *     var l = covariance.cholesky();
 *     var z = Linalg.triangularSolve(l, x, true);
 *     return z.square().sum().times(-0.5).minus(Linalg.diagonal(l).log().sum());
 * };
 * var score = grad(logDensity).apply(Random.normal(keys.get(1), 3));
 * }</pre>
 */
package jacobi.numpy;
