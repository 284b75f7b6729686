import type { ReactNode } from 'react';

/** A drawing of its own size: on a narrow screen it keeps words that can be read, and its box scrolls, by keyboard too. */
export function ChartBox(props: {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  readonly children: ReactNode;
}) {
  const { label, width, height, children } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard
    <section className="chart-box" aria-label={label} tabIndex={0}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {children}
      </svg>
    </section>
  );
}
