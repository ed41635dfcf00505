export interface Import {
  /** As written. */
  specifier: string;
  /** `import type`, `export type`, or only names marked `type`. */
  isType: boolean;
  line: number;
}

const statement = /^[ \t]*(import|export)\s+(type\s+)?([^'";()]*?)from\s*(['"])([^'"\n]+)\4/gm;
const bare = /^[ \t]*import\s*(['"])([^'"\n]+)\1/gm;
const dynamic = /\b(typeof\s+)?import\(\s*(['"])([^'"\n]+)\2\s*\)/g;

/** All imports and re-exports of a source text. */
export function importsOf(source: string): Import[] {
  const text = withoutComments(source);
  const lineAt = (index: number): number => text.slice(0, index).split('\n').length;
  const found: Import[] = [];
  for (const match of text.matchAll(statement)) {
    const [, , type, names = '', , specifier = ''] = match;
    found.push({ specifier, isType: type !== undefined || areAllTypes(names), line: lineAt(match.index) });
  }
  for (const match of text.matchAll(bare)) {
    found.push({ specifier: match[2] ?? '', isType: false, line: lineAt(match.index) });
  }
  for (const match of text.matchAll(dynamic)) {
    found.push({ specifier: match[3] ?? '', isType: match[1] !== undefined, line: lineAt(match.index) });
  }
  return found;
}

function areAllTypes(names: string): boolean {
  const inner = /^\s*\{([\s\S]*)\}\s*$/.exec(names)?.[1];
  if (inner === undefined) return false;
  const parts = inner.split(',').map((part) => part.trim());
  return parts.every((part) => part === '' || part.startsWith('type '));
}

/** Keeps lines and places; comments at line starts and block comments suffice, as the formatter writes them. */
function withoutComments(source: string): string {
  return source
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/^[ \t]*\/\/.*$/gm, (comment) => ' '.repeat(comment.length));
}
