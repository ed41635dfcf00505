import { curvePdf, curvePng, type DrawnCurve } from './drawings.ts';
import type { LabState, Result } from './model.ts';

/** Results that were there before: with a PNG and a table, with a PDF, with a JPEG, and one on a series alone. */
export function addSeedResults(state: LabState): void {
  const [story, anneal] = state.series;
  if (story === undefined || anneal === undefined) return;
  const add = (change: Partial<Result>): void => {
    const id = state.nextProcessId++;
    const timestampMs = Date.UTC(2026, 1, 3 + state.results.length, 9, 30, 0);
    state.results.push({
      id,
      title: 'Result',
      timestampMs,
      inaccuracy: 0,
      operator: 3,
      externalOperator: null,
      comments: '',
      lastModifiedMs: timestampMs,
      headings: [],
      rows: [],
      samples: [],
      series: [],
      imageType: 'none',
      image: null,
      ...change,
    });
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
    image: smallJpeg,
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
  add({ title: 'Adhesion', comments: 'Tape test passed.', samples: story.samples.slice(0, 1) });
}

function crystallinity(title: string): DrawnCurve {
  const points = Array.from({ length: 12 }, (_, index): [number, number] => {
    const concentration = 3 + 0.5 * index;
    return [concentration, 84 / (1 + Math.exp(2 * (concentration - 6.5)))];
  });
  return { title, xLabel: 'SC / %', yLabel: 'I_c / %', points };
}

/** One grey pixel. */
const smallJpeg =
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z';
