import { Decimal } from '../core/decimal.ts';
import { htmlText } from './formats/html-text.ts';
import type { PlanDocument } from './plan-document.ts';
import { counted } from './words.ts';

type Point = NonNullable<PlanDocument['comparison']>['frontier'][number];

const [WIDTH, HEIGHT] = [520, 210];
const [LEFT, RIGHT, TOP, BOTTOM] = [90, 400, 44, 170];
/** Colours with at least 3:1 against light and dark paper. */
const INK = '#7a7f87';
const COURSES = [
  { nat: false, colour: '#2f81c7', name: 'without NAT', dash: '' },
  { nat: true, colour: '#b5651d', name: 'NAT allowed', dash: ' stroke-dasharray="5 4"' },
] as const;

/** Cost against resilience: what the cheapest network costs more or less than today, by its zone floor. Deterministic SVG. */
export function frontierPicture(points: readonly Point[], amount: (change: string) => string): string {
  const floors = [...new Set(points.map((point) => point.minAzs))].toSorted((a, b) => a - b);
  const changes = points.map((point) => new Decimal(point.change).toNumber());
  const [least, most] = [Math.min(...changes, 0), Math.max(...changes, 0)];
  const x = (floor: number): number =>
    floors.length < 2 ? LEFT : LEFT + ((RIGHT - LEFT) * floors.indexOf(floor)) / (floors.length - 1);
  const y = (change: number): number =>
    most === least ? BOTTOM : BOTTOM - ((BOTTOM - TOP) * (change - least)) / (most - least);
  const title = 'Cost against resilience: change a month against today, by the zone floor';
  const courses = COURSES.flatMap(({ nat, colour, name, dash }, index) => {
    const own = points.filter((point) => point.nat === nat).toSorted((a, b) => a.minAzs - b.minAzs);
    const at = own.map((point) => [x(point.minAzs), y(new Decimal(point.change).toNumber()), point] as const);
    if (at.length === 0) return [];
    const line = at.map(([px, py]) => `${round(px)},${round(py)}`).join(' ');
    return [
      `<polyline points="${line}" fill="none" stroke="${colour}" stroke-width="2"${dash}/>`,
      ...at.map(
        ([px, py, point]) =>
          `<circle cx="${round(px)}" cy="${round(py)}" r="4" fill="${colour}"><title>${htmlText(
            `${counted(point.minAzs, 'zone')}, ${name}: ${amount(point.change)} a month`,
          )}</title></circle>`,
      ),
      `<line x1="${RIGHT + 20}" x2="${RIGHT + 40}" y1="${TOP + index * 18}" y2="${TOP + index * 18}" stroke="${colour}" stroke-width="2"${dash}/>`,
      words(RIGHT + 46, TOP + index * 18 + 4, name, 'start'),
    ];
  });
  const levels = [...new Set([least, 0, most])].map(
    (change) =>
      `<line x1="${LEFT}" x2="${RIGHT}" y1="${round(y(change))}" y2="${round(y(change))}" stroke="${INK}" stroke-opacity="0.4"/>` +
      words(LEFT - 8, y(change) + 4, change === 0 ? 'today' : amount(String(change)), 'end'),
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">` +
    `<title>${htmlText(title)}</title>${levels.join('')}${courses.join('')}` +
    `${floors.map((floor) => words(x(floor), BOTTOM + 24, counted(floor, 'zone'), 'middle')).join('')}</svg>`
  );
}

const words = (x: number, y: number, text: string, anchor: string): string =>
  `<text x="${round(x)}" y="${round(y)}" font-size="11" fill="currentColor" text-anchor="${anchor}">${htmlText(text)}</text>`;

const round = (value: number): number => Math.round(value * 10) / 10;
