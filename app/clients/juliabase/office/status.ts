import type { CallOptions } from '../api.ts';
import { checkMarkdown, checkNotEmpty, checkTime, invalidDraft } from '../checks.ts';
import { withKnownOutcome } from '../form-sending.ts';
import { formFields } from '../requests.ts';
import { toServerTimestamp } from '../timestamps.ts';
import type { Wire } from '../wire.ts';
import type { StatusArea, StatusDraft } from './api.ts';
import type { ProcessClassIds } from './process-class-ids.ts';

export function createStatus(wire: Wire, classIds: ProcessClassIds, nowMs: () => number): StatusArea {
  async function add(draft: StatusDraft, options: CallOptions): Promise<void> {
    const { level, message, processClasses, beginUtc, endUtc } = draft;
    const timestamp = draft.timestampUtc ?? new Date(nowMs()).toISOString();
    checkNotEmpty('message', 'message', message);
    checkMarkdown('message', 'words of the message', message);
    checkTime('timestampUtc', timestamp, nowMs());
    if (processClasses.length === 0)
      throw invalidDraft('processClasses', 'The message is about no set-up.', 'Choose at least one.');
    const fields = formFields({
      status_level: level,
      message,
      timestamp: toServerTimestamp(timestamp),
      begin: beginUtc === undefined ? null : toServerTimestamp(beginUtc),
      end: endUtc === undefined ? null : toServerTimestamp(endUtc),
      process_classes: await Promise.all(processClasses.map((one) => classIds.of(one, options))),
    });
    await wire.post('status/add/', fields, options);
  }

  return {
    add: (draft, options = {}) => withKnownOutcome('', options, (watched) => add(draft, watched)),
    async withdraw(id, options) {
      await wire.post(`status/${id}/withdraw/`, [], options);
    },
  };
}
