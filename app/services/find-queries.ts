import type { Handlers } from '../contract/contract.ts';
import type { CallContext } from '../contract/entry.ts';
import type { PastQuestion } from '../contract/queries.ts';
import type { Question } from '../contract/questions.ts';
import type { Thing } from '../domain/found.ts';
import { addressOf } from '../find/address.ts';
import type { LocalList } from '../find/search-index.ts';

type Asked = Pick<Handlers, 'queries.list' | 'queries.history'>;

const everything = { text: '', system: null, kind: null, placeId: null, limit: 5000 };
const fullness = 2;

/** Questions that were saved under a name, and all that were answered. */
export async function readQueryLists(ask: Asked, context: CallContext): Promise<LocalList[]> {
  const saved = await ask['queries.list']({}, context);
  const { questions } = await ask['queries.history'](everything, context);
  return [
    ...saved.map(({ id, name, title, place, question, savedUtc }) =>
      listOf(savedUtc, {
        ...{ kind: 'saved-query', title: name, detail: `${title}, ${place}`, notes: wordsOf(question) },
        ...{ address: addressOf('query', id), part: '', fullness },
      }),
    ),
    ...questions.filter(isMoreThanWords).map(({ id, title, place, question, asOfUtc }) =>
      listOf(asOfUtc, {
        ...{ kind: 'past-query', title, detail: place, notes: wordsOf(question), fullness },
        ...{ address: addressOfQuestion(question), part: `past-query ${id}` },
      }),
    ),
  ];
}

/** A search for words is done again by typing them; as a find of its own it would stand before what they find. */
function isMoreThanWords({ question }: PastQuestion): boolean {
  if (question.kind === 'juliabase.samples' || question.kind === 'drms.series') return false;
  if (question.kind !== 'openbis.objects' && question.kind !== 'openbis.data-sets') return true;
  return Object.entries(question.search).some(([name, value]) => name !== 'text' && value !== undefined);
}

/** What may have been typed and is not in the title. */
function wordsOf(question: Question): string {
  if (question.kind === 'sql') return question.statement;
  return question.kind === 'drms.records' ? [question.recordSet, ...question.keys].join('\n') : '';
}

/** Where the question can be asked again by itself; the others stand in the history. */
function addressOfQuestion(question: Question): string {
  return question.kind === 'drms.records'
    ? addressOf('records', question.serverId, question.recordSet)
    : addressOf('history');
}

function listOf(asOfUtc: string, thing: Thing): LocalList {
  const name = `${thing.kind} ${thing.address} ${thing.part}`;
  return { name, version: JSON.stringify(thing), asOfMs: Date.parse(asOfUtc), things: async () => [thing] };
}
