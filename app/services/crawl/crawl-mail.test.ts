import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '../../contract/app-error.ts';
import type { CrawlResult } from '../../contract/crawl.ts';
import type { CrawlMail } from '../../crawl/crawler.ts';
import { testCrawler } from '../../testing/crawl-lab.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { type SmtpServer, startSmtpServer } from '../../testing/smtp-server.ts';
import { type CrawlLog, openCrawlLog } from './crawl-log.ts';
import { sendReport } from './crawl-mail.ts';

let folder: string;
let server: SmtpServer;
let log: CrawlLog;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-mail-'));
  server = await startSmtpServer();
  log = openCrawlLog(folder, 'lab', new FakeClock());
  log.info('started crawling');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  log.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

const well: CrawlResult = {
  ...{ files: 3, queued: 1, moved: 0, invalid: 0, asks: 0, gone: 0, young: 0, problems: [], problemCount: 0 },
  sent: { ended: 1, needsYou: 0, open: 0 },
};

function report(result: CrawlResult | AppError, change: Partial<CrawlMail> = {}): Promise<void> {
  const mail: CrawlMail = {
    ...{ to: ['me@lab.example', 'you@lab.example'], from: 'quarry@lab.example', when: 'errors' },
    ...{ server: `smtp://127.0.0.1:${server.port}`, ...change },
  };
  return sendReport(testCrawler('/files', { mail }), result, log);
}

test('no mail is sent after a run without trouble, unless it is wanted after each', async () => {
  await report(well);
  expect(server.mails).toEqual([]);
  await report(well, { when: 'always' });
  expect(server.mails).toMatchObject([
    {
      ...{ from: 'quarry@lab.example', to: ['me@lab.example', 'you@lab.example'], login: null },
      text: expect.stringMatching(/^Subject: Crawler lab: all is well$[\s\S]*INFO +started crawling/m),
    },
  ]);
});

test.each([
  ['invalid files', { ...well, invalid: 2, asks: 1, sent: { ...well.sent, needsYou: 1 } }, '2 invalid, 2 need you'],
  ['a run that failed', new AppError('network', 'The server cannot be reached.'), 'The server cannot be reached.'],
])('trouble is mailed with the log: %s', async (_, result, subject) => {
  await report(result);
  expect(server.mails.map(({ text }) => /^Subject: (.*)$/m.exec(text)?.[1])).toEqual([`Crawler lab: ${subject}`]);
});

test('the password comes from the environment and stands in no log', async () => {
  vi.stubEnv('QUARRY_SMTP_PASSWORD', 'p@ss:word/1');
  await report(well, { when: 'always', server: `smtp://user@127.0.0.1:${server.port}` });
  expect(server.mails).toMatchObject([{ login: 'user:p@ss:word/1' }]);
  expect(server.mails[0]?.text).not.toContain('p@ss');
});

test('a mail that cannot be sent is told in the log and ends nothing', async () => {
  await server.close();
  await report(well, { when: 'always' });
  server = await startSmtpServer();
  expect(readFileSync(join(folder, 'crawl-lab.log'), 'utf8')).toContain('The mail could not be sent');
});
