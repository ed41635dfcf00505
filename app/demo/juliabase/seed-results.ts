import { Resvg } from '@resvg/resvg-js';
import type { LabState, Result } from './model.ts';
import { onePagePdf } from './pdf.ts';

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
    image: curvePng(),
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
    image: onePagePdf(200, 100, '20 20 m 180 80 l S').toString('base64'),
  });
  add({ title: 'Adhesion', comments: 'Tape test passed.', samples: story.samples.slice(0, 1) });
}

function curvePng(): string {
  const points = Array.from(
    { length: 12 },
    (_, index) => `${40 + 30 * index},${60 + 150 / (1 + Math.exp(-(index - 7)))}`,
  ).join(' ');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="420" height="280"><rect width="420" height="280" fill="#fff"/>
<path d="M40 20V250H400" fill="none" stroke="#606368"/><polyline points="${points}" fill="none" stroke="#0072b2" stroke-width="3"/></svg>`;
  return Buffer.from(new Resvg(svg).render().asPng()).toString('base64');
}

/** One grey pixel. */
const smallJpeg =
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z';
