import type { Plugin } from 'vite';
import { stepsAlong, type Path, type Trail } from '../src/lib/ui/trail.ts';

interface Drawing {
  width: number;
  height: number;
  from: number;
  to: number;
  first: Path;
  second: Path;
}

/** Two curves that begin apart and end beside each other, for each place that shows them. */
const drawings: Record<string, Drawing> = {
  homePhone: {
    width: 390,
    height: 340,
    from: 13.5,
    to: 3,
    first: [
      [2, 314],
      [120, 290],
      [240, 140],
      [324, 16],
    ],
    second: [
      [292, 328],
      [258, 240],
      [296, 130],
      [342, 18],
    ],
  },
  homeDesk: {
    width: 800,
    height: 560,
    from: 17,
    to: 4.6,
    first: [
      [58, 536],
      [260, 480],
      [560, 240],
      [724, 36],
    ],
    second: [
      [636, 556],
      [560, 420],
      [650, 200],
      [744, 40],
    ],
  },
  signIn: {
    width: 640,
    height: 640,
    from: 17,
    to: 4,
    first: [
      [-6, 452],
      [170, 400],
      [420, 190],
      [560, 26],
    ],
    second: [
      [440, 656],
      [380, 500],
      [470, 230],
      [580, 28],
    ],
  },
  empty: {
    width: 350,
    height: 190,
    from: 9,
    to: 3.4,
    first: [
      [30, 137],
      [110, 130],
      [230, 70],
      [334, 12],
    ],
    second: [
      [98, 178],
      [150, 150],
      [250, 90],
      [343, 24],
    ],
  },
};

/** Gives `virtual:trail/<name>`, computed while building, so that the browser only draws. */
export function trails(): Plugin {
  const prefix = '\0virtual:trail/';
  return {
    name: 'alongside-trails',
    resolveId: (source) => (`\0${source}`.startsWith(prefix) ? `\0${source}` : undefined),
    load(resolved) {
      if (!resolved.startsWith(prefix)) return;
      const d = drawings[resolved.slice(prefix.length)];
      if (!d) throw new Error(`no trail is named ${resolved.slice(prefix.length)}`);
      const trail: Trail = {
        width: d.width,
        height: d.height,
        first: stepsAlong(d.first, d.from, d.to),
        second: stepsAlong(d.second, d.from, d.to, -1),
      };
      return `export default ${JSON.stringify(trail)};`;
    },
  };
}
