import { describe, expect, test } from 'vitest';
import { recogniseConductivity } from './conductivity.ts';
import { readDelimited } from './raw-file.ts';

function recognise(text: string): ReturnType<typeof recogniseConductivity> {
  const table = readDelimited(new TextEncoder().encode(text));
  if (!table.ok) throw new Error(table.message);
  return recogniseConductivity(table);
}

describe('conductivity is told by content', () => {
  test.each([
    ['kelvin and S/cm', 'T/K\tsigma/(S/cm)\n300\t1e-6\n310\t2e-6\n320\t3e-6\n', 300, 1e-6],
    ['Celsius and S/m', 'Temperature (°C);Conductivity [S/m]\n26.85;1e-4\n30;2e-4\n40;3e-4\n', 300, 1e-6],
    ['superscripts', 'T (K);σ (Ω⁻¹cm⁻¹)\n300;1e-6\n310;2e-6\n320;3e-6\n', 300, 1e-6],
    ['resistivity', 'T/K\trho/(Ohm cm)\n300\t1e6\n310\t2e6\n320\t3e6\n', 300, 1e-6],
    ['inverse temperature', '1000/T (1/K)\tsigma (S/cm)\n3.3333333333\t1e-6\n3.2\t2e-6\n3.1\t3e-6\n', 300, 1e-6],
    [
      'its error first',
      'T/K\tdsigma/(S/cm)\tsigma/(S/cm)\n300\t1e-8\t1e-6\n310\t1e-8\t2e-6\n320\t1e-8\t3e-6\n',
      300,
      1e-6,
    ],
    ['names without units', 'T sigma\n300 1e-6\n310 2e-6\n320 3e-6\n', 300, 1e-6],
    [
      'current and voltage',
      '# contact distance = 0.5 mm\n# contact length = 5 mm\n# film thickness = 1000 nm\n# T (K), U (V), I (A)\n300, 100, 1e-7\n310, 100, 2e-7\n320, 100, 3e-7\n',
      300,
      1e-6,
    ],
  ])('%s', (_name, text, kelvin, sigma) => {
    const data = recognise(text);
    if (!data.ok) throw new Error(data.reason);
    expect(data.temperatureK[0]).toBeCloseTo(kelvin, 6);
    expect((data.sigmaSPerCm[0] ?? 0) / sigma).toBeCloseTo(1, 9);
    expect(data.points).toBe(3);
  });

  test.each([
    ['a spectrum', '# energy/eV\talpha/cm^-1\n0.7\t2.5\n0.8\t2.6\n0.9\t2.7\n'],
    ['one column', '1\n2\n3\n'],
    ['temperatures below zero kelvin', 'T/K s/(S/cm)\n-5 1\n-4 2\n-3 3\n'],
    ['no value at all', 'T/K\ts/(S/cm)\n300\tNaN\n310\tNaN\n320\tNaN\n'],
    ['a transmission', 'E/eV\tT (%)\n1\t80\n2\t70\n3\t60\n'],
    ['time', 't/s\ts/(S/cm)\n1\t1\n2\t1\n3\t1\n'],
  ])('%s is none', (_name, text) => {
    expect(recognise(text)).toMatchObject({ ok: false, reason: expect.stringMatching(/\.$/) });
  });

  test.each([
    [
      'T sigma\n300 1e-6\n310 2e-6\n320 3e-6\n',
      ['no unit for T; it is taken as kelvin', 'no unit for sigma; it is taken as S/cm'],
    ],
    ['T/K\tdark/(S/cm)\tlight/(S/cm)\n300\t1\t4\n310\t2\t5\n320\t3\t6\n', ['2 conductivities; the first one, dark,']],
    ['T/K\ts/(S/cm)\n300\t1\n310\t2\n320\t3\n', []],
  ])('what was taken for granted is said: %j', (text, notes) => {
    expect(recognise(text)).toMatchObject({ notes: notes.map((note) => expect.stringContaining(note)) });
  });

  test('missing and negative values are counted, not hidden', () => {
    expect(recognise('T/K\ts/(S/cm)\n300\t1e-6\n310\tNaN\n320\t-1e-9\n330\t0\n340\t1e-5\n')).toMatchObject({
      points: 4,
      missing: 1,
      nonPositive: 2,
    });
  });
});
