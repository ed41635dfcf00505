import type { Pk } from '../../domain/juliabase.ts';
import { parseJsonBody } from '../http/json-body.ts';
import type { CallOptions, WriteOptions } from './api.ts';
import { checkLength, conflictBefore, invalidDraft } from './checks.ts';
import { settledBy, withKnownOutcome } from './form-sending.ts';
import { parsePkTable } from './parse.ts';
import { placeInWords } from './place.ts';
import { formFields, samplePath } from './requests.ts';
import { checkDistinct, type SampleChangeParts } from './sample-changes.ts';
import type { SampleSplit } from './sample-changes-api.ts';
import { checkSampleName } from './sample-check.ts';

export function createSampleSplitting({ wire, source, keys, reading, sending }: SampleChangeParts) {
  async function pieceIds(names: readonly string[], options: CallOptions): Promise<ReadonlyMap<string, Pk>> {
    const ids = await keys.samples(names, options);
    return new Map(
      names.flatMap((name) => {
        const id = ids.get(name);
        return typeof id === 'number' ? [[name, id]] : [];
      }),
    );
  }

  /** Names are how pieces are found again, so that they must be new. */
  async function refuseTaken(names: readonly string[], options: CallOptions): Promise<void> {
    const [taken] = await pieceIds(names, options);
    if (taken === undefined) return;
    const [name, sampleId] = taken;
    throw conflictBefore(source, `A sample with the name “${name}” exists already.`, 'Choose another name.', {
      sampleId,
    });
  }

  async function splitNow(name: string, split: SampleSplit, options: WriteOptions): Promise<ReadonlyMap<string, Pk>> {
    checkPieces(split);
    const parent = await reading.get(name, options);
    const names = split.pieces.map((piece) => piece.name);
    await refuseTaken(names, options);
    const path = split.splitId === undefined ? `${samplePath(parent.name)}/split/` : `resplit/${split.splitId}`;
    const fields = [
      ...formFields({
        finished: true,
        sample_completely_split: split.wholly === true,
        sample_series: split.seriesName ?? null,
      }),
      ...split.pieces.flatMap((piece, index) =>
        formFields({ [`${index}-new_name`]: piece.name, [`${index}-new_purpose`]: piece.purpose ?? null }),
      ),
      // Without a last piece that has the parent's name nothing is saved, and nothing is said.
      ...formFields({ [`${split.pieces.length}-new_name`]: parent.name }),
    ];
    const { answer } = await sending.send(
      {
        plan: { path, temporary: [] },
        fields,
        marker: '',
        idOf: (text) => (/^\s*\{/.test(text) ? parent.id : undefined),
        settle: (judged) =>
          settledBy(judged, parent.id, async () => (await pieceIds(names, options)).size === names.length),
      },
      options,
    );
    if (answer === undefined) return pieceIds(names, options);
    const place = wire.placeOf(path);
    return parsePkTable(parseJsonBody(answer, placeInWords(place), place.server), place);
  }

  return (name: string, split: SampleSplit, options: WriteOptions = {}): Promise<ReadonlyMap<string, Pk>> =>
    withKnownOutcome('', options, (watched) => splitNow(name, split, watched));
}

function checkPieces({ pieces }: SampleSplit): void {
  if (pieces.length === 0) throw invalidDraft('pieces', 'The split has no pieces.', 'Name at least one piece.');
  for (const { name, purpose = '' } of pieces) {
    checkSampleName('pieces', name);
    checkLength('pieces', 'purpose', purpose, 80);
  }
  checkDistinct(
    'pieces',
    pieces.map(({ name }) => name),
  );
}
