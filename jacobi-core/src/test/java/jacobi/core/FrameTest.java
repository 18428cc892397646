package jacobi.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FrameTest {
    @Test void isAPlaceInAFile() {
        assertEquals("Portfolio.value(Portfolio.java:42)", new Frame("Portfolio", "value", "Portfolio.java", 42).toString());
    }

    @Test void orALineOfJShellWhichHasNone() {
        assertEquals("loss (in JShell)", new Frame("$JShell$14", "loss", "$JShell$14.java", 6).toString());
        assertEquals("a line of JShell", new Frame("$JShell$15", "do_it$", "$JShell$15.java", 6).toString());
        assertEquals("a line of JShell", new Frame("$JShell$16", "lambda$do_it$$0", "$JShell$16.java", 6).toString());
    }

    @Test void ofAFailureIsTheInnermostThatIsNotOurs() {
        var failure = new Throwable();
        failure.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.util.List", "of", "List.java", 1), new StackTraceElement("jacobi.core.Trace", "bind",
                    null, 2),
            new StackTraceElement("shop.Portfolio", "value", "Portfolio.java", 42), new StackTraceElement("Main", "main", null,
                    3)});
        assertEquals("Portfolio.value(Portfolio.java:42)", Frame.user(failure).toString());
    }
}
