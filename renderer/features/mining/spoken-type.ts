import { labelOfType, resultPrefix, sampleFacts, takeInWords } from '../../../app/domain/mining/mining-field.ts';
import { t } from '../../ui/language.ts';
import { say } from '../../ui/say.ts';

/** A class of processes as a person reads it; what the server calls its own may read like words of Quarry. */
export function spokenType(processType: string): string {
  const label = labelOfType(processType);
  return processType === sampleFacts || processType.startsWith(resultPrefix) ? say(label) : label;
}

/** Which of several processes counts. */
export function spokenTake(of: Parameters<typeof takeInWords>[0]): string {
  if (of.take === 'latest') return t('latest');
  if (of.take === 'first') return t('first');
  return of.take === 'all' ? t('all') : say(takeInWords(of));
}

/** A field that all classes share, or one of the sample itself; a class has those of its server besides. */
export function spokenField(label: string): string {
  return sharedFields.get(label) ?? label;
}

const sharedFields: ReadonlyMap<string, string> = new Map([
  ['Id', t('Id')],
  ['Timestamp', t('Timestamp')],
  ['External operator', t('External operator')],
  ['Split origin', t('Split origin')],
]);
