import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { z } from 'zod';
import type { Settings } from '../contract/app.ts';
import { AppError } from '../contract/app-error.ts';
import { type BytesAnswer, type BytesName, bytesContract } from '../contract/bytes.ts';
import type { Platform } from '../platform/platform.ts';
import { invalidInput } from '../rpc/server.ts';
import type { WorkspaceRow } from '../store/rows.ts';
import { curvesToArrow } from './curves-to-arrow.ts';
import { drawFigureImage, type FigureDrawingParts } from './figure-drawing.ts';
import { formulaLines } from './figure-formula.ts';
import type { FitsService } from './fits-service.ts';
import type { OpenbisPreviews } from './openbis-preview.ts';
import { writePublishRecipe } from './publishing/recipe-file.ts';
import { runsToArrow } from './runs-to-arrow.ts';
import type { ServerReads } from './server-reads.ts';
import { recordBars } from './table-figure-data.ts';
import { drawTableFigure, type TableDrawingParts } from './table-figure-drawing.ts';
import { sqlFile, type TableFileParts, tableFile } from './table-files.ts';
import { tableNumbers } from './table-numbers.ts';
import { workspaceFile } from './workspace-file.ts';

export interface BytesParts extends FigureDrawingParts, TableFileParts, TableDrawingParts {
  reads: ServerReads;
  platform: Platform;
  settings(): Settings;
  workspaces(): Promise<WorkspaceRow[]>;
  fits: FitsService;
  openbisPreviews: OpenbisPreviews;
}

type Answerers = {
  [Name in BytesName]: (input: z.output<(typeof bytesContract)[Name]>, signal: AbortSignal) => Promise<BytesAnswer>;
};

const imageTypes = { png: 'image/png', jpeg: 'image/jpeg', pdf: 'application/pdf' } as const;

/** Byte answers by name; the input comes as JSON text and is parsed like that of any call. */
export function createBytes(
  parts: BytesParts,
): (name: string, query: string, signal: AbortSignal) => Promise<BytesAnswer> {
  const answerers: Answerers = {
    'figure-curves': async ({ samples, ...input }) => {
      parts.figures.get(input.figureId);
      const curves = await parts.compute.curves({ ...input, curveKeys: samples });
      return {
        contentType: 'application/vnd.apache.arrow.stream',
        fileName: 'curves.arrow',
        bytes: curvesToArrow(curves, samples),
      };
    },
    'figure-formula': (input) => formulaLines(parts, input),
    'figure-image': (input) => drawFigureImage(parts, input),
    'table-figure-image': (input, signal) => drawTableFigure(parts, input, signal),
    'workspace-file': async ({ id }) => workspaceFile(await parts.workspaces(), id),
    'result-image': async ({ connectionId, resultId, thumbnail }, signal) => {
      // Kept as text, so that a picture seen once can be seen offline.
      const kept = await parts.reads.read(
        { connectionId, refresh: false, signal },
        `result ${resultId} ${thumbnail ? 'thumbnail' : 'image'}`,
        async (client, shared) => {
          const image = await client.results.image(resultId, { thumbnail, signal: shared });
          return { type: image.type, base64: Buffer.from(image.bytes).toString('base64') };
        },
      );
      const { type, base64 } = kept.value;
      return {
        contentType: imageTypes[type],
        fileName: `result-${resultId}.${type}`,
        bytes: new Uint8Array(Buffer.from(base64, 'base64')),
      };
    },
    'record-curve': async (input) => {
      const { all, selected } = await parts.records.curve(input);
      const curves = [
        { ...all, curveKey: 'all' },
        { ...selected, curveKey: 'selected' },
      ];
      return {
        contentType: 'application/vnd.apache.arrow.stream',
        fileName: 'records.arrow',
        bytes: curvesToArrow(curves, ['all', 'selected']),
      };
    },
    'record-bars': async (input, signal) => ({
      contentType: 'application/vnd.apache.arrow.stream',
      fileName: 'bars.arrow',
      bytes: curvesToArrow([{ ...(await recordBars(parts, input, signal)), curveKey: 'bars' }], ['bars']),
    }),
    'record-selection': async ({ tableId, selection }) => ({
      contentType: 'application/vnd.apache.arrow.stream',
      fileName: 'selection.arrow',
      bytes: runsToArrow((await parts.records.selectedRows(tableId, selection)).runs()),
    }),
    'table-numbers': async (input, signal) => ({
      contentType: 'application/vnd.apache.arrow.stream',
      fileName: 'numbers.arrow',
      bytes: await tableNumbers(parts, input, signal),
    }),
    'table-file': (input, signal) => tableFile(parts, input, signal),
    'sql-file': (input, signal) => sqlFile(parts, input, signal),
    'fits-image': (input) => parts.fits.tile(input),
    'openbis-picture': (input, signal) => parts.openbisPreviews.picture(input, signal),
    'openbis-file': (input, signal) => parts.openbisPreviews.file(input, signal),
    'publish-recipe': async ({ recipe }) => ({
      contentType: 'application/yaml',
      fileName: `${recipe.id ?? 'publish'}.yaml`,
      bytes: new TextEncoder().encode(await writePublishRecipe(recipe)),
    }),
    diagnostics: () => diagnostics(parts),
  };

  return async (name, query, signal) => {
    if (!isBytesName(name)) throw new AppError('not-found', `There are no bytes named ${name}.`);
    const parsed = bytesContract[name].safeParse(parseJson(query));
    if (!parsed.success) throw invalidInput(parsed.error, name);
    // The schema of this very name has parsed it.
    const answer = answerers[name] as (input: unknown, signal: AbortSignal) => Promise<BytesAnswer>;
    return answer(parsed.data, signal);
  };
}

function isBytesName(name: string): name is BytesName {
  return Object.hasOwn(bytesContract, name);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid-input', 'The input of the bytes is not JSON.', { cause });
  }
}

/** Versions, settings and the end of the log, in which secrets were never written. */
async function diagnostics({ platform, settings }: BytesParts): Promise<BytesAnswer> {
  const log = await readFile(join(platform.paths.logs, 'quarry.log'), 'utf8').catch(() => '');
  const about = {
    quarry: platform.version,
    node: process.versions.node,
    system: `${process.platform} ${process.arch}`,
    secretsWhere: platform.secrets.where,
    memory: process.memoryUsage(),
    settings: settings(),
    log: log.split('\n').slice(-2000),
  };
  return {
    contentType: 'application/gzip',
    fileName: 'quarry-diagnostics.json.gz',
    bytes: new Uint8Array(gzipSync(JSON.stringify(about, null, 1))),
  };
}
