import type { CallOptions } from '../api.ts';
import { checkMarkdown, checkNotEmpty, checkTime, invalidDraft } from '../checks.ts';
import { answersTrueFor } from '../classify-write.ts';
import { type FormSending, settledByLook, withKnownOutcome } from '../form-sending.ts';
import { readText } from '../html-pages.ts';
import { formFields } from '../requests.ts';
import { toServerTimestamp } from '../timestamps.ts';
import type { Wire } from '../wire.ts';
import type { StatusArea, StatusDraft } from './api.ts';
import type { ProcessClassIds } from './process-class-ids.ts';

export interface StatusParts {
  wire: Wire;
  classIds: ProcessClassIds;
  sending: FormSending;
  nowMs: () => number;
}

/** The server does not tell the id of a message. */
const noId = 0;

export function createStatus({ wire, classIds, sending, nowMs }: StatusParts): StatusArea {
  /** The page of messages is the only place where they stand. */
  async function isShown(message: string, options: CallOptions): Promise<boolean> {
    const page = await wire.html('status/', options);
    const words = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
    return words(readText(page)).includes(words(message));
  }

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
    const wasShown = await isShown(message, options);
    const look = async (): Promise<0 | 'absent' | 'unclear'> => {
      if (wasShown) return 'unclear';
      return (await isShown(message, options)) ? noId : 'absent';
    };
    await sending.send(
      {
        plan: { path: 'status/add/', temporary: [] },
        fields,
        marker: '',
        idOf: answersTrueFor(noId),
        settle: (judged) => settledByLook(judged, look),
      },
      options,
    );
  }

  return {
    add: (draft, options = {}) => withKnownOutcome('', options, (watched) => add(draft, watched)),
    async withdraw(id, options) {
      await wire.post(`status/${id}/withdraw/`, [], options);
    },
  };
}
