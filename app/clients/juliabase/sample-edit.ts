import { AppError } from '../../contract/app-error.ts';
import type { Sample } from '../../domain/juliabase.ts';
import type { FormField } from '../http/request-body.ts';
import type { CallOptions, WriteOptions } from './api.ts';
import { checkDescription, conflictBefore } from './checks.ts';
import { answersTrueFor } from './classify-write.ts';
import { quote } from './double-quote.ts';
import { differsFromIntended, readWritten, type SendableForm, settledBy, withKnownOutcome } from './form-sending.ts';
import { formFields, samplePath } from './requests.ts';
import { editFields } from './result-form.ts';
import type { SampleWritingParts } from './sample-add.ts';
import type { EditedSample, SampleEdit, SampleState } from './sample-changes-api.ts';
import { checkSampleState, joinTags, sampleDifferences } from './sample-check.ts';
import type { Selection } from './selection.ts';

interface EditPlan {
  before: Sample;
  intended: SampleState;
  /** Topic or responsible person change. */
  movesRights: boolean;
}

export function createSampleEditing(parts: SampleWritingParts & { selection: Selection }) {
  const { user, source, required, reading, sending, selection } = parts;

  async function fullForm({ before, intended, movesRights }: EditPlan, edit: SampleEdit, options: CallOptions) {
    const { topic, responsiblePerson } = intended;
    const fields = formFields({
      current_location: intended.currentLocation,
      currently_responsible_person: await required.person(responsiblePerson, 'responsiblePerson', options),
      topic: topic === null ? null : await required.topic(topic, 'topic', options),
      purpose: intended.purpose,
      tags: joinTags(intended.tags),
      'informal_layers-TOTAL_FORMS': 0,
      'informal_layers-INITIAL_FORMS': 0,
    });
    return {
      plan: { path: `${samplePath(before.name)}/edit/`, temporary: [] },
      fields: [...fields, ...editFields(edit.description, movesRights || edit.important === true)],
    };
  }

  /** The usual form deletes the informal layers of a sample; the one for My Samples leaves them alone. */
  async function layerKeepingForm(plan: EditPlan, edit: SampleEdit, options: CallOptions) {
    const { before, intended } = plan;
    const impossible = beyondLayerKeepingForm(plan);
    if (impossible !== undefined) throw wouldLoseLayers(source, before.name, impossible);
    const { topic, responsiblePerson } = intended;
    const person = responsiblePerson === before.responsiblePerson ? null : responsiblePerson;
    const fields: FormField[] = formFields({
      samples: [before.id],
      comment: edit.description,
      new_current_location: intended.currentLocation === before.currentLocation ? null : intended.currentLocation,
      new_topic: topic === null || topic === before.topic ? null : await required.topic(topic, 'topic', options),
      new_currently_responsible_person:
        person === null ? null : await required.person(person, 'responsiblePerson', options),
      new_tags: joinTags(intended.tags.slice(before.tags.length)),
    });
    const unselected = { sampleIds: [] };
    const wanted = { sampleIds: [before.id] };
    return { plan: await selection.forEditing(`my_samples/${quote(user)}`, wanted, unselected, options), fields };
  }

  async function sendEdit(plan: EditPlan, edit: SampleEdit, options: WriteOptions): Promise<EditedSample> {
    const { before, intended } = plan;
    const isAsIntended = async (): Promise<boolean> =>
      sampleDifferences(intended, await reading.byId(before.id, options)).length === 0;
    const form: SendableForm = {
      ...(await (hasInformalLayers(before) ? layerKeepingForm : fullForm)(plan, edit, options)),
      marker: '',
      idOf: answersTrueFor(before.id),
      settle: (judged) => settledBy(judged, before.id, isAsIntended),
    };
    await sending.send(form, options);
    const details = { sampleId: before.id };
    const words = `the edit of sample “${before.name}”`;
    const after = await readWritten(words, source, details, () => reading.byId(before.id, options));
    const differs = sampleDifferences(intended, after);
    if (differs.length > 0) throw differsFromIntended(`Sample “${before.name}”`, source, differs, details);
    return { ...after, changed: true };
  }

  async function editNow(name: string, edit: SampleEdit, options: WriteOptions): Promise<EditedSample> {
    checkDescription(edit.description, `sample “${name}”`);
    const before = await reading.get(name, options);
    const stale = edit.expect === undefined ? [] : sampleDifferences(edit.expect, before);
    if (stale.length > 0) {
      throw conflictBefore(
        source,
        `Sample “${name}” was changed by someone else: ${stale.join(', ')}.`,
        'Look at the present state, then edit again.',
        { sampleId: before.id, differs: stale },
      );
    }
    const intended: SampleState = {
      currentLocation: edit.currentLocation ?? before.currentLocation,
      responsiblePerson: edit.responsiblePerson ?? before.responsiblePerson,
      topic: edit.topic === undefined ? before.topic : edit.topic,
      purpose: edit.purpose ?? before.purpose,
      tags: [...(edit.tags ?? before.tags)],
    };
    checkSampleState(intended);
    if (sampleDifferences(intended, before).length === 0) return { ...before, changed: false };
    const movesRights = intended.topic !== before.topic || intended.responsiblePerson !== before.responsiblePerson;
    return sendEdit({ before, intended, movesRights }, edit, options);
  }

  return (name: string, edit: SampleEdit, options: WriteOptions = {}): Promise<EditedSample> =>
    withKnownOutcome('', options, (watched) => editNow(name, edit, watched));
}

function hasInformalLayers({ otherFields }: Sample): boolean {
  return otherFields.entries.some(({ key }) => key.startsWith('informal layer #'));
}

/** The part of an edit that the form for My Samples cannot make. */
function beyondLayerKeepingForm({ before, intended }: EditPlan): string | undefined {
  if (intended.purpose.trim() !== before.purpose) return 'purpose';
  if (intended.topic === null && before.topic !== null) return 'topic';
  const keepsTags = before.tags.every((tag, index) => intended.tags[index] === tag);
  return keepsTags ? undefined : 'tags';
}

function wouldLoseLayers(source: string, name: string, field: string): AppError {
  return new AppError(
    'unsupported',
    `Changing the ${field} of “${name}” over the network would delete its informal layers.`,
    {
      remedy: `Change it in the browser, or only add tags and change location, person and topic from here.`,
      source,
      details: { field, outcome: 'not-created' },
    },
  );
}
