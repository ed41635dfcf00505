import { beforeEach, expect, test } from 'vitest';
import type { Message } from '../../../app/contract/app.ts';
import { useMessages } from '../../ui/messages.ts';
import { noteMessage } from './message-notes.ts';

const message: Message = {
  ...{ id: 1, level: 'bad', text: 'Export: the disk is full.', remedy: null, code: 'storage', source: null },
  ...{ jobId: null, timeUtc: '2026-01-01T00:00:00Z' },
};

beforeEach(() => useMessages.setState({ own: [], toasts: [] }));

test('failures are shown for a moment, information and what a job tells itself are not', () => {
  noteMessage(message);
  noteMessage({ ...message, level: 'info' });
  noteMessage({ ...message, jobId: 'j1' });
  expect(useMessages.getState().toasts.map(({ text }) => text)).toEqual([message.text]);
});
