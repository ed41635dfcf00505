import type { Handlers } from '../contract/contract.ts';
import { Question } from '../contract/questions.ts';
import type { AnswerFacts, QueryHistory } from './query-history.ts';

type Remembered =
  | 'drms.query'
  | 'drms.series.search'
  | 'juliabase.samples.search'
  | 'juliabase.series.list'
  | 'juliabase.series.get'
  | 'openbis.objects.search'
  | 'openbis.data-sets.search'
  | 'mining.table.make'
  | 'columns.sql';

type InputOf<N extends Remembered> = Parameters<Handlers[N]>[0];
type AnswerOf<N extends Remembered> = Awaited<ReturnType<Handlers[N]>>;

interface Asked {
  /** As it may be; what is no question is not remembered. */
  question: object;
  answer: Pick<AnswerFacts, 'rows' | 'bytes' | 'asOfUtc'>;
}

export interface RememberParts {
  history: QueryHistory;
  nowMs(): number;
  monotonicMs(): number;
  onProblem(error: unknown): void;
}

/** The same handlers; what a system answers is written down in the history. */
export function rememberQuestions(handlers: Handlers, parts: RememberParts): Handlers {
  const nowUtc = (): string => new Date(parts.nowMs()).toISOString();
  const remember = <N extends Remembered>(
    name: N,
    asked: (input: InputOf<N>, answer: AnswerOf<N>) => Asked | null,
  ): Pick<Handlers, N> => {
    // Name and handler belong together; the compiler sees only the union of all.
    const ask = handlers[name] as unknown as (...args: Parameters<Handlers[N]>) => Promise<AnswerOf<N>>;
    const handler = async (...args: Parameters<Handlers[N]>): Promise<AnswerOf<N>> => {
      const startMs = parts.monotonicMs();
      const answer = await ask(...args);
      await write(asked(args[0] as InputOf<N>, answer), parts.monotonicMs() - startMs);
      return answer;
    };
    return { [name]: handler } as unknown as Pick<Handlers, N>;
  };
  // Of these a kept answer is new to the history when somebody asks at last.
  const onlyAside = new Set<string>();
  const searched = (isAside: boolean, source: 'cache' | 'server', asked: Asked | null): Asked | null => {
    const isFresh = source !== 'cache';
    if (asked === null) return null;
    const question = JSON.stringify(asked.question);
    if (!isAside) return onlyAside.delete(question) || isFresh ? asked : null;
    if (isFresh) onlyAside.add(question);
    return null;
  };
  const write = async (asked: Asked | null, tookMs: number): Promise<void> => {
    const question = asked === null ? undefined : Question.safeParse(asked.question).data;
    if (asked === null || question === undefined) return;
    // The answer is worth more than the note of it.
    await parts.history.add(question, { ...asked.answer, tookMs }).catch(parts.onProblem);
  };
  return {
    ...handlers,
    ...remember('drms.query', ({ serverId, recordSet, keys, segments, links, limit }, { count, bytes, asOfUtc }) => ({
      question: {
        ...{ kind: 'drms.records', serverId, recordSet, keys },
        ...(segments.length === 0 ? {} : { segments }),
        ...(links.length === 0 ? {} : { links }),
        ...(limit === 0 ? {} : { limit }),
      },
      answer: { rows: count, bytes, asOfUtc },
    })),
    ...remember('drms.series.search', ({ serverId, text }, { total, asOfUtc }) => ({
      question: { kind: 'drms.series', serverId, text },
      answer: { rows: total, bytes: 0, asOfUtc },
    })),
    ...remember('juliabase.samples.search', ({ connectionId, name, isAside }, { source, value, asOfUtc }) =>
      searched(isAside, source, {
        question: { kind: 'juliabase.samples', connectionId, name },
        answer: { rows: value.items.length, bytes: 0, asOfUtc },
      }),
    ),
    ...remember('juliabase.series.list', ({ connectionId, topicId }, { source, value, asOfUtc }) =>
      source === 'cache' || topicId === undefined
        ? null
        : {
            question: { kind: 'juliabase.topic', connectionId, topicId },
            answer: { rows: value.names.length, bytes: 0, asOfUtc },
          },
    ),
    ...remember('juliabase.series.get', ({ connectionId, name }, { source, value, asOfUtc }) =>
      source === 'cache'
        ? null
        : {
            question: { kind: 'juliabase.series', connectionId, name },
            answer: { rows: value.members.length, bytes: 0, asOfUtc },
          },
    ),
    ...remember('openbis.objects.search', (input, answer) =>
      searched(input.isAside, answer.source, openbisAsked('openbis.objects', input, answer)),
    ),
    ...remember('openbis.data-sets.search', (input, answer) =>
      searched(input.isAside, answer.source, openbisAsked('openbis.data-sets', input, answer)),
    ),
    ...remember('mining.table.make', ({ refresh: _, ...draft }, { table, asOfUtc }) => ({
      question: { kind: 'mining', draft },
      answer: { rows: table.count, bytes: table.bytes, asOfUtc },
    })),
    ...remember('columns.sql', ({ statement }, { rows }) => ({
      question: { kind: 'sql', statement },
      answer: { rows, bytes: 0, asOfUtc: nowUtc() },
    })),
  };
}

/** The first page of a search stands for all of it. */
function openbisAsked(
  kind: 'openbis.objects' | 'openbis.data-sets',
  input: InputOf<'openbis.objects.search'> | InputOf<'openbis.data-sets.search'>,
  { value, asOfUtc }: AnswerOf<'openbis.objects.search'> | AnswerOf<'openbis.data-sets.search'>,
): Asked | null {
  const { connectionId, refresh: _, isAside: _aside, from, ...conditions } = input;
  const { count: _count, sort: _sort, ascending: _ascending, ...search } = conditions;
  if (from > 0) return null;
  return { question: { kind, connectionId, search }, answer: { rows: value.totalCount, bytes: 0, asOfUtc } };
}
