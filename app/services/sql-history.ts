import { z } from 'zod';
import type { JsonValue } from '../contract/app-error.ts';
import { PastStatement } from '../contract/columns.ts';

export interface SqlHistoryParts {
  settings: {
    getSetting(key: string): Promise<JsonValue | undefined>;
    putSetting(key: string, value: JsonValue): Promise<void>;
  };
  nowMs(): number;
  onPast(): void;
}

const settingKey = 'sqlHistory';
const most = 50;

/** Statements that were asked, each once, the newest first. */
export class SqlHistory {
  private readonly parts: SqlHistoryParts;
  /** Windows may ask at the same time; each of them reads what the one before has written. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(parts: SqlHistoryParts) {
    this.parts = parts;
  }

  async list(): Promise<PastStatement[]> {
    const kept = z.array(PastStatement).safeParse(await this.parts.settings.getSetting(settingKey));
    return kept.data ?? [];
  }

  add(statement: string, rows: number): Promise<void> {
    const adding = this.last.then(async () => {
      const others = (await this.list()).filter((one) => one.statement !== statement);
      const past = { statement, askedAtUtc: new Date(this.parts.nowMs()).toISOString(), rows };
      await this.parts.settings.putSetting(settingKey, [past, ...others].slice(0, most));
      this.parts.onPast();
    });
    this.last = adding.catch(() => undefined);
    return adding;
  }
}
