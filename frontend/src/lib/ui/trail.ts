/** A point of the plane, in pixels. */
export type Point = readonly [x: number, y: number];

/** A cubic Bézier curve along which somebody walks. */
export type Path = readonly [Point, Point, Point, Point];

/** One footstep: its middle, its turn in degrees, its width in pixels (it is 2.3 times as long), its opacity. */
export type Step = readonly [x: number, y: number, turn: number, size: number, opacity: number];

/** Two people walking: each a list of steps, on a canvas of this size. */
export interface Trail {
  width: number;
  height: number;
  first: Step[];
  second: Step[];
}

const SAMPLES = 2000;
/** Distance from one step to the next, in step sizes. */
const STRIDE = 3.3;

/**
 * The steps along a path that shrink from `from` to `to`.
 * They stand at equal steps of ∫ds/size, so that the distances shrink together with the steps.
 */
export function stepsAlong(path: Path, from: number, to: number, side = 1): Step[] {
  const steps: Step[] = [];
  let walked = 0;
  let due = 0;
  for (let i = 0; i <= SAMPLES; i++) {
    const t = i / SAMPLES;
    const size = from * (to / from) ** t;
    const [x, y] = at(path, t);
    if (i > 0) {
      const [px, py] = at(path, (i - 1) / SAMPLES);
      walked += Math.hypot(x - px, y - py) / size;
    }
    if (walked < due) continue;
    due += STRIDE;
    const [dx, dy] = tangent(path, t);
    const length = Math.hypot(dx, dy) || 1;
    const foot = (steps.length % 2 ? 1 : -1) * side * size;
    const place: Point = [x - (dy / length) * foot, y + (dx / length) * foot];
    const turn = (Math.atan2(dy, dx) * 180) / Math.PI;
    steps.push([round(place[0]), round(place[1]), Math.round(turn), round(size), round(1 - t / 2, 100)]);
  }
  return steps;
}

function at([a, b, c, d]: Path, t: number): Point {
  const u = 1 - t;
  const mix = (i: 0 | 1) => u ** 3 * a[i] + 3 * u * u * t * b[i] + 3 * u * t * t * c[i] + t ** 3 * d[i];
  return [mix(0), mix(1)];
}

function tangent([a, b, c, d]: Path, t: number): Point {
  const u = 1 - t;
  const mix = (i: 0 | 1) => u * u * (b[i] - a[i]) + 2 * u * t * (c[i] - b[i]) + t * t * (d[i] - c[i]);
  return [mix(0), mix(1)];
}

const round = (value: number, parts = 10) => Math.round(value * parts) / parts;
