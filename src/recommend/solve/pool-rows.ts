import type { Decimal } from '../../core/decimal.ts';
import { type Piece, piecesOf } from './lines.ts';
import type { ModelBuilder } from './model-builder.ts';
import type { TieredPool } from './problem.ts';

/**
 * Prices a pool exactly by its bands: one binary per band in reach says where the quantity ends, one amount per band says
 * how far. Exact for falling and for rising prices alike. `terms` are the columns that add to the quantity.
 */
export function addPool(
  builder: ModelBuilder,
  pool: TieredPool,
  range: { least: Decimal; most: Decimal },
  terms: readonly (readonly [column: number, quantity: number])[],
): void {
  const pieces = piecesOf(pool, range.least, range.most);
  const [only, second] = pieces;
  if (!only || terms.length === 0) return;
  if (!second) {
    for (const [column, quantity] of terms) builder.addCost(column, quantity * only.price.toNumber());
    if (only.fixed.isZero()) return;
    builder.row(1, 1, [[builder.binary(only.fixed.toNumber()), 1]]);
    return;
  }
  addBands(builder, pieces, range.most.toNumber(), terms);
}

function addBands(
  builder: ModelBuilder,
  pieces: readonly Piece[],
  most: number,
  terms: readonly (readonly [number, number])[],
): void {
  const columns = pieces.map((piece) => {
    const to = Math.min(piece.to?.toNumber() ?? most, most);
    const ends = builder.binary(piece.fixed.toNumber());
    const amount = builder.continuous(piece.price.toNumber(), to);
    builder.row(Number.NEGATIVE_INFINITY, 0, [
      [amount, 1],
      [ends, -to],
    ]);
    builder.row(0, Number.POSITIVE_INFINITY, [
      [amount, 1],
      [ends, -piece.from.toNumber()],
    ]);
    return { ends, amount };
  });
  builder.row(
    1,
    1,
    columns.map(({ ends }) => [ends, 1]),
  );
  builder.row(0, 0, [
    ...terms.map(([column, quantity]) => [column, quantity] as const),
    ...columns.map(({ amount }) => [amount, -1] as const),
  ]);
}
