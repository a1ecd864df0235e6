import { scaleBand, scaleLinear } from 'd3-scale';

/** How a part of a bar looks; patterns stand beside colours, so that no part is told by its colour alone. */
export type Look = 'plain' | 'dotted' | 'hatched' | 'care' | 'open';

/** What the parts of all bars are, in their order. */
export interface Part {
  name: string;
  look: Look;
}

/** One bar: a number for each part, and what is said of the whole. */
export interface Bar {
  label: string;
  values: readonly number[];
  /** Above the bar, or after it: `31/40`. */
  total: string;
  /** In the table, where there is room for more than the label. */
  name?: string;
  /** Where those stand whom the bar counts. */
  href?: string;
  /** Whether what is open of it asks for care. */
  care?: boolean;
}

export interface Mark {
  part: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Words {
  x: number;
  y: number;
  text: string;
}

/** A bar on the picture, in pixels. */
interface Drawn {
  label: Words;
  totals: Words[];
  marks: Mark[];
}

/** A whole picture, in pixels. */
export interface Picture {
  height: number;
  /** Whether bars stand; where their names do not fit below, they lie. */
  upright: boolean;
  /** Lines of the scale with their numbers, for standing bars; where the plot begins for lying ones. */
  ticks: { at: number; label: string }[];
  /** Where names end and bars begin. */
  start: number;
  drawn: Drawn[];
}

const widest = 44;
const gap = 2;
const plot = 132;
const above = 24;
const below = 28;
const letter = 14;
/** Of lying bars: one alone, and one beside others. */
const thick = 20;
const thin = 14;

/**
 * Roughly how wide words are at 14 pixels: a Chinese character and the widest letters take a whole cell, other letters
 * more than half of one, and where the two meet there is a little air.
 */
export function widthOf(text: string): number {
  const isWide = (sign: string | undefined) => (sign?.charCodeAt(0) ?? 0) > 0x2e80;
  const signs = [...text];
  return signs.reduce((sum, sign, at) => {
    const meets = at > 0 && isWide(sign) !== isWide(signs[at - 1]);
    return sum + letter * ((isWide(sign) || 'MWmw'.includes(sign) ? 1 : 0.6) + (meets ? 0.25 : 0));
  }, 0);
}

/** Where every bar stands, its parts upon each other or beside each other. */
export function picture(bars: readonly Bar[], width: number, beside = false): Picture {
  const most = Math.max(1, ...bars.map(({ values }) => (beside ? Math.max(...values) : sum(values))));
  const room = Math.max(
    ...bars.map(({ label, total }) => Math.max(widthOf(label), beside ? 0 : widthOf(total))),
  );
  const start = widthOf(String(most)) + 12;
  const upright = room + 10 <= (width - start) / Math.max(1, bars.length);
  return upright ? standing(bars, width, start, most, beside) : lying(bars, width, most, beside);
}

function standing(
  bars: readonly Bar[],
  width: number,
  start: number,
  most: number,
  beside: boolean,
): Picture {
  const across = scaleBand<number>()
    .domain(bars.map((_, i) => i))
    .range([start, width])
    .padding(0.25);
  const up = scaleLinear()
    .domain([0, most])
    .nice(3)
    .range([above + plot, above]);
  const floor = above + plot;
  const drawn = bars.map(({ label, values, total }, i): Drawn => {
    const middle = (across(i) ?? 0) + across.bandwidth() / 2;
    const each = Math.min(
      widest,
      (across.bandwidth() - (beside ? gap * (values.length - 1) : 0)) / (beside ? values.length : 1),
    );
    const spans = beside ? values.map((value) => [0, value] as const) : stacked(values);
    const all = each * (beside ? values.length : 1) + (beside ? gap * (values.length - 1) : 0);
    const marks = spans.flatMap(([from, to], part) => {
      if (to === from) return [];
      const [y, height] = held(up(to), up(from) - up(to), beside || from === 0 ? 0 : gap);
      return [{ part, x: middle - all / 2 + (beside ? part * (each + gap) : 0), y, width: each, height }];
    });
    const top = (value: number) => up(value) - 7;
    const totals = beside
      ? values.map((value, part) => ({
          x: middle - all / 2 + part * (each + gap) + each / 2,
          y: top(value),
          text: String(value),
        }))
      : [{ x: middle, y: top(sum(values)), text: total }];
    return { label: { x: middle, y: floor + 20, text: label }, totals, marks };
  });
  const ticks = up
    .ticks(3)
    .filter(Number.isInteger)
    .map((value) => ({ at: up(value), label: String(value) }));
  return { height: floor + below, upright: true, ticks, start, drawn };
}

function lying(bars: readonly Bar[], width: number, most: number, beside: boolean): Picture {
  const names = Math.min(width * 0.45, Math.max(...bars.map(({ label }) => widthOf(label))) + 10);
  const figures =
    Math.max(...bars.map(({ values, total }) => widthOf(beside ? String(Math.max(...values)) : total))) + 12;
  const along = scaleLinear()
    .domain([0, most])
    .range([names, Math.max(names + 24, width - figures)]);
  let y = 4;
  const drawn = bars.map(({ label, values, total }): Drawn => {
    const [rows, each] = beside ? [values.length, thin] : [1, thick];
    const spans = beside ? values.map((value) => [0, value] as const) : stacked(values);
    const marks = spans.flatMap(([from, to], part) => {
      if (to === from) return [];
      const [x, length] = held(along(from), along(to) - along(from), beside || from === 0 ? 0 : gap, true);
      return [{ part, x, y: y + (beside ? part * (each + gap) : 0), width: length, height: each }];
    });
    const middle = (row: number) => y + row * (each + gap) + each / 2 + 5;
    const totals = beside
      ? values.map((value, row) => ({ x: along(value) + 8, y: middle(row), text: String(value) }))
      : [{ x: along(sum(values)) + 8, y: middle(0), text: total }];
    const height = rows * each + (rows - 1) * gap;
    const one = { label: { x: names - 10, y: y + height / 2 + 5, text: label }, totals, marks };
    y += height + 12;
    return one;
  });
  return { height: y - 4, upright: false, ticks: [], start: names, drawn };
}

/** One bar from side to side: where each part begins and how long it is; what is missing to `whole` stays free. */
export function line(
  values: readonly number[],
  whole: number,
  width: number,
): { x: number; width: number }[] {
  const along = scaleLinear()
    .domain([0, Math.max(whole, sum(values))])
    .range([0, width]);
  return stacked(values).map(([from, to]) => {
    const [x, length] = held(along(from), along(to) - along(from), from === 0 ? 0 : gap, true);
    return { x, width: to === from ? 0 : length };
  });
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

/** From where to where each part reaches when they follow each other. */
function stacked(values: readonly number[]): (readonly [from: number, to: number])[] {
  let reached = 0;
  return values.map((value) => {
    const from = reached;
    reached += value;
    return [from, reached] as const;
  });
}

/** A stretch with the gap taken off its beginning; however short, something of it is seen. */
function held(at: number, length: number, taken: number, forward = false): [at: number, length: number] {
  const left = Math.max(1, length - taken);
  return [forward ? at + (length - left) : at, left];
}
