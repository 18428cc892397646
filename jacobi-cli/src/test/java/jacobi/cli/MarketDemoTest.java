package jacobi.cli;

import static jacobi.Jacobi.jacfwd;
import static jacobi.Jacobi.jacrev;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import jacobi.F2;
import jacobi.cli.MarketDemo.Market;
import jacobi.core.Array;
import org.junit.jupiter.api.Test;

class MarketDemoTest {
    private static final Progress SILENT = new Progress(false);
    private static final F2<Array, Market, Array> FORWARD = jacfwd(MarketDemo::excess);
    private static final F2<Array, Market, Array> REVERSE = jacrev(MarketDemo::excess);

    @Test void twoGoodsClearAtTheReferencePrices() {
        for (var jacobian : List.of(FORWARD, REVERSE)) {
            var path = MarketDemo.newton(Market.small(), jacobian, SILENT);
            double[] prices = path.end().toDoubleArray();
            assertAgrees("market.2.steps", path.steps().size());
            assertAgrees("market.2.price[0]", prices[0]);
            assertAgrees("market.2.price[1]", prices[1]);
        }
    }

    @Test void fiveHundredGoodsClearAtTheReferencePrices() {
        var path = MarketDemo.newton(Market.large(500), FORWARD, SILENT);
        double[] prices = path.end().toDoubleArray();
        var summary = Arrays.stream(prices).summaryStatistics();
        assertAgrees("market.500.steps", path.steps().size());
        assertAgrees("market.500.price.first", prices[0]);
        assertAgrees("market.500.price.last", prices[499]);
        assertAgrees("market.500.price.mean", summary.getAverage());
        assertAgrees("market.500.price.min", summary.getMin());
        assertAgrees("market.500.price.max", summary.getMax());
    }

    /** Demand that never meets supply drives prices below zero, where there is no square root. */
    @Test void pricesThatLeaveTheirDomainAreAnError() {
        var impossible = new Market(Array.zeros(1, 1), Array.ones(1), Array.full(-3, 1));
        var error = assertThrows(IllegalStateException.class, () -> MarketDemo.newton(impossible, FORWARD, SILENT));
        assertEquals("step 2 left the positive prices", error.getMessage());
    }

    private static void assertAgrees(String name, double result) {
        assertTrue(References.of(name).agrees(result), () -> name + ": " + result + " is not " + References.of(name));
    }
}
