import type { JuliaBaseClient } from '../clients/juliabase/api.ts';
import { isAppError, toAppError } from '../contract/app-error.ts';
import type { Stamped } from '../contract/common.ts';
import type { PathRule } from '../contract/connections.ts';
import type { Handlers } from '../contract/contract.ts';
import type { MemberOverview, RawFile, SamplePage, SeriesOverview } from '../contract/juliabase.ts';
import { isResult, type Process, type Result, type Sample, type SampleSeries } from '../domain/juliabase.ts';
import { locateServerFile } from './path-rules.ts';
import { rawFileFields } from './raw-file-fields.ts';
import { joinStamps, type ReadRequest, type ServerReads } from './server-reads.ts';

type JuliaBaseHandlers = {
  [Name in keyof Handlers as Name extends `juliabase.${string}` ? Name : never]: Handlers[Name];
};

export interface JuliaBaseServiceParts {
  reads: ServerReads;
  clientOf(connectionId: string): Promise<JuliaBaseClient>;
  pathRulesOf(connectionId: string): Promise<readonly PathRule[]>;
  urlOf(connectionId: string): Promise<string>;
}

/** Reads of samples, series, processes and results, each kept and stamped. */
export class LabReads {
  private readonly reads: ServerReads;

  constructor(reads: ServerReads) {
    this.reads = reads;
  }

  sample(request: ReadRequest, name: string): Promise<Stamped<Sample>> {
    return this.reads.read(request, `sample ${name}`, (client, signal) => client.samples.get(name, { signal }));
  }

  /** What is kept of these samples, of any age; undefined for those that are not. */
  keptSamples(connectionId: string, names: readonly string[]): Promise<(Stamped<Sample> | undefined)[]> {
    return this.reads.kept<Sample>(
      connectionId,
      names.map((name) => `sample ${name}`),
    );
  }

  series(request: ReadRequest, name: string): Promise<Stamped<SampleSeries>> {
    return this.reads.read(request, `series ${name}`, (client, signal) => client.series.get(name, { signal }));
  }

  seriesResults(request: ReadRequest, name: string): Promise<Stamped<Result[]>> {
    return this.reads.read(request, `series-results ${name}`, (client, signal) =>
      client.series.results(name, { signal }),
    );
  }

  seriesOfSample(request: ReadRequest, name: string): Promise<Stamped<string[]>> {
    return this.reads.read(request, `series-of-sample ${name}`, (client, signal) =>
      client.series.ofSample(name, { signal }),
    );
  }

  resultsThroughSeries(request: ReadRequest, sampleName: string): Promise<Stamped<Result[]>> {
    return this.reads.read(request, `sample-series-results ${sampleName}`, (client, signal) =>
      client.samples.seriesResults(sampleName, { signal }),
    );
  }

  mySamples(request: ReadRequest): Promise<Stamped<{ id: number | null; name: string }[]>> {
    return this.reads.read(request, 'my-samples', (client, signal) => client.samples.mine({ signal }));
  }

  /** Each member's sample, or why it could not be read. Order as given. */
  members(request: ReadRequest, names: readonly string[]): Promise<MemberAnswer[]> {
    return Promise.all(
      names.map(async (name) => {
        try {
          return { name, sample: await this.sample(request, name), problem: null };
        } catch (error) {
          // One unreadable member must not hide the others; a lost server or login concerns all of them.
          if (!isAppError(error, 'forbidden', 'not-found', 'bad-response', 'conflict')) throw error;
          return { name, sample: null, problem: toAppError(error).message };
        }
      }),
    );
  }
}

export type MemberAnswer =
  | { name: string; sample: Stamped<Sample>; problem: null }
  | { name: string; sample: null; problem: string };

