import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'svelte/compiler';
import ts from 'typescript';

/** What a file says that the laws are about. */
export interface Reading {
  /** Where it imports from, as written: values, types, and what it loads later. */
  imports: string[];
  /** Calls of a function by its bare name, with their arguments where those are written-out texts. */
  calls: { name: string; texts: string[] }[];
}

/** The files of the application below a folder, as paths from it; tests are no part of it. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => /\.(ts|svelte)$/.test(file) && !file.endsWith('.test.ts'));
}

/** Reads a file by its syntax, with the parser of its own language. */
export function readingOf(file: string): Reading {
  const text = readFileSync(file, 'utf8');
  return file.endsWith('.svelte') ? ofSvelte(text) : ofTypeScript(text);
}

/** Where an import leads, as a path from the folder `src`; nothing for a package. */
export function leadsTo(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('#lib/')) return path.join('lib', specifier.slice('#lib/'.length));
  return specifier.startsWith('.') ? path.join(path.dirname(file), specifier) : undefined;
}

export function ofTypeScript(text: string): Reading {
  const reading: Reading = { imports: [], calls: [] };
  const visit = (node: ts.Node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      reading.imports.push(written(node.moduleSpecifier));
    } else if (ts.isImportTypeNode(node)) {
      reading.imports.push(ts.isLiteralTypeNode(node.argument) ? written(node.argument.literal) : '?');
    } else if (ts.isCallExpression(node)) {
      const texts = node.arguments.filter(ts.isStringLiteralLike).map((argument) => argument.text);
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword) reading.imports.push(texts[0] ?? '?');
      else if (ts.isIdentifier(node.expression)) reading.calls.push({ name: node.expression.text, texts });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest));
  return reading;
}

/** A text as written; `?` stands for an import that nobody can read without running it. */
const written = (node: ts.Node) => (ts.isStringLiteralLike(node) ? node.text : '?');

/** One piece of the syntax of a component. */
export interface Node {
  type: string;
  source?: unknown;
  argument?: unknown;
  callee?: unknown;
  arguments?: unknown[];
}

export function ofSvelte(text: string): Reading {
  const reading: Reading = { imports: [], calls: [] };
  for (const node of nodesOf(parse(text, { modern: true }))) {
    if (/^(Import|Export\w+)Declaration$/.test(node.type) && node.source) {
      reading.imports.push(literal(node.source) ?? '?');
    } else if (node.type === 'ImportExpression') reading.imports.push(literal(node.source) ?? '?');
    else if (node.type === 'TSImportType') reading.imports.push(literal(node.argument) ?? '?');
    else if (node.type === 'CallExpression') {
      const { name } = node.callee as { name?: string };
      const texts = (node.arguments ?? []).flatMap((argument) => literal(argument) ?? []);
      if (name) reading.calls.push({ name, texts });
    }
  }
  return reading;
}

/** Every node of a tree. */
export function* nodesOf(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value && typeof value.type === 'string') yield value as Node;
  for (const inner of Object.values(value)) yield* nodesOf(inner);
}

function literal(node: unknown): string | undefined {
  const { type, value } = node as { type: string; value?: unknown };
  return type === 'Literal' && typeof value === 'string' ? value : undefined;
}
