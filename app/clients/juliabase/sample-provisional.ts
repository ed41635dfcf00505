import type { Pk } from '../../domain/juliabase.ts';
import { parseJsonBody } from '../http/json-body.ts';
import type { CallOptions, WriteOptions } from './api.ts';
import { checkMarkdown, checkTime, invalidDraft } from './checks.ts';
import { settledByLook, withKnownOutcome } from './form-sending.ts';
import { parsePks } from './parse.ts';
import { placeInWords } from './place.ts';
import { formFields } from './requests.ts';
import type { SampleChangeParts } from './sample-changes.ts';
import type { ProvisionalSamplesDraft } from './sample-changes-api.ts';
import { checkSampleState, joinTags } from './sample-check.ts';
import { toServerTimestamp } from './timestamps.ts';

const path = 'samples/add/';

export function createProvisionalAdding({ wire, keys, required, sending, nowMs }: SampleChangeParts) {
  /** New samples land on My Samples, which is how they are found if the answer is lost. */
  async function newProvisional(before: ReadonlySet<Pk>, options: CallOptions): Promise<Pk[]> {
    const mine = await keys.mySamples(options);
    const fresh = [...mine].filter(([name, id]) => name.startsWith('*') && !before.has(id));
    return fresh.map(([, id]) => id).sort((left, right) => left - right);
  }

  async function addNow(draft: ProvisionalSamplesDraft, options: WriteOptions): Promise<Pk[]> {
    checkDraft(draft, nowMs());
    const { topic } = draft;
    const fields = formFields({
      number_of_samples: draft.count,
      substrate: draft.substrate,
      substrate_comments: draft.substrateComments ?? '',
      substrate_originator: draft.externalOperatorId ?? '<>',
      timestamp: toServerTimestamp(draft.timestampUtc),
      timestamp_inaccuracy: draft.inaccuracy,
      current_location: draft.currentLocation,
      purpose: draft.purpose ?? '',
      tags: joinTags(draft.tags ?? []),
      topic: topic === undefined ? null : await required.topic(topic, 'topic', options),
      cleaning_number: draft.cleaningNumber ?? '',
    });
    const before = new Set((await keys.mySamples(options)).values());
    const look = async (): Promise<Pk | 'absent' | 'unclear'> => {
      const fresh = await newProvisional(before, options);
      return fresh.length === draft.count ? (fresh[0] ?? 'absent') : fresh.length === 0 ? 'absent' : 'unclear';
    };
    const { answer } = await sending.send(
      {
        plan: { path, temporary: [] },
        fields,
        marker: '',
        idOf: firstOfList,
        settle: (judged) => settledByLook(judged, look),
      },
      options,
    );
    if (answer === undefined) return newProvisional(before, options);
    const place = wire.placeOf(path);
    return parsePks(parseJsonBody(answer, placeInWords(place), place.server), place);
  }

  return (draft: ProvisionalSamplesDraft, options: WriteOptions = {}): Promise<Pk[]> =>
    withKnownOutcome('', options, (watched) => addNow(draft, watched));
}

function firstOfList(text: string): Pk | undefined {
  const [, first] = /^\s*\[\s*([1-9]\d{0,14})\s*(?:,\s*[1-9]\d{0,14}\s*)*\]\s*$/.exec(text) ?? [];
  return first === undefined ? undefined : Number(first);
}

function checkDraft(draft: ProvisionalSamplesDraft, nowMs: number): void {
  if (!Number.isInteger(draft.count) || draft.count < 1 || draft.count > 100) {
    throw invalidDraft('count', `JuliaBase does not add ${draft.count} samples at once.`, 'Enter 1 to 100.');
  }
  const { currentLocation, purpose = '', tags = [], substrateComments = '' } = draft;
  checkSampleState({ currentLocation, purpose, tags: [...tags] });
  if (draft.substrate === 'custom' && substrateComments.trim() === '') {
    throw invalidDraft('substrateComments', 'A custom substrate has no comments.', 'Say in the comments what it is.');
  }
  checkMarkdown('substrateComments', 'comments on the substrate', substrateComments);
  checkTime('timestampUtc', draft.timestampUtc, nowMs);
}
