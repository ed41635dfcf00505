import type { Thing } from '../domain/found.ts';
import { isResult, type Process, type Result, type Sample, type SampleSeries } from '../domain/juliabase.ts';
import { addressOf } from './address.ts';
import { leafTexts } from './leaf-texts.ts';

/** What a kept answer of JuliaBase tells of; `undefined` if it is no such answer, or holds nothing to find. */
export function juliaBaseThings(connectionId: string, request: string, body: unknown): Thing[] | undefined {
  const [head = '', ...rest] = request.split(' ');
  const subject = rest.join(' ');
  const lab = new Lab(connectionId);
  // The name of a request tells what was kept under it, here and in each case below.
  switch (head) {
    case 'sample':
      return lab.sample(body as Sample);
    case 'my-samples':
      return (body as ListedSample[]).map((item) => lab.listed(item));
    case 'samples':
    case 'mining-samples':
      return (body as { items: ListedSample[] }).items.map((item) => lab.listed(item));
    case 'series':
      return lab.members(body as SampleSeries);
    case 'series-list':
      return (body as { names: string[] }).names.map((name) => lab.series(name, ''));
    case 'series-of-sample':
      return (body as string[]).map((name) => lab.series(name, ''));
    case 'series-results':
    case 'sample-series-results':
      return (body as Result[]).map((result) => lab.result(result, subject));
    case 'result':
      return isWhole(subject) ? [lab.result(body as Result, '')] : undefined;
    case 'topics':
      return (body as { name: string }[]).map(({ name }) => lab.topic(name));
    default:
      return undefined;
  }
}

/** Names of requests that `juliaBaseThings` reads. */
export const juliaBaseRequests: readonly string[] = [
  ...['sample', 'my-samples', 'samples', 'mining-samples', 'series', 'series-list', 'series-of-sample'],
  ...['series-results', 'sample-series-results', 'result', 'topics'],
];

interface ListedSample {
  name: string;
  currentLocation?: string | null;
  responsiblePerson?: string | null;
  purpose?: string | null;
  topic?: string | null;
}

/** Its image has a name with more than the number. */
function isWhole(resultId: string): boolean {
  return /^\d+$/.test(resultId);
}

class Lab {
  private readonly connectionId: string;

  constructor(connectionId: string) {
    this.connectionId = connectionId;
  }

  sample(sample: Sample): Thing[] {
    const { name, tags, splitOrigin, otherFields, processes } = sample;
    const others = leafTexts(otherFields).map(({ text }) => text);
    const comments = processes.map((process) => process.comments);
    return [
      {
        ...this.listed(sample),
        notes: joined([...factsOf(sample), splitOrigin, ...tags, ...others, ...comments]),
        fullness: 2,
      },
      ...processes.flatMap((process) =>
        isResult(process) ? [this.result(process, name)] : this.process(process, name),
      ),
    ];
  }

  listed(item: ListedSample): Thing {
    return {
      ...{ kind: 'sample', title: item.name, detail: item.purpose ?? item.topic ?? '' },
      notes: joined(factsOf(item)),
      ...{ address: addressOf('sample', this.connectionId, item.name), part: '', fullness: 0 },
    };
  }

  members({ name, members }: SampleSeries): Thing[] {
    const count = `${members.length} ${members.length === 1 ? 'sample' : 'samples'}`;
    return [
      { ...this.series(name, count), fullness: 2 },
      ...members.map((member) => ({ ...this.listed(member), notes: name, detail: name })),
    ];
  }

  series(name: string, detail: string): Thing {
    const address = addressOf('series', this.connectionId, name);
    return { kind: 'series', title: name, detail, notes: '', address, part: '', fullness: 0 };
  }

  topic(name: string): Thing {
    const address = addressOf('mining', this.connectionId, 'topic', name);
    return {
      kind: 'topic',
      title: name,
      detail: 'Mining table of its samples',
      notes: '',
      address,
      part: '',
      fullness: 2,
    };
  }

  result(result: Result, subject: string): Thing {
    const { title, typeName, comments, table, seriesNames } = result;
    return {
      ...{ kind: result.imageType === 'none' ? 'result' : 'figure', title: title === '' ? typeName : title },
      detail: seriesNames.join(', ') || subject,
      notes: joined([comments, result.operator, ...table.headings, ...table.rows.flat()]),
      ...{ address: addressOf('result', this.connectionId, result.id), part: '', fullness: 1 },
    };
  }

  private process(process: Process, sampleName: string): Thing[] {
    const { id, typeName, timestampUtc, comments, operator, externalOperator, fields } = process;
    const texts = leafTexts(fields);
    const address = addressOf('sample', this.connectionId, sampleName);
    const place = { address, fullness: 1 } as const;
    const files = texts.filter(({ path }) => /file|path/i.test(path));
    return [
      {
        ...{ kind: 'process', title: typeName, detail: `${sampleName}, ${timestampUtc.slice(0, 10)}`, ...place },
        notes: joined([comments, operator, externalOperator, ...texts.map(({ text }) => text)]),
        part: `process ${id}`,
      },
      ...files.map(
        ({ path, text }): Thing => ({
          ...{ kind: 'file', title: text.split(/[/\\]/).at(-1) ?? text, detail: `${sampleName}, ${typeName}` },
          ...{ notes: text, ...place, part: `file ${id} ${path}` },
        }),
      ),
    ];
  }
}

function factsOf(item: ListedSample): (string | null | undefined)[] {
  return [item.purpose, item.topic, item.responsiblePerson, item.currentLocation];
}

function joined(texts: readonly (string | null | undefined)[]): string {
  return texts.filter(Boolean).join('\n');
}
