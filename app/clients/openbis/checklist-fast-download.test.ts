import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../demo/openbis/faults.ts';
import { type OpenbisLab, openOpenbisLab } from '../../testing/openbis-lab.ts';
import { labServerLimits } from '../http/limits.ts';
import { siteOf } from './address.ts';
import { Received } from './download/chunks.ts';
import { type FastTarget, type FilePiece, fetchFast } from './download/fast-fetch.ts';
import { startFastSession } from './download/fast-session.ts';
import { createOffice, type Office } from './office.ts';
import { createSession } from './session.ts';
import { createWire } from './wire.ts';

const chunks = 10;
const fileBytes = (chunks - 1) * 1024 * 1024 + 12_345;

let lab: OpenbisLab;
let office: Office;
let path: string;
let truth: number | null;
beforeEach(async () => {
  lab = await openOpenbisLab({ seriesFileBytes: fileBytes });
  const { demo, clock } = lab;
  const site = siteOf(demo.url, { name: 'lab' });
  const limits = { ...labServerLimits, connections: 4, retryDelayMs: 1 };
  const wire = createWire({ site, way: { trust: {} }, limits, clock, log: undefined, observer: undefined });
  office = createOffice(wire, createSession({ wire, login: { user: 'demo', password: 'demo' }, clock }), undefined);
  const [file] = (await lab.client().dataSets.files(demo.special.series)).filter(({ isFolder }) => !isFolder);
  path = file?.path ?? '';
  truth = file?.crc32 ?? null;
});
afterEach(async () => {
  await office.wire.close();
  await lab.close();
});

class MemoryFile implements FastTarget {
  readonly bytes = Buffer.alloc(fileBytes);
  readonly sizeBytes = fileBytes;
  readonly item = `${lab.demo.special.series}/${path}`;
  private held = new Received();

  received(): Received {
    return this.held;
  }

  async startOver(): Promise<void> {
    this.held = new Received();
  }

  async take({ offset, payload, bytes }: FilePiece): Promise<void> {
    this.bytes.set(Buffer.concat(payload), offset);
    this.held.add(offset, bytes);
  }
}

async function fetchFile(faults: Fault[] = []): Promise<MemoryFile> {
  const { series } = lab.demo.special;
  const parts = { office, base: lab.demo.url, protocol: 2 as const, permId: series };
  lab.demo.control.setFaults(faults);
  const session = await startFastSession(parts, await office.session.token(), [path], 2, {});
  expect(session.streams).toHaveLength(2);
  const file = new MemoryFile();
  const { signal } = new AbortController();
  await fetchFast([file], { session, clock: lab.clock, signal, onBytes: () => undefined });
  await session.finish({});
  return file;
}

const transfer = '#download$';

/** The last line of the checklist (protocol 13), in its wording. */
describe('fast download:', () => {
  it('10 chunks reassembled byte-exactly with 2 streams', async () => {
    const { bytes } = await fetchFile();
    expect(crc32(bytes)).toBe(truth);
    const taken = lab.demo.control.requests().filter((one) => one.path.endsWith('#download'));
    expect(taken.length).toBeGreaterThanOrEqual(2);
  });

  it('non-waiting mode returns before completion and finishes later', async () => {
    let isDone = false;
    const running = fetchFile().then((file) => {
      isDone = true;
      return file;
    });
    await Promise.resolve();
    expect(isDone).toBe(false);
    expect(crc32((await running).bytes)).toBe(truth);
  });

  it('starts after two 502 replies', async () => {
    const faults: Fault[] = [{ name: 'http', status: 502, path: '#startDownloadSession', count: 2 }];
    expect(crc32((await fetchFile(faults)).bytes)).toBe(truth);
  });

  it("`retriable:false` aborts at once with the server's text", async () => {
    const faults: Fault[] = [{ name: 'fatal', path: transfer, message: 'The shelf is empty', count: 100 }];
    await expect(fetchFile(faults)).rejects.toThrow('The shelf is empty');
    const taken = lab.demo.control.requests().filter((one) => one.path.endsWith('#download'));
    // One of each stream.
    expect(taken.length).toBeLessThanOrEqual(2);
  });

  it('`retriable:true` recovers', async () => {
    const faults: Fault[] = [{ name: 'retriable', path: transfer, count: 2 }];
    expect(crc32((await fetchFile(faults)).bytes)).toBe(truth);
  });

  it('permanently empty replies → "Consecutive download calls to the server failed."', async () => {
    await expect(fetchFile([{ name: 'lostchunk', path: transfer, count: 10_000 }])).rejects.toThrow(
      'Consecutive download calls to the server failed.',
    );
  });

  it('repeated bad payload CRC → "Received incorrect payload multiple times. Aborting."', async () => {
    await expect(fetchFile([{ name: 'badpayload', path: transfer, count: 10_000 }])).rejects.toThrow(
      'Received incorrect payload multiple times. Aborting.',
    );
  });
});
