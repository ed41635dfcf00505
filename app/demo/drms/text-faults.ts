import type { Fault } from './faults.ts';

const opening = /"(?:units|note|record|error|msg|name)":"/;

const inserted: Partial<Record<Fault['name'], string>> = {
  ctl: 'one\u0001two\nthree\t',
  quote: 'the "best" ',
  latin1: 'Größe µ ± é ',
};

/** What a fault does to the text of an answer. */
export function spoilText(text: string, fault: Fault | undefined): string {
  const insertion = fault && inserted[fault.name];
  if (insertion === undefined) return text;
  const found = opening.exec(text);
  if (found === null) return text.replace('{', `{"note":"${insertion}",`);
  const at = found.index + found[0].length;
  return text.slice(0, at) + insertion + text.slice(at);
}

/** The answer with a text of that many bytes added at its end. */
export function* inflate(pieces: Iterable<string>, bytes: number): Generator<string> {
  let last = '';
  for (const piece of pieces) {
    yield last;
    last = piece;
  }
  const filler = 'x'.repeat(65_536);
  yield `${last.replace(/\}$/, '')},"filler":"`;
  for (let left = bytes; left > 0; left -= filler.length) yield filler.slice(0, left);
  yield '"}';
}
