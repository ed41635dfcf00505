import { randomUUID } from 'node:crypto';
import type { JsonValue } from '../contract/app-error.ts';
import type { Handlers } from '../contract/contract.ts';
import type { PastQuestion } from '../contract/queries.ts';
import { Question } from '../contract/questions.ts';
import type { PastQuestionRow } from '../store/rows.ts';
import type { PastQuestionWish } from '../store/store-api.ts';
import {
  kindsOf,
  type PlaceNames,
  placeIdOf,
  placeIdsWith,
  placeNameOf,
  type QuestionPlaces,
  systemOf,
  titleOf,
} from './query-questions.ts';

export interface QueryHistoryParts {
  rows: {
    listPastQuestions(wish: PastQuestionWish): Promise<{ total: number; rows: PastQuestionRow[] }>;
    addPastQuestion(row: PastQuestionRow): Promise<void>;
    removePastQuestions(id: string | null, placeId: string | null): Promise<PastQuestionRow[]>;
    restorePastQuestions(rows: readonly PastQuestionRow[]): Promise<void>;
  };
  places: QuestionPlaces;
  nowMs(): number;
  /** Tells the windows that the history has grown. */
  onPast(): void;
}

/** What came back for a question. */
export interface AnswerFacts {
  rows: number;
  bytes: number;
  tookMs: number;
  asOfUtc: string;
}

/** A search that goes on being typed replaces what it began with. */
const typingMs = 15_000;

/** All questions that were answered, each once, of every system. */
export class QueryHistory {
  private readonly parts: QueryHistoryParts;
  private typed: { id: string; kind: string; placeId: string; text: string; atMs: number } | undefined;

  constructor(parts: QueryHistoryParts) {
    this.parts = parts;
  }

  async search({ text, system, kind, placeId, limit }: Parameters<Handlers['queries.history']>[0]): Promise<{
    total: number;
    questions: PastQuestion[];
  }> {
    const names = await this.parts.places.names();
    const words = text
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word) => ({ word, placeIds: placeIdsWith(names, (name) => holds(name, word)) }));
    const kinds = kindsOf(system).filter((one) => kind === null || one === kind);
    const { total, rows } = await this.parts.rows.listPastQuestions({ words, kinds, placeId, limit });
    return { total, questions: questionsOf(rows, names) };
  }

  /** @returns What is forgotten now. */
  async forget(id: string | null, placeId: string | null): Promise<PastQuestion[]> {
    const names = await this.parts.places.names();
    return questionsOf(await this.parts.rows.removePastQuestions(id, placeId), names);
  }

  /** Puts back what was forgotten; what was asked again since stays as it is. */
  async restore(questions: readonly PastQuestion[]): Promise<void> {
    await this.parts.rows.restorePastQuestions(questions.map(rowOf));
  }

  /** Writes down what was asked and what came back. */
  async add(question: Question, { rows, bytes, tookMs, asOfUtc }: AnswerFacts): Promise<void> {
    const askedMs = this.parts.nowMs();
    const [placeId, title] = [placeIdOf(question), await titleOf(question, this.parts.places)];
    const id = randomUUID();
    await this.forgetTyped(question, placeId, id, askedMs);
    await this.parts.rows.addPastQuestion({
      ...{ id, question: asJson(question), kind: question.kind, placeId, title },
      ...{ rows, bytes, tookMs, asOfMs: Date.parse(asOfUtc), askedMs },
    });
    this.parts.onPast();
  }

  private async forgetTyped(question: Question, placeId: string, id: string, atMs: number): Promise<void> {
    const text = typedText(question);
    const before = this.typed;
    this.typed = text === null ? undefined : { id, kind: question.kind, placeId, text, atMs };
    if (text === null || before === undefined || before.kind !== question.kind || before.placeId !== placeId) return;
    const goesOn = text !== before.text && (text.startsWith(before.text) || before.text.startsWith(text));
    if (goesOn && atMs - before.atMs < typingMs) await this.parts.rows.removePastQuestions(before.id, null);
  }
}

function questionsOf(rows: readonly PastQuestionRow[], names: PlaceNames): PastQuestion[] {
  return rows.flatMap((row): PastQuestion[] => {
    // A later Quarry may know kinds that this one does not.
    const question = Question.safeParse(row.question).data;
    if (question === undefined) return [];
    const { id, title, rows: count, bytes, tookMs, asOfMs, askedMs } = row;
    const system = systemOf(question.kind);
    const place = placeNameOf(names, question.kind, row.placeId);
    const times = { asOfUtc: new Date(asOfMs).toISOString(), askedUtc: new Date(askedMs).toISOString() };
    return [{ id, question, system, title, place, rows: count, bytes, tookMs, ...times }];
  });
}

function rowOf({ id, question, title, rows, bytes, tookMs, asOfUtc, askedUtc }: PastQuestion): PastQuestionRow {
  return {
    ...{ id, question: asJson(question), kind: question.kind, placeId: placeIdOf(question), title },
    ...{ rows, bytes, tookMs, asOfMs: Date.parse(asOfUtc), askedMs: Date.parse(askedUtc) },
  };
}

/** Of searches that are asked while they are typed. */
function typedText(question: Question): string | null {
  if (question.kind === 'drms.series') return question.text;
  return question.kind === 'juliabase.samples' ? question.name : null;
}

function holds(name: string, word: string): boolean {
  return name.toLowerCase().includes(word.toLowerCase());
}

/** Without what is undefined, as the database keeps it. */
export function asJson(value: object): JsonValue {
  // What JSON.parse gives is JSON.
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}
