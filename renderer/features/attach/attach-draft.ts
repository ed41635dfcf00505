import { type AttachColumn, AttachDraft, type AttachPlan } from '../../../app/contract/attach.ts';
import { t } from '../../ui/language.ts';
import { say } from '../../ui/say.ts';

/** What the user has typed or chosen; all else comes from the plan. */
export type TypedDraft = Partial<AttachDraft>;

export type AttachAction = 'create' | 'update';

export const columnLabels: Record<AttachColumn, string> = {
  sample: t('Sample'),
  sigma300: 'σ(300 K) (S/cm)',
  ea: 'Eₐ (eV)',
  'ea-stderr': 'ΔEₐ (eV)',
  'r-squared': 'R²',
  points: t('Points'),
  curve: t('Curve'),
  mean: t('Mean'),
  min: t('Smallest'),
  max: t('Largest'),
  slope: t('Slope'),
  'slope-stderr': t('Error of slope'),
  'slope-from': t('Slope from'),
  'slope-to': t('Slope to'),
  intercept: t('Intercept'),
  p: 'p',
};

export const inaccuracyLabels = [
  t('exact'),
  '± 1 min',
  '± 1 h',
  t('± 1 day'),
  t('± 1 month'),
  t('± 1 year'),
  t('year unsure'),
];

/** What is sent: the typed over the planned. */
export function joinedDraft(plan: AttachPlan, typed: TypedDraft): AttachDraft {
  return { ...plan.draft, ...typed };
}

export type DraftErrors = Partial<Record<keyof AttachDraft, string>>;

/** Sentences for fields that the contract would refuse, before anything is asked. */
export function draftErrors(draft: AttachDraft, action: AttachAction): DraftErrors {
  const errors: DraftErrors = {};
  const checked = AttachDraft.safeParse(draft);
  for (const issue of checked.error?.issues ?? []) {
    const field = issue.path[0] as keyof AttachDraft;
    errors[field] ??= say(issue.message);
  }
  if (errors.timestampUtc !== undefined) errors.timestampUtc = t('Write the time like 2026-11-21 14:02.');
  if (action === 'update' && draft.editDescription.trim() === '') {
    errors.editDescription = t('Say what you changed; JuliaBase asks for it.');
  }
  if (!draft.attachToSeries && !draft.attachToSamples) {
    errors.attachToSeries = t('Choose the series, the samples or both.');
  }
  return errors;
}

/** What the click would do, or null if it would change nothing. */
export function actionOf(plan: AttachPlan): AttachAction | null {
  switch (plan.action) {
    case 'create':
      return 'create';
    case 'update':
      return 'update';
    case 'unchanged':
      return null;
    default:
      return plan.action satisfies never;
  }
}

/** Why the main action cannot be taken, in one sentence; null if it can. */
export function whyNot(plan: AttachPlan | undefined, errors: DraftErrors): string | null {
  if (plan === undefined) return t('Quarry is still asking the server.');
  const firstError = Object.values(errors)[0];
  if (firstError !== undefined) return firstError;
  const blocking = plan.checks.find((check) => check.blocking && !check.ok);
  if (blocking !== undefined) return blocking.text;
  if (plan.action === 'unchanged') return t('The server holds exactly this already.');
  return null;
}

/** "14S-001 … 14S-012", or all names if there are few. */
export function namesInShort(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names[0]} … ${names.at(-1)}`;
}
