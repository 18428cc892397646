/** Arrays, their types, and programs. */
package jacobi.core;
