/** Pictures of results, and the report. */
module jacobi.plot {
    requires transitive java.desktop;
    requires org.knowm.xchart;

    exports jacobi.plot;
}
