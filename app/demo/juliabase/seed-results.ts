import { curvePdf, curvePng, type DrawnCurve } from './drawings.ts';
import type { LabState, Result } from './model.ts';
import { microscopeJpeg } from './seed-microscope.ts';

/** Results that were there before: with a PNG and a table, with a PDF, with a JPEG, and one on a series alone. */
export function addSeedResults(state: LabState): void {
  const [story, anneal] = state.series;
  if (story === undefined || anneal === undefined) return;
  const add = (change: Partial<Result>): void => {
    const timestampMs = Date.UTC(2026, 1, 3 + state.results.length, 9, 30, 0);
    addResult(state, { timestampMs, ...change });
  };
  add({
    title: 'Raman crystallinity',
    comments: 'Crystalline share by *Raman*, 647 nm.',
    operator: 5,
    series: [story.name],
    headings: ['SC/%', 'I_c/%'],
    rows: [
      ['3.0', '84'],
      ['5.0', '71'],
      ['8.5', '0'],
    ],
    imageType: 'png',
    image: curvePng(crystallinity('Raman crystallinity')).toString('base64'),
  });
  add({
    title: 'Microscope picture',
    comments: 'Surface at 500 ×.',
    samples: story.samples.slice(4, 5),
    imageType: 'jpeg',
    image: microscopeJpeg,
  });
  add({
    title: 'Report of the anneal',
    comments: 'See the PDF.',
    operator: 3,
    series: [anneal.name],
    samples: anneal.samples.slice(0, 2),
    imageType: 'pdf',
    image: curvePdf(crystallinity('Before the anneal')).toString('base64'),
  });
  addOfOtherSeries(state, add);
  add({ title: 'Adhesion', comments: 'Tape test passed.', samples: story.samples.slice(0, 1) });
}

export function addResult(state: LabState, change: Partial<Result> & { timestampMs: number }): void {
  state.results.push({
    id: state.nextProcessId++,
    title: 'Result',
    inaccuracy: 0,
    operator: 3,
    externalOperator: null,
    comments: '',
    lastModifiedMs: change.timestampMs,
    headings: [],
    rows: [],
    samples: [],
    series: [],
    imageType: 'none',
    image: null,
    ...change,
  });
}

/** Tables of other shapes: with gaps, with units in the headings, and one on samples and series together. */
function addOfOtherSeries(state: LabState, add: (change: Partial<Result>) => void): void {
  const named = (name: string): { name: string; samples: number[] } =>
    state.series.find((series) => series.name === name) ?? { name: '', samples: [] };
  const contacts = named('ZnO:Al / sputter power');
  add({
    title: 'Sheet resistance',
    comments: 'Four-point probe, mean of nine places.\n\nThe *last* sample was scratched.',
    samples: contacts.samples.slice(0, 3),
    series: [contacts.name],
    headings: ['power/W', 'R_sq/Ω', 'remark'],
    rows: [
      ['200', '14.2', ''],
      ['300', '9.8', ''],
      ['400', '', 'scratched'],
    ],
  });
  const roundRobin = named('Round robin 50');
  add({
    title: 'Round robin: mean and deviation',
    comments: 'Fifty samples from one deposition, three instruments.',
    operator: 2,
    series: [roundRobin.name],
    headings: ['instrument', 'mean/(S/cm)', 'deviation/%'],
    rows: [
      ['1', '3.1e-9', '4'],
      ['2', '3.3e-9', '7'],
      ['3', '2.9e-9', '5'],
    ],
  });
  add({ title: 'Pilot line yield', comments: 'Confidential.', operator: 2, series: [named('Helios pilot line').name] });
}

function crystallinity(title: string): DrawnCurve {
  const points = Array.from({ length: 12 }, (_, index): [number, number] => {
    const concentration = 3 + 0.5 * index;
    return [concentration, 84 / (1 + Math.exp(2 * (concentration - 6.5)))];
  });
  return { title, xLabel: 'SC / %', yLabel: 'I_c / %', points };
}
