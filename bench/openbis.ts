import { resultOf } from '../app/clients/openbis/envelope.ts';
import { resolveReferences } from '../app/clients/openbis/references.ts';
import { type BenchRow, median, row } from './bench-row.ts';
import { transferRows } from './openbis-transfer.ts';

const runs = 9;
const answerBytes = 20_000_000;

export async function run(): Promise<BenchRow[]> {
  return [...readingRows(), ...(await transferRows())];
}

/** Reading a large search answer, against JSON.parse of the same text. */
function readingRows(): BenchRow[] {
  const text = searchAnswer();
  const parseMs: number[] = [];
  const resolveMs: number[] = [];
  const wholeMs: number[] = [];
  for (let run = 0; run < runs; run++) {
    const startMs = performance.now();
    const answer: unknown = JSON.parse(text);
    const parsedMs = performance.now();
    const { unresolved } = resolveReferences(answer);
    resolveMs.push(performance.now() - parsedMs);
    parseMs.push(parsedMs - startMs);
    const wholeStartMs = performance.now();
    resolveReferences(
      resultOf(`{"jsonrpc":"2.0","id":"1","result":${text}}`, { place: 'The answer', source: 'bench' }),
    );
    wholeMs.push(performance.now() - wholeStartMs);
    if (unresolved.length > 0) throw new Error(`${unresolved.length} references to nothing`);
  }
  const [resolve, parse, whole] = [median(resolveMs), median(parseMs), median(wholeMs)];
  const peer = { name: 'JSON.parse alone', value: parse };
  const megabytes = Math.round(text.length / 1e6);
  return [
    row(`openbis: references of a ${megabytes} MB answer`, resolve, 'ms', '≤ 2 × JSON.parse', resolve <= 2 * parse, {
      ...{ ...peer, ratio: parse / resolve },
    }),
    row(
      'openbis: the same answer from text to objects, with all limits',
      whole,
      'ms',
      '≤ 3 × JSON.parse',
      whole <= 3 * parse,
      {
        ...{ ...peer, ratio: parse / whole },
      },
    ),
  ];
}

/** Data sets as a server tells them: what several of them share is written once and then stands as a number. */
function searchAnswer(): string {
  const objects: string[] = [];
  let id = 1;
  let length = 0;
  const typed = (type: string, fields: string): string => `{"@type":"as.dto.${type}","@id":${++id},${fields}}`;
  const person = typed('person.Person', '"userId":"ada","email":null,"active":true');
  const personId = id;
  const type = typed('dataset.DataSetType', `"code":"RAW_DATA","registrator":${personId}`);
  const typeId = id;
  for (let number = 0; length < answerBytes; number++) {
    const code = `20230405101112131-${number}`;
    const common =
      number === 0 ? `"type":${type},"registrator":${person}` : `"type":${typeId},"registrator":${personId}`;
    const own = [
      `"code":"${code}","permId":${typed('dataset.id.DataSetPermId', `"permId":"${code}"`)}`,
      `"physicalData":${typed('dataset.PhysicalData', `"location":"1A2B/0c/${code}","size":2500012,"status":"AVAILABLE"`)}`,
      `"properties":{"$NAME":"run ${number}","NOTES":"a note of some length, as people write them","COUNT":"${number}"}`,
      `"modifier":${personId},"tags":[],"parents":null,"children":null,"registrationDate":1680689472131`,
    ];
    const text = typed('dataset.DataSet', `${common},${own.join(',')}`);
    length += text.length;
    objects.push(text);
  }
  return `{"@type":"as.dto.common.search.SearchResult","@id":1,"totalCount":${objects.length},"objects":[${objects.join(',')}]}`;
}