export function createJuliaBaseHandlers(parts: JuliaBaseServiceParts): JuliaBaseHandlers {
  const { reads } = parts;
  const lab = new LabReads(reads);

  return {
    'juliabase.topics.list': (input, { signal }) =>
      reads.read({ ...input, signal }, 'topics', async (client, shared) => {
        const [topics, user] = [
          await client.keys.topics({ signal: shared }),
          await client.users.get(client.user, { signal: shared }),
        ];
        return [...topics]
          .map(([name, id]) => ({ id, name, mine: user.topicIds.includes(id) }))
          .toSorted((a, b) => a.name.localeCompare(b.name));
      }),

    'juliabase.series.list': (input, { signal }) =>
      reads.read(
        { ...input, signal },
        `series-list ${input.topicId ?? ''} ${input.name ?? ''}`,
        async (client, shared) => {
          const topic = input.topicId === undefined ? undefined : await topicName(client, input.topicId, shared);
          return client.series.list(
            { ...(input.name === undefined ? {} : { name: input.name }), ...(topic === undefined ? {} : { topic }) },
            { signal: shared },
          );
        },
      ),

    'juliabase.series.get': async (input, { signal }) => {
      const request = { ...input, signal };
      const [series, results] = [await lab.series(request, input.name), await lab.seriesResults(request, input.name)];
      const url = `${await parts.urlOf(input.connectionId)}sample_series/${encodeURIComponent(encodeURIComponent(input.name))}`;
      return joinStamps({ name: input.name, members: series.value.members, results: results.value, url }, [
        series,
        results,
      ]);
    },

    'juliabase.series.overview': async (input, { signal }) => {
      const request = { ...input, signal };
      const series = await lab.series(request, input.name);
      const answers = await lab.members(
        request,
        series.value.members.map((member) => member.name),
      );
      const rules = await parts.pathRulesOf(input.connectionId);
      const value: SeriesOverview = {
        members: answers.map((answer, index) => memberOverview(series.value.members[index]?.id ?? 0, answer)),
        processTypes: await processTypes(answers, rules),
      };
      const samples = answers.flatMap((answer) => (answer.sample === null ? [] : [answer.sample]));
      return joinStamps(value, [series, ...samples]);
    },

    'juliabase.samples.mine': async (input, { signal }) => {
      const mine = await lab.mySamples({ ...input, signal });
      return { ...mine, value: mine.value.map(listItem) };
    },

    'juliabase.samples.search': (input, { signal }) =>
      reads.read({ ...input, signal }, `samples ${input.name}`, async (client, shared) => {
        const found = await client.samples.search({ namePattern: input.name }, { signal: shared });
        return { items: found.items.map(listItem), capped: found.capped };
      }),

    'juliabase.sample.get': async (input, { signal }) => {
      const request = { ...input, signal };
      const sample = await lab.sample(request, input.name);
      const name = sample.value.name;
      const [seriesResults, seriesNames, mine] = [
        await lab.resultsThroughSeries(request, name),
        await lab.seriesOfSample(request, name),
        await lab.mySamples(request),
      ];
      const page: SamplePage = {
        sample: sample.value,
        seriesResults: seriesResults.value,
        seriesNames: seriesNames.value,
        rawFiles: await rawFilesOf(sample.value.processes, await parts.pathRulesOf(input.connectionId)),
        url: `${await parts.urlOf(input.connectionId)}samples/${encodeURIComponent(encodeURIComponent(name))}`,
        onMySamples: mine.value.some((item) => item.name === name),
      };
      return joinStamps(page, [sample, seriesResults, seriesNames, mine]);
    },

    'juliabase.sample.name': (input, { signal }) =>
      reads.read({ ...input, signal }, `sample-name ${input.id}`, async (client, shared) => {
        const { name } = await client.samples.byId(input.id, { signal: shared });
        return { name };
      }),

    'juliabase.process.get': (input, { signal }) =>
      reads.read({ ...input, signal }, `process ${input.id}`, (client, shared) =>
        client.processes.get(input.id, { signal: shared }),
      ),

    'juliabase.result.get': (input, { signal }) =>
      reads.read({ ...input, signal }, `result ${input.id}`, (client, shared) =>
        client.results.get(input.id, { signal: shared }),
      ),

    'juliabase.user.get': (input, { signal }) =>
      reads.read({ ...input, signal }, `user ${input.login ?? ''}`, async (client, shared) => {
        const user = await client.users.get(input.login ?? client.user, { signal: shared });
        return { login: user.login, id: user.id, topicIds: user.topicIds, permissions: user.permissions };
      }),

    'juliabase.mySamples.change': async (input, { signal }) => {
      const client = await parts.clientOf(input.connectionId);
      return { changed: await client.mySamples.change({ add: input.add, remove: input.remove }, { signal }) };
    },

    'juliabase.open': async (input, { signal }) => {
      const client = await parts.clientOf(input.connectionId);
      const answer = await client.open(input.url, input.data, { signal, responseIsJson: input.responseIsJson });
      // The client gives parsed JSON, or a text.
      return { answer: answer as Awaited<ReturnType<Handlers['juliabase.open']>>['answer'] };
    },
  };
}

