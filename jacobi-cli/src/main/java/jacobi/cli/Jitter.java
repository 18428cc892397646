package jacobi.cli;

import static jacobi.cli.DigitImages.SIDE;

import jacobi.core.Array;
import jacobi.numpy.Key;
import jacobi.numpy.Random;

/** An image as another hand might have written it: shifted, turned, stretched and slanted a little, at random. */
final class Jitter {
    private static final double SHIFT = 0.5;
    private static final double TURN = 0.2;
    private static final double STRETCH = 0.15;
    private static final double MIDDLE = (SIDE - 1) / 2.0;

    private Jitter() {}

    /** Of one image {@code f64[64]}, the ink where an affine map of random coefficients takes each pixel. */
    static Array apply(Key key, Array image) {
        Array r = Random.normal(key, 6);
        Array across = Array.arange((double) SIDE).minus(MIDDLE);
        Array down = across.expandDims(1);
        Array turn = r.get(0).times(TURN);
        Array slant = r.get(1).times(TURN);
        Array x = turn.cos().times(across).plus(turn.sin().plus(slant).times(down));
        Array y = turn.cos().times(down).minus(turn.sin().times(across));
        return at(image.reshape(SIDE, SIDE), moved(x, r.get(2), r.get(4)), moved(y, r.get(3), r.get(5))).ravel();
    }

    private static Array moved(Array x, Array stretch, Array shift) {
        return x.times(stretch.times(STRETCH).plus(1.0)).plus(shift.times(SHIFT)).plus(MIDDLE);
    }

    /** Ink between pixels: the mean of the four around, by their nearness; outside there is none. All of {@code f64[8,8]}. */
    private static Array at(Array image, Array x, Array y) {
        return nearness(y).matmul(image).times(nearness(x)).sum(-1);
    }

    /** {@code f64[8,8,8]}: how near each place is to each row, or column: 1 on it, 0 one pixel away and beyond. */
    private static Array nearness(Array places) {
        return places.expandDims(-1).minus(Array.arange((double) SIDE)).abs().rminus(1.0).maximum(0.0);
    }
}
