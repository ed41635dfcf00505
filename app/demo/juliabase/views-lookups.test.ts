import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoServer, startDemoJuliaBase } from '../index.ts';
import { signIn, type TestBrowser } from './test-browser.ts';

let folder = '';
let demo: DemoServer;
let admin: TestBrowser;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-demo-'));
  demo = await startDemoJuliaBase({ filesFolder: folder });
  admin = await signIn(demo.url, 'm.keller');
});
afterAll(async () => {
  await demo.close();
  rmSync(folder, { recursive: true });
});

interface Found {
  id: number;
  content_type?: string;
  timestamp: string;
}

async function processOf(sampleName: string, contentType: string): Promise<Found> {
  const sample = (await admin.json(`samples/${sampleName}`)) as Record<string, Found>;
  const found = Object.values(sample).find((one) => one?.content_type === `Institute | ${contentType}`);
  if (found === undefined) throw new Error(`${sampleName} has no ${contentType}.`);
  return found;
}

async function idOf(sampleName: string): Promise<number> {
  return ((await admin.json(`primary_keys?samples=${sampleName}`)) as { samples: Record<string, number> }).samples[
    sampleName
  ] as number; // A name that is no alias has one id.
}

test('the substrate of a sample is for admins; without one the server breaks', async () => {
  const id = await idOf('26S-001');
  expect(await admin.json(`substrates_by_sample/${id}`)).toMatchObject({ material: 'corning', samples: [id] });
  expect(await (await signIn(demo.url, 'l.brandt')).json(`substrates_by_sample/${id}`)).toBe(false);
  expect((await admin.get(`substrates_by_sample/${await idOf('25L-001-a')}`)).status).toBe(500);
});

test('the newest structuring before a server-local time', async () => {
  const [id, structuring] = [await idOf('26A-001'), await processOf('26A-001', 'structuring')];
  expect(await admin.json(`structurings/by_sample/${id}`)).toBe(structuring.id);
  expect(await admin.json(`structurings/by_sample/${id}?timestamp=2020-01-01+00:00:00`)).toBeNull();
  expect((await admin.get(`structurings/by_sample/${id}?timestamp=soon`)).status).toBe(422);
});

test('solar simulator measurements by file, and by sample, lamp, cell and day', async () => {
  const solar = await processOf('26A-002', 'solarsimulator measurement');
  const file = encodeURIComponent('solar/2026/26A-002_A1.dat');
  expect(await admin.json(`solarsimulator_measurements/by_filepath?filepath=${file}`)).toBe(solar.id);
  expect((await admin.get('solarsimulator_measurements/by_filepath?filepath=none')).status).toBe(404);
  const [id, day] = [await idOf('26A-002'), solar.timestamp.slice(0, 10)];
  const matching = (cell: string): Promise<unknown> =>
    admin.json(`solarsimulator_measurements/matching/AM1.5/${id}/${cell}/${day}/?filepath=other.dat`);
  expect([await matching('B7'), await matching('A1')]).toEqual([solar.id, null]);
});

test('pages about the server need no login, those about people do', async () => {
  for (const path of ['about', 'statistics', 'markdown']) expect((await fetch(demo.url + path)).status).toBe(200);
  expect((await fetch(`${demo.url}users/l.brandt`, { redirect: 'manual' })).status).toBe(302);
  expect(await admin.text('users/l.brandt')).toContain('Lena Brandt');
});

test('a news feed is opened by the hash of the main menu and holds what its owner may view', async () => {
  const menu = await (await signIn(demo.url, 'l.brandt')).text('');
  const address = /href="\/(feeds\/l\.brandt\+[0-9a-f]{10})"/.exec(menu)?.[1];
  const feed = await fetch(`${demo.url}${address}`);
  expect(feed.headers.get('content-type')).toBe('application/xml');
  expect(await feed.text()).toContain('Raman crystallinity');
  expect((await fetch(`${demo.url}feeds/l.brandt+0123456789`)).status).toBe(401);
});
