import type { Pk, Sample } from '../../domain/juliabase.ts';
import type { CallOptions, PrimaryKeys, SamplesArea, WriteOptions } from './api.ts';
import { conflictBefore } from './checks.ts';
import { differsFromIntended, type FormSending, readWritten, settledByLook, withKnownOutcome } from './form-sending.ts';
import { formFields } from './requests.ts';
import type { RequiredKeys } from './required-keys.ts';
import type { SampleDraft, SampleState } from './sample-changes-api.ts';
import { checkSampleName, checkSampleState, joinTags, sampleDifferences, stateOfDraft } from './sample-check.ts';

export interface SampleWritingParts {
  user: string;
  /** Name of the connection. */
  source: string;
  keys: PrimaryKeys;
  required: RequiredKeys;
  reading: Pick<SamplesArea, 'get' | 'byId'>;
  sending: FormSending;
}

export function createSampleAdding({ user, source, keys, required, reading, sending }: SampleWritingParts) {
  /** The server refuses a name twice, but deletes equal aliases without a word. */
  async function refuseTaken({ name, replacesAliases }: SampleDraft, options: CallOptions): Promise<void> {
    const known = (await keys.samples([name], options)).get(name);
    if (typeof known === 'number') {
      throw conflictBefore(source, `A sample with the name “${name}” exists already.`, 'Choose another name.', {
        sampleId: known,
      });
    }
    if (known === undefined || replacesAliases === true) return;
    throw conflictBefore(
      source,
      `“${name}” is an alias; adding a sample of this name deletes the alias.`,
      'Choose another name, or say that the alias may go.',
      { aliasOf: known },
    );
  }

  /** Names are unique: a sample that is there now and was not before the check is the one that was sent. */
  async function look(name: string, state: SampleState, options: CallOptions): Promise<Pk | 'absent' | 'unclear'> {
    const id = (await keys.samples([name], options)).get(name);
    if (typeof id !== 'number') return 'absent';
    return sampleDifferences(state, await reading.byId(id, options)).length === 0 ? id : 'unclear';
  }

  async function addNow(draft: SampleDraft, options: WriteOptions): Promise<Sample> {
    const state = stateOfDraft(draft, user);
    const name = draft.name.trim();
    checkSampleName('name', name);
    checkSampleState(state);
    await refuseTaken({ ...draft, name }, options);
    const fields = formFields({
      name,
      current_location: state.currentLocation,
      currently_responsible_person: await required.person(state.responsiblePerson, 'responsiblePerson', options),
      purpose: state.purpose,
      tags: joinTags(state.tags),
      topic: state.topic === null ? null : await required.topic(state.topic, 'topic', options),
    });
    const { id } = await sending.send(
      {
        plan: { path: 'add_sample', temporary: [] },
        fields,
        marker: '',
        settle: (judged) => settledByLook(judged, () => look(name, state, options)),
      },
      options,
    );
    const details = { sampleId: id };
    const sample = await readWritten(`sample “${name}”`, source, details, () => reading.byId(id, options));
    const differs = sampleDifferences(state, sample);
    if (differs.length > 0) throw differsFromIntended(`Sample “${name}”`, source, differs, details);
    return sample;
  }

  return (draft: SampleDraft, options: WriteOptions = {}): Promise<Sample> =>
    withKnownOutcome('', options, (watched) => addNow(draft, watched));
}
