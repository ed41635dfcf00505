import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { signFeed } from '../../scripts/feed/sign-feed.ts';
import { Settings } from '../contract/app.ts';
import type { JsonValue } from '../contract/app-error.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { createUpdates, type Updates } from './updates-service.ts';

const makers = generateKeyPairSync('ed25519');
const strangers = generateKeyPairSync('ed25519');
const key = makers.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

let server: Server;
let answer: { status: number; text: string };
let asked: { url: string; method: string; headers: IncomingHttpHeaders }[];
let feed: string;

beforeAll(async () => {
  server = createServer(({ url = '', method = '', headers }, response) => {
    asked.push({ url, method, headers });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  feed = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.json`;
});

afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

let kept: Map<string, JsonValue>;
let settings: Settings;
let onStale: (names: readonly string[]) => void;
const clock = new FakeClock();

beforeEach(() => {
  asked = [];
  kept = new Map();
  onStale = () => undefined;
  settings = Settings.parse({ updateFeed: feed });
});

function updates(): Updates {
  return createUpdates({
    settings: {
      getSetting: async (name) => kept.get(name),
      putSetting: async (name, value) => void kept.set(name, value),
    },
    current: () => settings,
    key,
    ownVersion: '1.4.0',
    clock,
    stale: (names) => onStale(names),
  });
}

const pem = (by: KeyObject): string => by.export({ type: 'pkcs8', format: 'pem' }).toString();

function feedOf(version: string, by = makers.privateKey, more: object = {}): string {
  const page = `https://quarry.example/${version}`;
  return signFeed({ version, page, releasedUtc: '2026-01-09T12:00:00.000Z', ...more }, pem(by));
}

const never = { signal: new AbortController().signal };
const check = (): Promise<unknown> => updates().handlers['updates.check']({}, never);

test('a newer version is told with its page, and stays known', async () => {
  answer = { status: 200, text: feedOf('1.10.0') };
  expect(await check()).toMatchObject({ isNewer: true, release: { version: '1.10.0' }, problem: null });
  expect(await updates().handlers['updates.get']({}, never)).toMatchObject({
    isNewer: true,
    ownVersion: '1.4.0',
    release: { page: 'https://quarry.example/1.10.0' },
  });
});

test.each(['1.4.0', '1.3.9', '0.99.0'])('%s is none', async (version) => {
  answer = { status: 200, text: feedOf(version) };
  expect(await check()).toMatchObject({ isNewer: false, release: { version } });
});

test('nothing is sent but the request', async () => {
  answer = { status: 200, text: feedOf('1.4.0') };
  await check();
  expect(asked).toEqual([{ url: '/feed.json', method: 'GET', headers: expect.any(Object) }]);
  expect(Object.keys(asked[0]?.headers ?? {}).toSorted()).toEqual(['connection', 'host']);
});

const badFeeds: [what: string, text: () => string, code: string, message: RegExp][] = [
  ['signed by others', () => feedOf('9.0.0', strangers.privateKey), 'forbidden', /not signed by the makers/],
  ['changed after it was signed', () => feedOf('9.0.0').replace('9.0.0', '9.0.1'), 'forbidden', /not signed/],
  ['no JSON', () => '<html>', 'bad-response', /is no feed of new versions/],
  ['another JSON', () => '{"version":"9.0.0"}', 'bad-response', /is no feed/],
  ['of another product', () => feedOf('9.0.0', makers.privateKey, { product: 'other' }), 'bad-response', /is no feed/],
  [
    'with a page that is no https',
    () => feedOf('9.0.0', makers.privateKey, { page: 'file:///x' }),
    'bad-response',
    /no feed/,
  ],
  ['endless', () => 'x'.repeat(100_000), 'bad-response', /more than a feed/],
];

test.each(badFeeds)('a feed that is %s is refused in words', async (_what, text, code, message) => {
  answer = { status: 200, text: text() };
  await expect(check()).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
    remedy: expect.stringMatching(/\.$/),
  });
  expect(await updates().handlers['updates.get']({}, never)).toMatchObject({ isNewer: false, problem: { code } });
});

test('a server that has none, one that does not answer, and no address are told apart', async () => {
  answer = { status: 404, text: '' };
  await expect(check()).rejects.toMatchObject({ code: 'bad-response', message: expect.stringContaining('404') });
  settings = Settings.parse({ updateFeed: 'http://127.0.0.1:1/feed.json' });
  await expect(check()).rejects.toMatchObject({ code: 'network', remedy: expect.any(String) });
  settings = Settings.parse({});
  await expect(check()).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('no address'),
  });
  settings = Settings.parse({ updateFeed: 'http://lab.example/feed.json' });
  await expect(check()).rejects.toMatchObject({ code: 'invalid-input' });
});

test('a look that failed does not forget what an earlier one has told', async () => {
  answer = { status: 200, text: feedOf('2.0.0') };
  await check();
  answer = { status: 500, text: '' };
  await expect(check()).rejects.toMatchObject({ code: 'bad-response' });
  expect(await updates().handlers['updates.get']({}, never)).toMatchObject({
    isNewer: true,
    problem: { code: 'bad-response' },
  });
});

test('it looks by itself only where the settings say so', async () => {
  answer = { status: 200, text: feedOf('2.0.0') };
  const { timer, handlers } = updates();
  timer.start();
  await timer.close();
  expect(asked).toEqual([]);
  settings = { ...settings, checkForUpdates: true };
  const told = updates();
  await new Promise<unknown>((resolve) => {
    onStale = resolve;
    told.timer.start();
  });
  await told.timer.close();
  expect(asked).toHaveLength(1);
  expect(await handlers['updates.get']({}, never)).toMatchObject({ isNewer: true });
});
