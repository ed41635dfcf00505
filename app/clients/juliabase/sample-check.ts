import type { Sample } from '../../domain/juliabase.ts';
import { checkLength, checkNotEmpty, invalidDraft } from './checks.ts';
import type { SampleDraft, SampleState } from './sample-changes-api.ts';

const longestName = 30;
const longestTags = 255;

/** Checks what the server would reject. @throws AppError 'invalid-input' with `details.field` */
export function checkSampleState(state: Omit<SampleState, 'responsiblePerson' | 'topic'>): void {
  checkNotEmpty('currentLocation', 'current location', state.currentLocation);
  checkLength('currentLocation', 'current location', state.currentLocation, 50);
  checkLength('purpose', 'purpose', state.purpose, 80);
  const broken = state.tags.find((tag) => tag === '' || /[\s,]/.test(tag));
  if (broken !== undefined) {
    throw invalidDraft(
      'tags',
      `The tag “${broken}” is empty or holds blanks or commas.`,
      'Write tags as single words.',
    );
  }
  checkLength('tags', 'list of tags', joinTags(state.tags), longestTags);
}

export function checkSampleName(field: string, name: string): void {
  checkNotEmpty(field, 'name of the sample', name);
  checkLength(field, 'name of the sample', name, longestName);
}

/** A draft with what the server fills in. @param user who adds it */
export function stateOfDraft(draft: SampleDraft, user: string): SampleState {
  return {
    currentLocation: draft.currentLocation,
    responsiblePerson: draft.responsiblePerson ?? user,
    topic: draft.topic ?? null,
    purpose: draft.purpose ?? '',
    tags: [...(draft.tags ?? [])],
  };
}

export function joinTags(tags: readonly string[]): string {
  return tags.join(',');
}

/** The names of the parts in which a sample is not as intended. */
export function sampleDifferences(intended: SampleState, sample: SampleState | Sample): string[] {
  const checks: [string, boolean][] = [
    ['current location', intended.currentLocation.trim() === sample.currentLocation],
    ['responsible person', intended.responsiblePerson === sample.responsiblePerson],
    ['topic', intended.topic === sample.topic],
    ['purpose', intended.purpose.trim() === sample.purpose],
    ['tags', joinTags(intended.tags) === joinTags(sample.tags)],
  ];
  return checks.flatMap(([name, same]) => (same ? [] : [name]));
}
