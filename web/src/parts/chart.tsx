import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

export interface Series {
  readonly label: string;
  /** Name of a colour of the theme. */
  readonly colour: string;
  readonly values: readonly (number | null)[];
  readonly dash?: readonly number[];
  readonly width?: number;
  /** Filled down to another series, by its place from 1: an interval. */
  readonly bandTo?: number;
}

const colourOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || '#888';

/** A line chart over days; its axis begins at zero, so that heights compare. */
export function Chart(props: {
  readonly label: string;
  readonly times: readonly number[];
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
  readonly height?: number;
}) {
  const box = useRef<HTMLDivElement>(null);
  const { times, series, format, height = 240 } = props;
  useEffect(() => {
    const target = box.current;
    if (!target) return;
    const axis = { stroke: colourOf('muted'), grid: { stroke: colourOf('line'), width: 1 }, ticks: { show: false } };
    const bands = series.flatMap(({ bandTo, colour }, index) =>
      bandTo === undefined ? [] : [{ series: [index + 1, bandTo] as [number, number], fill: `${colourOf(colour)}33` }],
    );
    const plot = new uPlot(
      {
        width: target.clientWidth || 600,
        height,
        bands,
        cursor: { points: { show: true } },
        legend: { live: true },
        scales: { y: { range: (_plot, _low, high) => [0, (high || 1) * 1.08] } },
        axes: [axis, { ...axis, size: 76, values: (_plot, ticks) => ticks.map(format) }],
        series: [
          {
            label: 'Day',
            value: (_plot, time) => (time === null ? '' : new Date(time * 1000).toISOString().slice(0, 10)),
          },
          ...series.map((each) => ({
            label: each.label,
            stroke: colourOf(each.colour),
            width: each.width ?? 1.5,
            ...(each.dash && { dash: [...each.dash] }),
            points: { show: false },
            value: (_plot: uPlot, value: number | null) => (value === null ? '–' : format(value)),
          })),
        ],
      },
      [times as number[], ...series.map(({ values }) => values as (number | null)[])],
      target,
    );
    const watch = new ResizeObserver(() => plot.setSize({ width: target.clientWidth, height }));
    watch.observe(target);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [times, series, format, height]);
  return <div ref={box} role="img" aria-label={props.label} className="chart" />;
}
