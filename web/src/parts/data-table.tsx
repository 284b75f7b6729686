import {
  type ColumnDef,
  flexRender,
  getCoreRowModel,
  getSortedRowModel,
  type SortingState,
  useReactTable,
} from '@tanstack/react-table';
import { useState } from 'react';

export type Column<Row> = ColumnDef<Row, unknown> & { readonly meta?: { readonly number?: boolean } };

/** Rows drawn at first; the rest follows on demand, so that a hundred thousand do not hold up the page. */
const STEP = 200;

/** A table that sorts; its head stays, its first and its money column too. */
export function DataTable<Row>(props: {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly sort?: SortingState;
  readonly onRow?: (row: Row) => void;
}) {
  const { label, rows, columns, onRow } = props;
  const [sorting, setSorting] = useState<SortingState>(props.sort ?? []);
  const [shown, setShown] = useState(STEP);
  const table = useReactTable({
    data: rows as Row[],
    columns: columns as Column<Row>[],
    state: { sorting },
    onSortingChange: setSorting,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
  });
  const all = table.getRowModel().rows;
  const isNumber = (column: { columnDef: unknown }): boolean => (column.columnDef as Column<Row>).meta?.number === true;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard */}
      <section className="table-box" aria-label={label} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {table.getFlatHeaders().map((header) => {
                const order = header.column.getIsSorted();
                return (
                  <th
                    key={header.id}
                    className={isNumber(header.column) ? 'number' : ''}
                    aria-sort={order === 'asc' ? 'ascending' : order === 'desc' ? 'descending' : 'none'}
                  >
                    <button type="button" onClick={header.column.getToggleSortingHandler()}>
                      {flexRender(header.column.columnDef.header, header.getContext())}
                      <span aria-hidden="true">{order === 'asc' ? ' ↑' : order === 'desc' ? ' ↓' : ''}</span>
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {all.slice(0, shown).map((row) => (
              <tr key={row.id} className={onRow ? 'is-open' : ''} onClick={() => onRow?.(row.original)}>
                {row.getVisibleCells().map((cell) => (
                  <td key={cell.id} className={isNumber(cell.column) ? 'number' : ''}>
                    {flexRender(cell.column.columnDef.cell, cell.getContext())}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {all.length > shown && (
        <button type="button" onClick={() => setShown(shown + STEP)}>
          Show {Math.min(STEP, all.length - shown)} more of {all.length}
        </button>
      )}
    </>
  );
}
