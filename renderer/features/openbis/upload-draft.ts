import { create } from 'zustand';
import type { Contract } from '../../../app/contract/contract.ts';
import type { InputOf } from '../../../app/contract/entry.ts';
import type { OpenbisDataSetType } from '../../../app/contract/openbis.ts';
import { t } from '../../ui/language.ts';

export type PropertyAssignment = OpenbisDataSetType['properties'][number];

/** What the form of an upload holds; texts are as typed. */
export interface UploadValues {
  /** Code; empty until one is chosen. */
  type: string;
  /** Object or collection. */
  owner: string;
  parents: readonly { permId: string; name: string }[];
  /** By code; also of fields that the type does not have, in case another type is chosen again. */
  properties: Readonly<Record<string, string>>;
  /** Absolute, of files and folders. */
  paths: readonly string[];
}

export const noUpload: UploadValues = { type: '', owner: '', parents: [], properties: {}, paths: [] };

/** What was typed into a dialog that was closed; gone once the upload has started. */
export const useUploadDrafts = create<Readonly<Record<string, UploadValues>>>(() => ({}));

export function keepUploadDraft(key: string, values: UploadValues): void {
  useUploadDrafts.setState({ [key]: values });
}

export function dropUploadDraft(key: string): void {
  useUploadDrafts.setState(({ [key]: _, ...others }) => others, true);
}

/** As the core takes it: only what the type has, nothing that is empty. */
export function uploadInput(
  connectionId: string,
  values: UploadValues,
  type: OpenbisDataSetType | undefined,
): InputOf<Contract['openbis.upload.check']> {
  const fields = type === undefined ? [] : formFields(type);
  return {
    connectionId,
    type: values.type,
    owner: values.owner.trim(),
    parents: values.parents.map(({ permId }) => permId),
    properties: Object.fromEntries(
      fields.flatMap(({ code }) => {
        const value = values.properties[code] ?? '';
        return value.trim() === '' ? [] : [[code, value]];
      }),
    ),
    files: values.paths.map((path) => ({ path })),
  };
}

/** Properties that a person fills in. */
export function formFields({ properties }: OpenbisDataSetType): PropertyAssignment[] {
  return properties.filter(
    ({ isComputed, isShownInForms, isMandatory }) => !isComputed && (isShownInForms || isMandatory),
  );
}

/** The fields by their sections, in the order of the type. */
export function formSections(type: OpenbisDataSetType): { title: string; fields: PropertyAssignment[] }[] {
  const sections = new Map<string, PropertyAssignment[]>();
  for (const field of formFields(type)) {
    const title = field.section ?? t('Properties');
    sections.set(title, [...(sections.get(title) ?? []), field]);
  }
  return [...sections].map(([title, fields]) => ({ title, fields }));
}

/** Codes of what was typed for another type and is not sent. */
export function strangeFields(values: UploadValues, type: OpenbisDataSetType): string[] {
  const known = new Set(formFields(type).map(({ code }) => code));
  return Object.entries(values.properties).flatMap(([code, value]) => (value === '' || known.has(code) ? [] : [code]));
}

/** Paths as typed or pasted, one per line, with those that were there before; none twice. */
export function withPaths(before: readonly string[], typed: string): string[] {
  const added = typed.split(/\r?\n/).map((line) => line.trim().replace(/^"(.*)"$/, '$1'));
  return [...new Set([...before, ...added.filter((path) => path !== '')])];
}
