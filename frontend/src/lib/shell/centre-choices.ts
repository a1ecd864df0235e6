import { nameOf, type Places } from './places.ts';

/** The name of a centre: what they all are, then the place in brackets. */
const shape = /^(.+?) ?[（(](.+)[）)]$/;

interface Choices {
  /** What all of them are, where their names begin alike; then each choice is called by its place. */
  kind?: string;
  options: { value: string; label: string }[];
}

/** The centres to choose from, so that the eye need not read five times what they all are. */
export function centreChoices(centres: Places['centres']): Choices {
  const read = centres.map(({ code, name }) => ({
    value: code,
    name: nameOf(name),
    parts: shape.exec(nameOf(name)),
  }));
  const kinds = new Set(read.map(({ parts }) => parts?.[1]));
  const [kind] = kinds;
  if (kinds.size !== 1 || !kind) return { options: read.map(({ value, name }) => ({ value, label: name })) };
  return { kind, options: read.map(({ value, name, parts }) => ({ value, label: parts?.[2] ?? name })) };
}
