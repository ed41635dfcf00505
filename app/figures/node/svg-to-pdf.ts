import PDFDocument from 'pdfkit';
import svgToPdf from 'svg-to-pdfkit';
import { type FontStyle, fontPath } from './font-metrics.ts';

const pointsPerPx = 0.75;

export interface PdfOptions {
  widthPx: number;
  heightPx: number;
  /** By which the drawing is smaller or larger on paper. */
  scale: number;
  title: string;
  /** Attached as quarry.json and named in the keywords. */
  provenance: string;
}

/** A PDF of a normalised SVG; the same bytes for the same figure. */
export async function svgToPdfBytes(
  svg: string,
  { widthPx, heightPx, scale, title, provenance }: PdfOptions,
): Promise<Uint8Array> {
  const size: [number, number] = [widthPx * scale * pointsPerPx, heightPx * scale * pointsPerPx];
  // A date of its own would make every drawing another file.
  const CreationDate = new Date(0);
  const document = new PDFDocument({
    size,
    margin: 0,
    info: { Title: title, Creator: 'Quarry', Producer: 'Quarry', Keywords: provenance, CreationDate },
  });
  const pieces: Buffer[] = [];
  document.on('data', (piece: Buffer) => pieces.push(piece));
  const ended = new Promise<void>((resolve, reject) => {
    document.on('end', resolve);
    document.on('error', reject);
  });
  for (const style of ['regular', 'bold', 'italic', 'bold-italic'] as const)
    document.registerFont(style, fontPath(style));
  document.file(Buffer.from(provenance, 'utf8'), {
    name: 'quarry.json',
    type: 'application/json',
    creationDate: CreationDate,
    modifiedDate: CreationDate,
  });
  svgToPdf(document, svg, 0, 0, {
    width: size[0],
    height: size[1],
    assumePt: false,
    fontCallback: (_family: string, bold: boolean, italic: boolean): FontStyle =>
      bold ? (italic ? 'bold-italic' : 'bold') : italic ? 'italic' : 'regular',
  });
  document.end();
  await ended;
  return new Uint8Array(Buffer.concat(pieces));
}
