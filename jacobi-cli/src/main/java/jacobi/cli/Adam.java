package jacobi.cli;

import jacobi.Pair;
import jacobi.core.Array;
import jacobi.tree.Tree;

/**
 * Adam: steps along the mean of recent gradients, each parameter at its own scale.
 * @see "Kingma and Ba (2015), Adam: a method for stochastic optimization, ICLR, algorithm 1"
 */
final class Adam {
    private static final double MEMORY = 0.9;
    private static final double MEMORY_OF_SQUARES = 0.999;
    private static final double TINY = 1e-8;

    private Adam() {}

    /**
     * What is remembered from step to step.
     * @param mean   decaying mean of the gradients, a tree like the parameters
     * @param square decaying mean of their squares, likewise
     * @param steps  how many steps were made, {@code s64[]}
     */
    record State<T>(T mean, T square, Array steps) {
        /** Before the first step. */
        static <T> State<T> of(T parameters) {
            T zeros = Tree.map(parameters, Array::zerosLike);
            return new State<>(zeros, zeros, Array.of(0L));
        }
    }

    /** One step: the parameters after it, and what is remembered. */
    static <T> Pair<T, State<T>> step(T parameters, T gradient, State<T> state, Array rate) {
        Array steps = state.steps.plus(1);
        T mean = Tree.map(state.mean, gradient, (m, g) -> m.times(MEMORY).plus(g.times(1 - MEMORY)));
        T square = Tree.map(state.square, gradient,
            (s, g) -> s.times(MEMORY_OF_SQUARES).plus(g.square().times(1 - MEMORY_OF_SQUARES)));
        Array meanWeight = steps.rpow(MEMORY).rminus(1.0);
        Array squareWeight = steps.rpow(MEMORY_OF_SQUARES).rminus(1.0);
        T change = Tree.map(mean, square, (m, s) -> m.div(meanWeight).div(s.div(squareWeight).sqrt().plus(TINY)).times(rate));
        return new Pair<>(Tree.map(parameters, change, Array::minus), new State<>(mean, square, steps));
    }
}
