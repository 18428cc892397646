/** The public face: functions from functions to functions. */
package jacobi;
