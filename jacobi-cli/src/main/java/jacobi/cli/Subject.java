package jacobi.cli;

import java.util.Locale;

/** What {@code jacobi demo} can show, in the order it is shown. */
enum Subject {
    /** A network learns to read handwritten digits. */
    DIGITS(new DigitsDemo()),
    /** A household decides how much to save. */
    SAVINGS(new SavingsDemo()),
    /** Prices clear many markets at once. */
    MARKET(new MarketDemo());

    final Demo demo;

    Subject(Demo demo) {
        this.demo = demo;
    }

    /** As it is typed after {@code --only}. */
    @Override public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
