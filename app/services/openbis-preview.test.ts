import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../app.ts';
import { wholeBytes } from '../contract/bytes.ts';
import type { Contract } from '../contract/contract.ts';
import type { OutputOf } from '../contract/entry.ts';
import { type DemoOpenbis, startDemoOpenbis } from '../demo/openbis/index.ts';
import type { Client } from '../rpc/client.ts';
import { openCoreAt } from '../testing/open-core.ts';

let app: App;
let client: Client<Contract>;
let demo: DemoOpenbis;
let home: string;
let connectionId: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quarry-preview-'));
  demo = await startDemoOpenbis();
  ({ app, client } = await openCoreAt(home));
  const { user = '', password = '' } = demo.users[0] ?? {};
  connectionId = (await client.call('connections.add', { kind: 'openbis', name: 'Lab', url: demo.url, user, password }))
    .id;
});

afterAll(async () => {
  client.close();
  await app.close();
  await demo.close();
  rmSync(home, { recursive: true, force: true });
});

async function newestOf(type: string): Promise<string> {
  const found = await client.call('openbis.data-sets.search', { connectionId, type, count: 1 });
  return found.value.items[0]?.permId ?? '';
}

function preview(permId: string, path: string, large = false): Promise<OutputOf<Contract['openbis.files.preview']>> {
  return client.call('openbis.files.preview', { connectionId, permId, path, large });
}

describe('a preview of a file of a dataset', () => {
  test('of a text, checked against what the server says', async () => {
    const shown = await preview(demo.special.parent, 'original/efficiencies.csv');
    expect(shown).toMatchObject({
      checked: 'size and CRC32',
      content: { kind: 'text', text: 'cell,efficiency\n1,0.21\n', encoding: 'UTF-8', isCut: false },
    });
  });

  test('of a picture, with its bytes', async () => {
    const permId = await newestOf('MEASUREMENT');
    const path = 'original/iv/curve.png';
    expect((await preview(permId, path)).content).toEqual({ kind: 'picture', format: 'PNG', width: 420, height: 280 });
    const query = JSON.stringify({ connectionId, permId, path });
    const answer = await app.bytes('openbis-picture', query, new AbortController().signal);
    expect(answer).toMatchObject({ contentType: 'image/png', fileName: 'curve.png' });
    expect((await wholeBytes(answer)).subarray(1, 4)).toEqual(new Uint8Array(Buffer.from('PNG')));
  });

  test('of any kind, as it is stored, unless it is too large for that', async () => {
    const bytesOf = (permId: string, path: string) =>
      app.bytes('openbis-file', JSON.stringify({ connectionId, permId, path }), new AbortController().signal);
    const answer = await bytesOf(demo.special.parent, 'original/efficiencies.csv');
    expect(answer).toMatchObject({ contentType: 'application/octet-stream', fileName: 'efficiencies.csv' });
    expect(Buffer.from(await wholeBytes(answer)).toString()).toBe('cell,efficiency\n1,0.21\n');
    await expect(bytesOf(demo.special.large, 'original/large/stack.raw')).rejects.toMatchObject({
      code: 'unsupported',
      remedy: 'Download it from its dataset instead.',
    });
  });

  test('of a notebook, as plain values', async () => {
    const { content } = await preview(await newestOf('ANALYSIS_NOTEBOOK'), 'original/compare.ipynb');
    expect(content).toMatchObject({ kind: 'notebook', language: 'python 3.12.7', cellCount: 4 });
    const outputs = content.kind === 'notebook' ? content.cells.flatMap((cell) => cell.outputs) : [];
    expect(outputs.map(({ kind }) => kind)).toEqual(['text', 'picture', 'text']);
  });

  test('of a FITS file, which can then be opened', async () => {
    const { content } = await preview(demo.special.parent, 'original/film.fits');
    const path = content.kind === 'fits' ? content.localPath : '';
    for await (const event of client.watch('fits.open', { kind: 'file', path }))
      expect(event).toMatchObject({ kind: 'opened', file: { name: 'film.fits', warnings: [] } });
  });

  test('with a name that no file system likes', async () => {
    expect((await preview(demo.special.oddNames, 'original/back\\slash.txt')).content).toMatchObject({ kind: 'text' });
    expect((await preview(demo.special.oddNames, 'original/CON.txt')).content).toMatchObject({ kind: 'text' });
  });

  test('of an empty file and of one without a preview says so', async () => {
    expect((await preview(demo.special.large, 'original/large/empty.txt')).content).toEqual({
      ...{ kind: 'nothing', reason: 'The file is empty.' },
    });
    expect((await preview(demo.special.series, 'original/series/part-00/frame-000.bin')).content).toMatchObject({
      kind: 'nothing',
    });
  });

  test('of a very large file fetches nothing, asked or not', async () => {
    for (const large of [false, true])
      expect(await preview(demo.special.large, 'original/large/stack.raw', large)).toMatchObject({
        ...{ checked: null, content: { kind: 'large', canBeFetched: false } },
      });
  });

  test('that was seen once needs no server, and one that is asked for by two at once is fetched once', async () => {
    const permId = await newestOf('ATTACHMENT');
    const path = 'original/protocol.txt';
    demo.control.clearTraffic();
    const [one, other] = await Promise.all([preview(permId, path), preview(permId, path)]);
    expect(one).toEqual(other);
    const sessions = demo.control.requests().filter(({ path: asked }) => asked.endsWith('#createFastDownloadSession'));
    expect(sessions).toHaveLength(1);
    demo.control.change({ dataStoreDown: true });
    expect((await preview(permId, path)).content).toMatchObject({ kind: 'text' });
    demo.control.change({ dataStoreDown: false });
  });

  test('of what cannot be had says why', async () => {
    await expect(preview(demo.special.parent, 'original/nothing')).rejects.toMatchObject({
      ...{ code: 'not-found', message: expect.stringContaining('original/nothing') },
    });
    await expect(preview(demo.special.archived, 'original/iv/curve.csv')).rejects.toMatchObject({ code: 'conflict' });
    const query = JSON.stringify({ connectionId, permId: demo.special.parent, path: 'original/efficiencies.csv' });
    await expect(app.bytes('openbis-picture', query, new AbortController().signal)).rejects.toMatchObject({
      code: 'unsupported',
    });
  });
});
