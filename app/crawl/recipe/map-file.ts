import { sanitizeForMarkdown } from '../../clients/juliabase/markdown.ts';
import type { TimestampInaccuracy, ValueTable } from '../../domain/juliabase.ts';
import type { CrawlDraft, CrawlFile, ProcessContent, ResultContent } from '../draft.ts';
import type { TableSummary } from '../reading/table-summary.ts';
import { fileValues, findColumn, shortNumber } from './file-values.ts';
import { readMoment } from './moment.ts';
import type { CrawlRecipe } from './schema.ts';
import { fillTemplate, UnfitFile, type ValueLookup } from './template.ts';
import { matchPattern } from './user-pattern.ts';

/**
 * What a file becomes by the description of its crawler.
 * @throws UnfitFile with a sentence if the file lacks what is needed
 */
export function mapFile(recipe: CrawlRecipe, file: CrawlFile, table: TableSummary | null): CrawlDraft {
  const lookup = fileValues(file, table, groupsOf(recipe, file.path));
  const sample = sampleName(recipe, lookup);
  const withSample: ValueLookup = (name) => (name === 'sample' ? sample : lookup(name));
  const fill = (template: string): string => fillTemplate(template, withSample);
  const mapping = recipe.result ?? recipe.process;
  if (mapping === undefined) throw new UnfitFile('The crawler does not say what a file becomes.');
  const common = {
    sample,
    comments: fillTemplate(mapping.comments, (name) => asPlainText(withSample(name))),
    timestampUtc: readMoment(fill(mapping.time.from)),
    // The schema lets 0 to 6 in only.
    timestampInaccuracy: mapping.time.inaccuracy as TimestampInaccuracy,
  };
  if ('title' in mapping) return { ...common, ...resultOf(mapping, table, fill) };
  return { ...common, kind: 'process', process: processOf(mapping, fill) };
}

/** What stands in a file or its name is text, not Markdown. */
function asPlainText(value: string | undefined): string | undefined {
  return value === undefined ? undefined : sanitizeForMarkdown(value.replaceAll('![', '! [')).trim();
}

function groupsOf({ path: pattern }: CrawlRecipe, path: string): Readonly<Record<string, string>> {
  if (pattern === undefined) return {};
  const match = checked(pattern, path);
  if (match === null) throw new UnfitFile(`The path does not fit the pattern ${pattern}.`);
  return match.groups;
}

function sampleName({ sample }: CrawlRecipe, lookup: ValueLookup): string {
  const text = fillTemplate(sample.from, lookup);
  const match = sample.match === undefined ? null : checked(sample.match, text);
  if (sample.match !== undefined && match === null)
    throw new UnfitFile(`There is no name of a sample in ${JSON.stringify(text)}.`);
  const name = (match === null ? text : (match.groups.name ?? match.all[1] ?? match.all[0] ?? '')).trim();
  if (name === '') throw new UnfitFile('The name of the sample is empty.');
  for (const rule of sample.legacy) {
    const fits = checked(`^(?:${rule.match})$`, name);
    if (fits !== null) return rule.to.replace(/\$(\d)/g, (_, digit) => fits.all[Number(digit)] ?? '');
  }
  return name;
}

function checked(pattern: string, text: string): ReturnType<typeof matchPattern> {
  try {
    return matchPattern(pattern, text);
  } catch (error) {
    throw new UnfitFile(error instanceof Error ? error.message : String(error));
  }
}

type Fill = (template: string) => string;
type ResultMapping = NonNullable<CrawlRecipe['result']>;

function resultOf(mapping: ResultMapping, table: TableSummary | null, fill: Fill): ResultContent {
  return { kind: 'result', title: fill(mapping.title), image: mapping.image, table: tableOf(mapping, table, fill) };
}

function processOf({ url, model, type, key, fields }: NonNullable<CrawlRecipe['process']>, fill: Fill): ProcessContent {
  const filled = Object.entries(fields).map(([name, template]) => [name, fill(template)]);
  return { url, model, type, key: key ?? null, fields: Object.fromEntries(filled) };
}

function tableOf(result: ResultMapping, table: TableSummary | null, fill: Fill): ValueTable {
  const single = Object.entries(result.values);
  const columns = Object.entries(result.columns);
  if (columns.length === 0)
    return {
      headings: single.map(([heading]) => heading),
      rows: single.length === 0 ? [] : [single.map(([, text]) => fill(text))],
    };
  if (table === null) throw new UnfitFile('Columns can only be taken with the reader “table”.');
  const { values } = table;
  if (values === null) throw new UnfitFile(`It has ${table.rows} rows; a Result holds at most 100.`);
  const taken = columns.map(([, name]) => {
    const column = values[findColumn(table.columns, name)];
    if (column === undefined) throw new UnfitFile(`It has no column ${name}.`);
    return column;
  });
  const cell = (value: number | undefined): string =>
    value === undefined || Number.isNaN(value) ? '' : shortNumber(value);
  return {
    headings: [...columns, ...single].map(([heading]) => heading),
    rows: Array.from({ length: table.rows }, (_, row) => [
      ...taken.map((column) => cell(column[row])),
      // What is one number for the whole file stands in the first row.
      ...single.map(([, text]) => (row === 0 ? fill(text) : '')),
    ]),
  };
}
