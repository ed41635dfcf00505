import { beforeEach, expect, test } from 'vitest';
import { Settings } from '../contract/app.ts';
import type { Job } from '../contract/jobs.ts';
import type { News } from '../contract/news.ts';
import { createNewsDesk } from './news.ts';

let told: News[];
let settings: Settings;
const nowMs = Date.UTC(2026, 0, 10, 12);
const desk = createNewsDesk({ settings: () => settings, tell: (news) => void told.push(news), nowMs: () => nowMs });

beforeEach(() => {
  told = [];
  settings = Settings.parse({});
});

function job(changes: Partial<Job>): Job {
  return {
    ...{ id: 'j1', kind: 'drms.export', title: 'Export', status: 'succeeded', attempt: 1, phase: null },
    ...{ done: 1, total: 1, unit: null, ratePerSecond: null, remainingMs: null, retryAtUtc: null },
    ...{ createdUtc: '2026-01-10T11:00:00.000Z', startedUtc: '2026-01-10T11:00:00.000Z' },
    ...{ endedUtc: '2026-01-10T11:05:00.000Z', error: null, question: null, result: null, canPause: false },
    ...changes,
  };
}

test('long jobs that ended, with what went wrong; short and cancelled ones are not worth a word', () => {
  desk.ofJob(job({}));
  desk.ofJob(job({ kind: 'crawl.run', error: { code: 'network', message: 'No answer.', retryable: true } }));
  desk.ofJob(job({ endedUtc: '2026-01-10T11:00:30.000Z' }));
  desk.ofJob(job({ status: 'cancelled' }));
  expect(told).toMatchObject([
    { about: 'jobs', title: 'Export', text: 'Done.', address: '/transfers' },
    { about: 'jobs', text: 'No answer.', address: null },
  ]);
});

test('questions are told however short the work was', () => {
  desk.ofJob(job({ status: 'needs-you', endedUtc: null, question: { text: 'Which one?', choices: [] } }));
  desk.ofOutbox('Result to series', 'It may have arrived.', { needsYou: true, createdMs: nowMs });
  desk.ofOutbox('Result to series', 'Done.', { needsYou: false, createdMs: nowMs - 1000 });
  desk.ofOutbox('Result to series', 'Done.', { needsYou: false, createdMs: nowMs - 600_000 });
  expect(told.map(({ about, text, address }) => [about, text, address])).toEqual([
    ['questions', 'Which one?', '/transfers'],
    ['questions', 'It may have arrived.', '/outbox'],
    ['jobs', 'Done.', '/outbox'],
  ]);
});

test('each kind can be switched off, and all of them', () => {
  const tellAll = (): void => {
    desk.ofJob(job({}));
    desk.ofJob(job({ status: 'needs-you' }));
    desk.ofQuery('q 1', 'Magnetograms', '3 rows are new.');
  };
  settings = { ...settings, notifyOfJobs: false };
  tellAll();
  expect(told.map(({ about }) => about)).toEqual(['questions', 'queries']);
  expect(told[1]).toMatchObject({ title: 'Magnetograms', address: '/query/q%201' });
  settings = { ...settings, desktopNotifications: false };
  tellAll();
  expect(told).toHaveLength(2);
});
