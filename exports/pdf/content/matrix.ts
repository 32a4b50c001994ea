/** A change of coordinates, as PDF writes it: six numbers a to f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** No change. */
export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** First `by`, then `matrix`. */
export function times(by: ArrayLike<number>, matrix: Matrix): Matrix {
  const [a, b, c] = [by[0] ?? 1, by[1] ?? 0, by[2] ?? 0];
  const [d, e, f] = [by[3] ?? 1, by[4] ?? 0, by[5] ?? 0];
  const [A, B, C, D, E, F] = matrix;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

/** Where a point falls. */
export function at([a, b, c, d, e, f]: Matrix, x: number, y: number): [x: number, y: number] {
  return [x * a + y * c + e, x * b + y * d + f];
}
