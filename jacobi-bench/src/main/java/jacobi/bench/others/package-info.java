/** Programs beside the table, of as many kinds as may be, each against C that was written for it. */
package jacobi.bench.others;
