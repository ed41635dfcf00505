import type { Contract } from '../../../app/contract/contract.ts';
import type { OutputOf } from '../../../app/contract/entry.ts';
import { formatBytes } from '../../../app/domain/number-format.ts';
import { t } from '../../ui/language.ts';
import type { UploadValues } from './upload-draft.ts';

export type UploadCheck = OutputOf<Contract['openbis.upload.check']>;
export type UploadProblem = UploadCheck['problems'][number];

/** Something that is looked at before anything is sent: fine, or with what is wrong. */
export interface CheckLine {
  /** Said if it is fine. */
  words: string;
  problems: readonly UploadProblem[];
}

/** What is wrong, with the words of the form for what is not filled in yet. */
export function problemsOf(check: UploadCheck | undefined, values: UploadValues): UploadProblem[] {
  const own: UploadProblem[] = [];
  if (values.type === '') own.push({ key: 'type', message: t('Choose a dataset type.') });
  if (values.owner.trim() === '')
    own.push({ key: 'entityIdentifier', message: t('Name the object or collection it belongs to.') });
  if (values.paths.length === 0) own.push({ key: 'file', message: t('Add at least one file or folder.') });
  const said = new Set(own.map(({ key }) => key));
  return [...own, ...(check?.problems ?? []).filter(({ key }) => !said.has(key))];
}

/** The list of what is checked, always the same lines in the same order. */
export function checkLines(problems: readonly UploadProblem[], values: UploadValues): CheckLine[] {
  const of = (key: UploadProblem['key']): UploadProblem[] => problems.filter((problem) => problem.key === key);
  const { parents, owner } = values;
  return [
    { words: t('The dataset type is known.'), problems: of('type') },
    { words: t('{{owner}} is there, and you may see it.', { owner: owner.trim() }), problems: of('entityIdentifier') },
    ...(parents.length === 0
      ? []
      : [{ words: t('All parents are there, and you may see them.'), problems: of('parent') }]),
    { words: t('Mandatory fields are filled in, and values fit the type.'), problems: problems.filter(isOfProperty) },
    { words: t('All files can be read.'), problems: of('file') },
  ];
}

function isOfProperty({ key }: UploadProblem): boolean {
  return key.startsWith('prop.');
}

/** Above, a folder that the server watches is the better way. */
const largeBytes = 5 * 1024 ** 3;

/** How much there is to send, in words. */
export function amountInWords({ files, bytes }: UploadCheck): string {
  const amount = t('{{count}} files, {{bytes}}.', { count: files, bytes: formatBytes(bytes) });
  if (bytes <= largeBytes) return amount;
  return t('{{amount}} For so much, openBIS has folders that the server watches; Quarry sends it all the same.', {
    amount,
  });
}
