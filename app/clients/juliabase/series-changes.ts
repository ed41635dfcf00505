import type { Pk, SampleSeries } from '../../domain/juliabase.ts';
import type { FormField } from '../http/request-body.ts';
import type { CallOptions, WriteOptions } from './api.ts';
import { checkDescription, checkLength, checkMarkdown, checkNotEmpty, conflictBefore, invalidDraft } from './checks.ts';
import { answersTrueFor } from './classify-write.ts';
import { doubleQuote } from './double-quote.ts';
import { differsFromIntended, type FormSending, settledByLook, withKnownOutcome } from './form-sending.ts';
import { formFields } from './requests.ts';
import type { RequiredKeys } from './required-keys.ts';
import { sameSet } from './result-compare.ts';
import { editFields } from './result-form.ts';
import type { Selection } from './selection.ts';
import type { SeriesReading } from './series.ts';
import type { SeriesChanges, SeriesDraft, SeriesEdit } from './series-changes-api.ts';

export interface SeriesChangeParts {
  user: string;
  /** Name of the connection. */
  source: string;
  required: RequiredKeys;
  reading: Pick<SeriesReading, 'list' | 'get'>;
  selection: Selection;
  sending: FormSending;
  nowMs: () => number;
}

/** Series have no id; this stands for one. */
const noId = 0;
const longestName = 50;

export function createSeriesChanges(parts: SeriesChangeParts): SeriesChanges {
  const { user, source, required, reading, selection, sending, nowMs } = parts;

  async function exists(name: string, options: CallOptions): Promise<boolean> {
    return (await reading.list({ name }, options)).names.includes(name);
  }

  async function content(
    { topic, description, sampleIds }: Pick<SeriesDraft, 'topic' | 'description' | 'sampleIds'>,
    person: string,
    options: CallOptions,
  ): Promise<FormField[]> {
    checkNotEmpty('description', 'description of the series', description);
    checkMarkdown('description', 'description of the series', description);
    if (sampleIds.length === 0)
      throw invalidDraft('sampleIds', 'The series has no samples.', 'Choose at least one sample.');
    return formFields({
      currently_responsible_person: await required.person(person, 'responsiblePerson', options),
      topic: await required.topic(topic, 'topic', options),
      description,
      samples: sampleIds,
    });
  }

  async function readBack(name: string, sampleIds: readonly Pk[], options: CallOptions): Promise<SampleSeries> {
    const series = await reading.get(name, options);
    if (sameSet(idsOf(series), sampleIds)) return series;
    throw differsFromIntended(`Series “${name}”`, source, ['samples'], {});
  }

  async function add(draft: SeriesDraft, options: WriteOptions): Promise<SampleSeries> {
    const prefix = draft.prefix ?? `${user}-${String(new Date(nowMs()).getFullYear()).slice(2)}-`;
    const name = prefix.trim() + draft.shortName.trim();
    checkNotEmpty('shortName', 'name of the series', draft.shortName);
    checkLength('shortName', 'name of the series', name, longestName);
    const fields: FormField[] = [
      // It must be there even if it is empty.
      ['name_prefix_data', prefix],
      ['short_name', draft.shortName.trim()],
      ...(await content(draft, user, options)),
    ];
    if (await exists(name, options))
      throw conflictBefore(source, `A series with the name “${name}” exists already.`, 'Choose another name.', {});
    const plan = await selection.forEditing('sample_series/add/', draft, { sampleIds: [] }, options);
    const look = async (): Promise<Pk | 'absent'> => ((await exists(name, options)) ? noId : 'absent');
    await sending.send(
      { plan, fields, marker: '', idOf: answersTrueFor(noId), settle: (judged) => settledByLook(judged, look) },
      options,
    );
    return readBack(name, draft.sampleIds, options);
  }

  async function edit(name: string, wanted: SeriesEdit, options: WriteOptions): Promise<SampleSeries> {
    checkDescription(wanted.editDescription, `series “${name}”`);
    const before = idsOf(await reading.get(name, options));
    const fields = [
      ...(await content(wanted, wanted.responsiblePerson, options)),
      ...editFields(wanted.editDescription, wanted.important === true),
    ];
    const path = `sample_series/${doubleQuote(name)}/edit/`;
    const plan = await selection.forEditing(path, wanted, { sampleIds: before }, options);
    /** Only the members can be seen, so that an edit that leaves them as they are cannot be told from none. */
    const look = async (): Promise<Pk | 'absent' | 'unclear'> => {
      if (sameSet(before, wanted.sampleIds)) return 'unclear';
      return sameSet(idsOf(await reading.get(name, options)), wanted.sampleIds) ? noId : 'absent';
    };
    await sending.send(
      { plan, fields, marker: '', idOf: answersTrueFor(noId), settle: (judged) => settledByLook(judged, look) },
      options,
    );
    return readBack(name, wanted.sampleIds, options);
  }

  return {
    add: (draft, options = {}) => withKnownOutcome('', options, (watched) => add(draft, watched)),
    edit: (name, wanted, options = {}) => withKnownOutcome('', options, (watched) => edit(name, wanted, watched)),
  };
}

function idsOf({ members }: SampleSeries): Pk[] {
  return members.map(({ id }) => id);
}
