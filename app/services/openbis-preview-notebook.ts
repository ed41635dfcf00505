import { z } from 'zod';
import type { NotebookCell, NotebookOutput, OpenbisPreviewContent } from '../contract/openbis-preview.ts';

const mostCells = 500;
const mostOutputLetters = 20_000;
/** As base64. */
const mostPictureLetters = 4 * 1024 * 1024;

/** Notebooks hold texts as one text or as lines. */
const Lines = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(''))]);
const Bundle = z.record(z.string(), z.unknown()).catch({});
const Output = z.object({
  output_type: z.string(),
  text: Lines.catch(''),
  data: Bundle,
  ename: z.string().catch(''),
  evalue: z.string().catch(''),
  traceback: Lines.catch(''),
});
const Cell = z.object({
  cell_type: z.enum(['markdown', 'code', 'raw']).catch('raw'),
  source: Lines.catch(''),
  execution_count: z.number().int().nullable().catch(null),
  outputs: z.array(Output).catch([]),
});
const Notebook = z.object({
  nbformat: z.number().int().min(4),
  cells: z.array(z.unknown()),
  metadata: z
    .object({
      language_info: z.object({ name: z.string(), version: z.string().optional() }).optional().catch(undefined),
      kernelspec: z.object({ display_name: z.string() }).optional().catch(undefined),
    })
    .catch({}),
});

/** A Jupyter notebook as plain values: texts and pictures; undefined if the text is none of format 4 or later. */
export function readNotebook(text: string): Extract<OpenbisPreviewContent, { kind: 'notebook' }> | undefined {
  const parsed = Notebook.safeParse(parsedJson(text));
  if (!parsed.success) return undefined;
  const { cells, metadata } = parsed.data;
  const { name, version } = metadata.language_info ?? {};
  const language = name === undefined ? metadata.kernelspec?.display_name : [name, version].filter(Boolean).join(' ');
  return {
    kind: 'notebook',
    language: language ?? null,
    cells: cells.slice(0, mostCells).map(readCell),
    cellCount: cells.length,
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readCell(given: unknown): NotebookCell {
  const parsed = Cell.safeParse(given);
  if (!parsed.success) return { kind: 'raw', source: JSON.stringify(given, null, 1), run: null, outputs: [] };
  const { cell_type: kind, source, execution_count: run, outputs } = parsed.data;
  return { kind, source, run, outputs: outputs.map(readOutput) };
}

function readOutput(output: z.output<typeof Output>): NotebookOutput {
  const { output_type, text, data, ename, evalue, traceback } = output;
  if (output_type === 'stream') return shortened('text', text);
  if (output_type === 'error') return shortened('error', withoutColours(traceback || `${ename}: ${evalue}`));
  return readBundle(data);
}

/** The same in several forms: a picture says most, then Markdown, then plain text. HTML is never taken. */
function readBundle(data: z.output<typeof Bundle>): NotebookOutput {
  const pictures = ['image/png', 'image/jpeg', 'image/gif'] as const;
  const type = pictures.find((one) => data[one] !== undefined);
  if (type !== undefined) {
    const base64 = linesOf(data[type]).replace(/\s/g, '');
    if (!/^[A-Za-z0-9+/]+=*$/.test(base64)) return { kind: 'left-out', what: `${type} that cannot be read` };
    if (base64.length > mostPictureLetters) return { kind: 'left-out', what: `${type} that is too large` };
    return { kind: 'picture', type, base64 };
  }
  if (data['text/markdown'] !== undefined) return shortened('markdown', linesOf(data['text/markdown']));
  if (data['text/plain'] !== undefined) return shortened('text', linesOf(data['text/plain']));
  return { kind: 'left-out', what: Object.keys(data).join(', ') || 'empty output' };
}

function linesOf(value: unknown): string {
  const parsed = Lines.safeParse(value);
  return parsed.success ? parsed.data : '';
}

function shortened(kind: 'text' | 'error' | 'markdown', text: string): NotebookOutput {
  return { kind, text: text.slice(0, mostOutputLetters), isCut: text.length > mostOutputLetters };
}

/** Error reports of Python come with the colours of a terminal. */
function withoutColours(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals begin colours with this sign
  return text.replace(/\x1b\[[\d;]*m/g, '');
}
