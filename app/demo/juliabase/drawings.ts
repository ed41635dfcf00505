import { Resvg } from '@resvg/resvg-js';
import { escapeHtml } from './exchange.ts';

export interface DrawnCurve {
  title: string;
  xLabel: string;
  yLabel: string;
  points: readonly [number, number][];
}

const size = { width: 420, height: 280, left: 50, right: 20, top: 30, bottom: 40 };

/** In picture coordinates, y downwards. */
function placed(points: readonly [number, number][]): [number, number][] {
  const scale = (values: number[], from: number, to: number): ((value: number) => number) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return (value) => from + ((to - from) * (value - low)) / (high - low || 1);
  };
  const x = scale(
    points.map((point) => point[0]),
    size.left,
    size.width - size.right,
  );
  const y = scale(
    points.map((point) => point[1]),
    size.height - size.bottom,
    size.top,
  );
  return points.map(([px, py]) => [Number(x(px).toFixed(2)), Number(y(py).toFixed(2))]);
}

export function curveSvg({ title, xLabel, yLabel, points }: DrawnCurve): string {
  const { width, height, left, right, top, bottom } = size;
  const line = placed(points)
    .map((point) => point.join(','))
    .join(' ');
  const text = 'font-family="sans-serif" font-size="13" fill="#333" text-anchor="middle"';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="#fff"/>
<path d="M${left} ${top}V${height - bottom}H${width - right}" fill="none" stroke="#606368"/><polyline points="${line}" fill="none" stroke="#0072b2" stroke-width="2"/>
<text x="${width / 2}" y="18" ${text}>${escapeHtml(title)}</text><text x="${width / 2}" y="${height - 12}" ${text}>${escapeHtml(xLabel)}</text>
<text transform="translate(18 ${height / 2}) rotate(-90)" ${text}>${escapeHtml(yLabel)}</text></svg>`;
}

export function curvePng(curve: DrawnCurve): Buffer {
  return new Resvg(curveSvg(curve)).render().asPng();
}

/** One page: axes and the line; labels in the characters of Latin-1. */
export function curvePdf({ title, xLabel, points }: DrawnCurve): Buffer {
  const { width, height, left, right, top, bottom } = size;
  const place = ([x, y]: [number, number]): string => `${x} ${(height - y).toFixed(2)}`;
  const [start, ...others] = placed(points).map(place);
  const words = (text: string, x: number, y: number): string =>
    `BT /F1 12 Tf ${x} ${y} Td (${text.replace(/[^ -~]/g, '?').replace(/[\\()]/g, '\\$&')}) Tj ET`;
  const drawing = [
    `0.4 G ${left} ${height - top} m ${left} ${bottom} l ${width - right} ${bottom} l S`,
    `0 0.447 0.698 RG 2 w ${start} m ${others.map((point) => `${point} l`).join(' ')} S`,
    words(title, left, height - 18),
    words(xLabel, width / 2 - 30, 12),
  ].join('\n');
  return pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>`,
    `<</Length ${drawing.length}>>\nstream\n${drawing}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]);
}

function pdfOf(objects: readonly string[]): Buffer {
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  text += `xref\n0 ${count}\n0000000000 65535 f \n${rows}trailer\n<</Size ${count}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
