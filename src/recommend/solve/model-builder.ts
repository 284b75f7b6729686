import type { ModelData } from 'highs';

/** Collects columns and rows of a mixed-integer model in the sparse form HiGHS takes. */
export class ModelBuilder {
  readonly #cost: number[] = [];
  readonly #upper: number[] = [];
  readonly #integer: (0 | 1)[] = [];
  readonly #rowLower: number[] = [];
  readonly #rowUpper: number[] = [];
  readonly #starts: number[] = [0];
  readonly #indices: number[] = [];
  readonly #values: number[] = [];

  /** A yes/no column; returns its index. */
  binary(cost: number): number {
    return this.#column(cost, 1, 1);
  }

  /** A column between zero and `upper`; returns its index. */
  continuous(cost: number, upper: number): number {
    return this.#column(cost, upper, 0);
  }

  addCost(column: number, cost: number): void {
    this.#cost[column] = (this.#cost[column] ?? 0) + cost;
  }

  /** lower <= sum of the terms <= upper. A column may appear once. */
  row(lower: number, upper: number, terms: readonly (readonly [column: number, value: number])[]): void {
    this.#rowLower.push(lower);
    this.#rowUpper.push(upper);
    for (const [column, value] of terms) {
      this.#indices.push(column);
      this.#values.push(value);
    }
    this.#starts.push(this.#indices.length);
  }

  get columns(): number {
    return this.#cost.length;
  }

  get rows(): number {
    return this.#rowLower.length;
  }

  build(): ModelData {
    return {
      numCols: this.columns,
      numRows: this.rows,
      colCost: this.#cost,
      colLower: this.#cost.map(() => 0),
      colUpper: this.#upper,
      rowLower: this.#rowLower,
      rowUpper: this.#rowUpper,
      integrality: Int32Array.from(this.#integer),
      matrix: {
        format: 'csr',
        numRows: this.rows,
        numCols: this.columns,
        starts: this.#starts,
        indices: this.#indices,
        values: this.#values,
      },
    };
  }

  #column(cost: number, upper: number, integer: 0 | 1): number {
    this.#cost.push(cost);
    this.#upper.push(upper);
    this.#integer.push(integer);
    return this.#cost.length - 1;
  }
}
