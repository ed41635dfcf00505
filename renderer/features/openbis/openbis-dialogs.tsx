import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { offer, useCommands } from '../../ui/commands.ts';
import { loadedLater } from '../../ui/loaded-later.tsx';
import { askForDataSet, useOpenbisQuestion } from './dialog-state.ts';

const DownloadDialog = loadedLater(async () => (await import('./download-dialog.tsx')).DownloadDialog);
const UploadDialog = loadedLater(async () => (await import('./upload-dialog.tsx')).UploadDialog);

/** The dialog about a dataset that was asked for; uploads can be asked for from the palette. */
export function OpenbisDialogs(): ReactNode {
  const { question } = useOpenbisQuestion();
  const connections = useQuery(queryFor('connections.list', {})).data ?? [];
  useCommands(
    true,
    connections
      .filter(({ kind }) => kind === 'openbis')
      .map(({ id, name }) =>
        offer('connections.upload', () => askForDataSet({ kind: 'upload', connectionId: id }), { name }, id),
      ),
  );
  if (question === null) return null;
  return question.kind === 'download' ? <DownloadDialog question={question} /> : <UploadDialog question={question} />;
}
