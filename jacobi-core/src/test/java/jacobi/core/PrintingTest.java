package jacobi.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Expected texts are those of NumPy 2.4, with the type after them. */
class PrintingTest {
    private static void prints(String expected, Array x) { assertEquals(expected + " " + x.type(), x.toString()); }

    @Test void floatsAreAligned() {
        prints("[ 1.   2.5 -3. ]", Array.of(1.0, 2.5, -3));
        prints("[0.1        0.2        0.33333333]", Array.of(0.1, 0.2, 1 / 3.0));
        prints("[ 1.12345679 22.5       ]", Array.of(1.123456789012, 22.5));
        prints("[-0.  0.]", Array.of(-0.0, 0.0));
        prints("[[0. 0.]\n [0. 0.]]", Array.zeros(2, 2));
    }

    @Test void exponentsWhereSizesDiffer() {
        prints("[1.e-05 1.e+00]", Array.of(1e-5, 1));
        prints("[1.e+100 1.e+000]", Array.of(1e100, 1));
        prints("[3.3333334e-01 2.0000000e+00 1.0000000e-03]", Array.of(1 / 3f, 2f, 1e-3f));
        prints("[1.23456789e+05 1.00000000e-03]", Array.of(123456.789, 0.001));
        prints("[1.00e-01 2.00e+00 6.55e+04]", Array.of(DType.F16, Shape.of(3), 0.1, 2, 65504));
    }

    @Test void specialValues() {
        prints("[nan  1. inf]", Array.of(Double.NaN, 1, Double.POSITIVE_INFINITY));
        prints("[-inf   2.]", Array.of(Double.NEGATIVE_INFINITY, 2));
        prints("[   nan 1.e-10]", Array.of(Double.NaN, 1e-10));
    }

    @Test void otherDtypes() {
        prints("[ -1 100   3]", Array.of(-1, 100, 3));
        prints("[ True False]", Array.of(true, false));
        prints("[18446744073709551610                    7]", Array.of(DType.U64, Shape.of(2), 5L, 0).not().at(1).set(7));
        prints("[1. +0.5j 2.5-1.j  0. +0.j ]", Array.complex(Array.of(1, 2.5, 0), Array.of(0.5, -1, 0)));
        prints("[1.e+10+nanj 1.e+00 +2.j]", Array.complex(Array.of(1e10, 1), Array.of(Double.NaN, 2)));
    }

    @Test void scalarsAndEmptyArrays() {
        prints("1.0", Array.of(1.0));
        prints("0.1", Array.of(0.1));
        prints("1e-05", Array.of(1e-5));
        prints("1.5e+22", Array.of(1.5e22));
        prints("0.33333334", Array.of(1 / 3f));
        prints("3", Array.of(3));
        prints("True", Array.of(true));
        prints("[]", Array.zeros(0, 3));
    }

    @Test void longRowsAreBroken() {
        prints("""
                [[[ 0.   1.1  2.2  3.3  4.4  5.5  6.6  7.7  8.8  9.9 11.  12.1 13.2 14.3
                   15.4 16.5 17.6 18.7 19.8 20.9 22.  23.1 24.2 25.3 26.4 27.5 28.6 29.7
                   30.8 31.9]]]""", Array.arange(30.0).reshape(1, 1, 30).times(1.1));
    }

    @Test void manyElementsAreLeftOut() {
        prints("[0.000e+00 1.000e+00 2.000e+00 ... 1.997e+03 1.998e+03 1.999e+03]", Array.arange(2000.0));
        prints("""
                [[[   0    1    2 ...  297  298  299]
                  [ 300  301  302 ...  597  598  599]]

                 [[ 600  601  602 ...  897  898  899]
                  [ 900  901  902 ... 1197 1198 1199]]]""", Array.arange(1200).reshape(2, 2, 300));
        prints("""
                [[   0    1]
                 [   2    3]
                 [   4    5]
                 ...
                 [1994 1995]
                 [1996 1997]
                 [1998 1999]]""", Array.arange(2000).reshape(1000, 2));
    }
}
