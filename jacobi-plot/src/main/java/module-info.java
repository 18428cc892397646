/** Pictures of results, and the report. */
module jacobi.plot {
    requires org.knowm.xchart;
}
