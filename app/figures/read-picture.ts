import { AppError } from '../contract/app-error.ts';
import { DamagedPictureError, hasEnd, pictureKind, readPictureText } from './picture-text.ts';
import type { ConductivityProvenance, TableProvenance } from './provenance.ts';

/** The details as they stand in the picture; the contract knows their form. */
export type ConductivityPicture = Omit<ConductivityProvenance, 'details'> & { details?: unknown };
export type PictureText = ConductivityPicture | TableProvenance;

/**
 * What a picture says of itself; a failure says why the live figure cannot be made from it.
 * @param fileName for messages only
 */
export async function readPicture(fileName: string, bytes: Uint8Array): Promise<PictureText> {
  const kind = pictureKind(bytes);
  if (kind === undefined)
    throw new AppError('invalid-input', `${fileName} is no PNG, SVG or PDF.`, {
      remedy: 'Open a picture that Quarry has saved or attached.',
    });
  let text: string | undefined;
  try {
    text = await readPictureText(kind, bytes);
  } catch (error) {
    if (!(error instanceof DamagedPictureError)) throw error;
    throw damagedPicture(fileName, error.message);
  }
  if (text === undefined && !hasEnd(kind, bytes))
    throw new AppError('invalid-input', `${fileName} ends in the middle of the picture.`, {
      remedy: 'It was not copied whole: copy or save it again.',
    });
  if (text === undefined)
    throw new AppError('invalid-input', `${fileName} does not say which figure it shows.`, {
      remedy:
        'Either Quarry has not drawn it, or another program has saved it anew without what Quarry had written into it. Open the file as Quarry saved it.',
    });
  return parseProvenance(fileName, text);
}

function parseProvenance(fileName: string, text: string): PictureText {
  const about = parseObject(fileName, text);
  const { program, kind, version } = about;
  if (program !== 'Quarry') throw damagedPicture(fileName, 'it is not of Quarry');
  if (kind === 'conductivity') return parseConductivity(fileName, about);
  if (kind === 'table') return parseTable(fileName, about);
  throw new AppError('unsupported', `${fileName} shows a kind of figure that this Quarry does not know.`, {
    remedy: `It was drawn by Quarry ${String(version)}; open it with that version or a newer one.`,
  });
}

function parseTable(fileName: string, { version, picture }: Record<string, unknown>): TableProvenance {
  if (!isRecord(picture)) throw damagedPicture(fileName, 'its table is missing');
  return { program: 'Quarry', version: versionOf(version), kind: 'table', picture };
}

function parseConductivity(fileName: string, about: Record<string, unknown>): ConductivityPicture {
  const { version, server, series, samples, view, yScale, fitRange } = about;
  if (typeof server !== 'string') throw damagedPicture(fileName, 'the server is missing');
  if (series !== null && typeof series !== 'string') throw damagedPicture(fileName, 'the series is missing');
  if (!Array.isArray(samples) || samples.length === 0 || !samples.every(isSample))
    throw damagedPicture(fileName, 'its samples are missing');
  if (view !== 'linear' && view !== 'arrhenius') throw damagedPicture(fileName, 'its axes are missing');
  return {
    ...{ program: 'Quarry', kind: 'conductivity', version: versionOf(version), server, series, samples, view },
    yScale: yScale === 'linear' ? 'linear' : 'log',
    fitRange: isRange(fitRange) ? fitRange : null,
    ...('details' in about ? { details: about.details } : {}),
  };
}

function versionOf(version: unknown): string {
  return typeof version === 'string' ? version : '';
}

function parseObject(fileName: string, text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // Told below.
  }
  throw damagedPicture(fileName, 'it is no JSON');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSample(value: unknown): value is ConductivityProvenance['samples'][number] {
  return isRecord(value) && typeof value.name === 'string' && (value.file === null || typeof value.file === 'string');
}

function isRange(value: unknown): value is NonNullable<ConductivityProvenance['fitRange']> {
  return isRecord(value) && typeof value.minInverseKelvin === 'number' && typeof value.maxInverseKelvin === 'number';
}

/** What Quarry wrote into a picture is not what Quarry writes. */
export function damagedPicture(fileName: string, why: string): AppError {
  return new AppError('invalid-input', `What Quarry wrote into ${fileName} is damaged: ${why}.`, {
    remedy: 'Take another copy of the picture, or plot the series again.',
  });
}
