/** Functions from programs to programs. */
package jacobi.transform;
