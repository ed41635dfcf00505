import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeRawFiles } from './files.ts';
import { seedLab } from './juliabase/seed.ts';

const { curves, spectra } = seedLab(2026);
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quarry-raw-files-'));
  writeRawFiles(folder, curves, spectra);
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(sample: string): Buffer {
  return readFileSync(join(folder, 'conductivity', '2026', `sigma_${sample}.dat`));
}

function numbersOf(text: string): [number, number][] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/[\s;]+/))
    .filter((cells) => cells.length === 2 && cells.every((cell) => Number.isFinite(Number(cell))))
    .map(([x, y]): [number, number] => [Number(x), Number(y)]);
}

test('all files together are small', () => {
  const sizes = readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, String(name))).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(5_000_000);
});

test('a clean file follows its activation energy', () => {
  const points = numbersOf(fileOf('26S-001').toString('utf8'));
  expect(points.length).toBeGreaterThanOrEqual(40);
  const [x, y] = [points.map(([t]) => 1 / (8.617333262e-5 * t)), points.map(([, sigma]) => Math.log(sigma))];
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const slope =
    x.reduce((sum, value, index) => sum + (value - meanX) * ((y[index] ?? 0) - meanY), 0) /
    x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  expect(-slope).toBeCloseTo(curves[0]?.activationEnergyEv ?? 0, 2);
});

test('instruments write in their own ways', () => {
  expect(fileOf('26S-001').toString('utf8')).toContain('# T/K\tsigma/(S/cm)');
  expect(fileOf('26S-002').toString('utf8')).toContain('Temperature (°C);Conductivity [S/m]');
  const latin1 = fileOf('26S-003');
  expect(latin1.includes(0xb0)).toBe(true);
  expect(latin1.toString('latin1')).toMatch(/^-?\d+,\d\d\t\d,\d+e-\d+/m);
  expect(fileOf('26S-004').toString('utf8')).toMatch(/contact distance = .* cm/);
});

test('one has gaps and values below zero, one breaks in the middle', () => {
  const gaps = fileOf('26S-005').toString('utf8');
  expect(gaps).toContain('\tNaN');
  expect(gaps).toMatch(/\t-\d/);
  const broken = fileOf('26S-010').toString('latin1');
  expect(broken).toContain('\u0000');
  expect(numbersOf(broken).length).toBeGreaterThan(20);
});

test('spectra are not conductivity', () => {
  expect(readFileSync(join(folder, spectra[0] ?? ''), 'utf8')).toContain('# energy/eV\talpha/cm^-1');
});

test('files that are there already stay as they are', () => {
  const path = join(folder, 'conductivity', '2026', 'sigma_26S-001.dat');
  writeFileSync(path, 'mine');
  utimesSync(path, 0, 0);
  writeRawFiles(folder, curves, spectra);
  expect(readFileSync(path, 'utf8')).toBe('mine');
});