/** What this computer has of every file that the processes name. */
export async function rawFilesOf(processes: readonly Process[], rules: readonly PathRule[]): Promise<RawFile[]> {
  return Promise.all(
    processes.flatMap(rawFileFields).map(async (field): Promise<RawFile> => {
      const located = await locateServerFile(field.serverPath, rules);
      return located.state === 'found'
        ? { ...field, state: 'found', localPath: located.localPath, sizeBytes: located.sizeBytes, message: null }
        : { ...field, state: located.state, localPath: located.localPath, sizeBytes: null, message: located.message };
    }),
  );
}

function memberOverview(id: number, answer: MemberAnswer): MemberOverview {
  if (answer.sample === null) {
    return {
      id,
      name: answer.name,
      problem: answer.problem,
      currentLocation: null,
      responsiblePerson: null,
      purpose: null,
      topic: null,
      processCount: 0,
      lastProcess: null,
      lastProcessUtc: null,
    };
  }
  const sample = answer.sample.value;
  const last = sample.processes.toSorted((a, b) => a.timestampUtc.localeCompare(b.timestampUtc)).at(-1);
  return {
    id: sample.id,
    name: sample.name,
    problem: null,
    currentLocation: sample.currentLocation,
    responsiblePerson: sample.responsiblePerson,
    purpose: sample.purpose,
    topic: sample.topic,
    processCount: sample.processes.length,
    lastProcess: last === undefined ? null : isResult(last) ? last.title : last.typeName,
    lastProcessUtc: last?.timestampUtc ?? null,
  };
}

async function processTypes(
  answers: readonly MemberAnswer[],
  rules: readonly PathRule[],
): Promise<SeriesOverview['processTypes']> {
  const types = new Map<string, { samples: Set<string>; processes: Map<number, Process>; latestUtc: string }>();
  for (const answer of answers) {
    for (const process of answer.sample?.value.processes ?? []) {
      if (isResult(process)) continue;
      const type = types.get(process.typeName) ?? { samples: new Set(), processes: new Map(), latestUtc: '' };
      type.samples.add(answer.name);
      type.processes.set(process.id, process);
      if (process.timestampUtc > type.latestUtc) type.latestUtc = process.timestampUtc;
      types.set(process.typeName, type);
    }
  }
  const lines = [...types].toSorted(([, a], [, b]) => b.latestUtc.localeCompare(a.latestUtc));
  return Promise.all(
    lines.map(async ([typeName, type]) => {
      const files = await rawFilesOf([...type.processes.values()], rules);
      return {
        typeName,
        sampleCount: type.samples.size,
        processCount: type.processes.size,
        filesNamed: files.length,
        filesFound: files.filter((file) => file.state === 'found').length,
      };
    }),
  );
}

async function topicName(client: JuliaBaseClient, topicId: number, signal: AbortSignal): Promise<string | undefined> {
  const topics = await client.keys.topics({ signal });
  return [...topics].find(([, id]) => id === topicId)?.[0];
}

function listItem(item: { id: number | null; name: string }): SampleListItemOf {
  return { id: item.id, name: item.name, currentLocation: null, responsiblePerson: null, purpose: null, topic: null };
}
type SampleListItemOf = Awaited<ReturnType<Handlers['juliabase.samples.mine']>>['value'][number];
