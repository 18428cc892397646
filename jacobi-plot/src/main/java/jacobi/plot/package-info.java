/** Pictures of results, and the report. */
package jacobi.plot;
