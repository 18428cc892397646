import jacobi.*
import jacobi.core.*
import jacobi.lax.*
import jacobi.numpy.*
import jacobi.numpy.Random
import static jacobi.Jacobi.*
import static jacobi.core.Index.*
