import { dirname, resolve } from 'node:path';
import { isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { AppError } from '../../contract/app-error.ts';
import { CrawlRecipe } from './schema.ts';

type Place = readonly PropertyKey[];
type Document = ReturnType<typeof parseDocument>;

const mostProblems = 10;

/**
 * The crawler that a YAML text describes.
 * @param file absolute path, for messages; `root` is taken relative to its folder
 * @throws AppError 'invalid-input' naming file, line and column of each mistake
 */
export function readRecipe(text: string, file: string): CrawlRecipe {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw mistakes([`${file}:${line}:${col}: ${firstLine(broken.message)}`]);
  }
  const parsed = CrawlRecipe.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (parsed.success) return { ...parsed.data, root: resolve(dirname(file), parsed.data.root) };
  throw mistakes(
    parsed.error.issues.flatMap((issue) =>
      placesOf(issue).map((place) => {
        const { line, col } = lines.linePos(offsetOf(document, place));
        const name = place.join('.');
        return `${file}:${line}:${col}: ${name === '' ? '' : `${name}: `}${issue.message}`;
      }),
    ),
  );
}

function mistakes(lines: readonly string[]): AppError {
  const more = lines.length > mostProblems ? `\nand ${lines.length - mostProblems} more` : '';
  return new AppError('invalid-input', `${lines.slice(0, mostProblems).join('\n')}${more}`, {
    remedy: 'Mend the file of the crawler; docs/crawlers.md has all keys.',
    details: { problems: [...lines] },
  });
}

/** Keys that are not known stand at the keys themselves. */
function placesOf(issue: z.core.$ZodIssue): Place[] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
}

/** Where the value stands, or its key; for something missing, the place it is missing from. */
function offsetOf(document: Document, place: Place): number {
  for (let length = place.length; length > 0; length--) {
    const parent: unknown = document.getIn(place.slice(0, length - 1), true);
    const key = place[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => String(item.key) === String(key));
      const at = isNode(pair?.key) ? pair.key.range?.[0] : undefined;
      if (at !== undefined) return at;
    }
    const node: unknown = document.getIn(place.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '.') ?? text;
}
