import { isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { AppError } from '../../contract/app-error.ts';

type Place = readonly PropertyKey[];
type Document = ReturnType<typeof parseDocument>;

const mostProblems = 10;

export interface YamlForm<T> {
  schema: z.ZodType<T>;
  /** What to do about mistakes, in one sentence. */
  remedy: string;
}

/**
 * What a YAML text says, in the form of a schema.
 * @param file its path or name, for messages
 * @throws AppError 'invalid-input' naming file, line and column of each mistake
 */
export function readYaml<T>(text: string, file: string, { schema, remedy }: YamlForm<T>): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw mistakes([`${file}:${line}:${col}: ${firstLine(broken.message)}`], remedy);
  }
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (parsed.success) return parsed.data;
  throw mistakes(
    parsed.error.issues.flatMap((issue) =>
      placesOf(issue).map((place) => {
        const { line, col } = lines.linePos(offsetOf(document, place));
        const name = place.join('.');
        return `${file}:${line}:${col}: ${name === '' ? '' : `${name}: `}${issue.message}`;
      }),
    ),
    remedy,
  );
}

function mistakes(lines: readonly string[], remedy: string): AppError {
  const more = lines.length > mostProblems ? `\nand ${lines.length - mostProblems} more` : '';
  return new AppError('invalid-input', `${lines.slice(0, mostProblems).join('\n')}${more}`, {
    remedy,
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
