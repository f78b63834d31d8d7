/**
 * A straight line through a series of measurements, and how sure its slope is. Pure.
 * @module
 */

/** One measurement. */
export interface Point {
  x: number;
  y: number;
}

/** A line fitted by least squares. */
export interface LineFit {
  /** Points. */
  count: number;
  slope: number;
  intercept: number;
  /** Standard error of the slope if the residuals were independent. */
  slopeError: number;
  /** Correlation of a residual with the one before, from 0 (negative ones count as 0). */
  correlation: number;
  /**
   * Standard error of the slope when the residuals follow each other as they do: the effective
   * number of points is `count * (1 - correlation) / (1 + correlation)`.
   */
  slopeErrorAdjusted: number;
}

/** A correlation above this leaves no information; the error is bounded all the same. */
const CORRELATION_MAX = 0.99;

/**
 * Fits a line.
 *
 * @param points In order of x; at least 3, not all at one x.
 * @throws {RangeError} If there are too few.
 */
export function fitLine(points: readonly Point[]): LineFit {
  const count = points.length;
  if (count < 3) throw new RangeError(`Cannot fit a line to ${count} points`);
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / count;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / count;
  let squaresX = 0;
  let products = 0;
  for (const { x, y } of points) {
    squaresX += (x - meanX) ** 2;
    products += (x - meanX) * (y - meanY);
  }
  if (squaresX === 0) throw new RangeError("Cannot fit a line to points at one place");
  const slope = products / squaresX;
  const intercept = meanY - slope * meanX;
  const residuals = points.map(({ x, y }) => y - intercept - slope * x);
  const squares = residuals.reduce((sum, residual) => sum + residual ** 2, 0);
  const slopeError = Math.sqrt(squares / (count - 2) / squaresX);
  const correlation = correlationOf(residuals, squares);
  const inflation = Math.sqrt((1 + correlation) / (1 - correlation));
  return {
    count,
    slope,
    intercept,
    slopeError,
    correlation,
    slopeErrorAdjusted: slopeError * inflation,
  };
}

/** True when a slope of 0 lies within two standard errors. */
export function isFlat({ slope, slopeErrorAdjusted }: LineFit): boolean {
  return Math.abs(slope) <= 2 * slopeErrorAdjusted;
}

function correlationOf(residuals: readonly number[], squares: number): number {
  if (squares === 0) return 0;
  let products = 0;
  for (let k = 1; k < residuals.length; k++) {
    products += (residuals[k] as number) * (residuals[k - 1] as number);
  }
  return Math.min(CORRELATION_MAX, Math.max(0, products / squares));
}
