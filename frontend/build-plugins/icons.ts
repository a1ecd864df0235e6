import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { iconNames } from '../src/lib/ui/icons.ts';

type Node = [tag: string, attributes: Record<string, string>];

/** Gives `virtual:icons`: the Lucide icons this application names, each joined into one SVG path. */
export function icons(): Plugin {
  const id = 'virtual:icons';
  return {
    name: 'alongside-icons',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load(resolved) {
      if (resolved !== `\0${id}`) return;
      const all: Record<string, Node[]> = createRequire(import.meta.url)('lucide-static/icon-nodes.json');
      const paths = iconNames.map((name) => {
        const nodes = all[name];
        if (!nodes) throw new Error(`Lucide has no icon named ${name}`);
        return [name, nodes.map(asPath).join('')];
      });
      return `export const paths = ${JSON.stringify(Object.fromEntries(paths))};`;
    },
  };
}

/** The shape as path data; Lucide draws with paths, circles, lines, rectangles and polylines. */
export function asPath([tag, a]: Node): string {
  const n = (key: string) => Number(a[key] ?? 0);
  switch (tag) {
    case 'path':
      return fromTheOrigin(a.d ?? '');
    case 'circle': {
      const r = n('r');
      return `M${n('cx') - r} ${n('cy')}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
    }
    case 'line':
      return `M${n('x1')} ${n('y1')}L${n('x2')} ${n('y2')}`;
    case 'rect': {
      const r = n('rx');
      const [w, h] = [n('width') - 2 * r, n('height') - 2 * r];
      const corner = (x: number, y: number) => (r ? `a${r} ${r} 0 0 1 ${x * r} ${y * r}` : '');
      return `M${n('x') + r} ${n('y')}h${w}${corner(1, 1)}v${h}${corner(-1, 1)}h${-w}${corner(-1, -1)}v${-h}${corner(1, -1)}z`;
    }
    case 'polyline':
    case 'polygon':
      return `M${(a.points ?? '').trim().replaceAll(' ', 'L').replaceAll(',', ' ')}${tag === 'polygon' ? 'z' : ''}`;
    default:
      throw new Error(`an icon uses <${tag}>, which asPath does not know`);
  }
}

/** The same path, safe to stand after another: a leading relative `m` would count from where that one ended. */
function fromTheOrigin(d: string): string {
  const start = /^m\s*(-?[\d.]+)[\s,]*(-?[\d.]+)/.exec(d);
  if (!start) return d;
  const rest = d.slice(start[0].length).trimStart();
  return `M${start[1]} ${start[2]}${/^[-\d.]/.test(rest) ? 'l' : ''}${rest}`;
}
