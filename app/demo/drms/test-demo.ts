import { afterEach, beforeEach } from 'vitest';
import { type DemoDrmsOptions, type DemoDrmsServer, startDemoDrms } from './index.ts';

export interface TestDrms {
  readonly server: DemoDrmsServer;
  /** Body of a program's answer, in latin1. */
  text(program: string, parameters?: Record<string, string>, init?: RequestInit): Promise<string>;
  json(program: string, parameters?: Record<string, string>): Promise<Answer>;
  clock: { nowMs: number };
}

/** Only as deep as tests look. */
export interface Answer {
  [field: string]: unknown;
}

/** A fresh server for every test of the file, with a clock that stands still. */
export function freshDrms(options: DemoDrmsOptions = {}): TestDrms {
  let server: DemoDrmsServer | undefined;
  const clock = { nowMs: 0 };
  const running = (): DemoDrmsServer => {
    if (server === undefined) throw new Error('The demo runs within tests only.');
    return server;
  };
  beforeEach(async () => {
    clock.nowMs = Date.UTC(2016, 3, 2, 10);
    server = await startDemoDrms({ now: () => clock.nowMs, ...options });
  });
  afterEach(() => running().close());
  const text: TestDrms['text'] = async (program, parameters = {}, init = {}) => {
    const query = new URLSearchParams(parameters).toString();
    const response = await fetch(`${running().cgiUrl}${program}${query === '' ? '' : `?${query}`}`, init);
    return Buffer.from(await response.arrayBuffer()).toString('latin1');
  };
  return {
    get server() {
      return running();
    },
    clock,
    text,
    // Answers are looked at field by field.
    json: async (program, parameters) => JSON.parse(await text(program, parameters)) as Answer,
  };
}
