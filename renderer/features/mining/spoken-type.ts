import { labelOfType, resultPrefix, sampleFacts } from '../../../app/domain/mining/mining-field.ts';
import { say } from '../../ui/say.ts';

/** A class of processes as a person reads it; what the server calls its own may read like words of Quarry. */
export function spokenType(processType: string): string {
  const label = labelOfType(processType);
  return processType === sampleFacts || processType.startsWith(resultPrefix) ? say(label) : label;
}
