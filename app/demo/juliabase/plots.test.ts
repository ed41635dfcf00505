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

async function processOf(sampleName: string, contentType: string): Promise<number> {
  const sample = (await admin.json(`samples/${sampleName}`)) as Record<string, { id: number; content_type?: string }>;
  return Object.values(sample).find((one) => one?.content_type === `Institute | ${contentType}`)?.id ?? 0;
}

test('a PDS measurement has a plot as PDF, and a small one as SVG', async () => {
  const id = await processOf('26S-003', 'PDS measurement');
  const printed = await admin.get(`plots/${id}`);
  expect(printed.headers.get('content-type')).toBe('application/pdf');
  expect(printed.headers.get('content-disposition')).toBe('attachment; filename=pds_26S-003.pdf');
  expect(await printed.text()).toMatch(/^%PDF/);
  const small = await admin.get(`plots/thumbnails/${id}`);
  expect([small.headers.get('content-type'), await small.text()]).toEqual([
    'image/svg+xml',
    expect.stringContaining('<polyline'),
  ]);
});

test('a plot that is not there is 404', async () => {
  const id = await processOf('26S-003', 'PDS measurement');
  expect((await admin.get(`plots/${id}/A1`)).status).toBe(404);
  const solar = await processOf('26A-002', 'solarsimulator measurement');
  expect((await admin.get(`plots/${solar}/A1`)).status).toBe(200);
  expect((await admin.get(`plots/${solar}/Z9`)).status).toBe(404);
});

test('classes without plots and results break', async () => {
  expect((await admin.get(`plots/${await processOf('26S-003', 'substrate')}`)).status).toBe(500);
  const [result] = (await admin.json('available_items/Result')) as number[];
  expect((await admin.get(`plots/thumbnails/${result}`)).status).toBe(500);
});
