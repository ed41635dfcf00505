import { Button } from '@mantine/core';
import { IconGridDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import type { ComputedColumn, MiningDraft, MiningSource } from '../../../app/contract/mining.ts';
import { queryFor } from '../../api/query-options.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { ComputedEditor } from './computed-editor.tsx';
import { FieldPicker } from './field-picker.tsx';
import { GatherNotes } from './gather-notes.tsx';
import styles from './mining.module.css';

type ChosenField = MiningDraft['fields'][number];

interface DraftEditorProps {
  connectionId: string;
  source: MiningSource;
  /** Of the present table; null for a first one. */
  draft: MiningDraft | null;
  isMaking: boolean;
  onMake(fields: ChosenField[], computed: ComputedColumn[]): void;
}

/** What the table is made of: fields that were seen in the processes of these samples, and formulas over them. */
export function DraftEditor({ connectionId, source, draft, isMaking, onMake }: DraftEditorProps): ReactNode {
  const offered = useQuery({ ...queryFor('mining.fields', { connectionId, source }), retry: false });
  const [fields, setFields] = useState<ChosenField[]>(draft?.fields ?? []);
  const [computed, setComputed] = useState<ComputedColumn[]>(draft?.computed ?? []);
  if (offered.error !== null) return <ErrorNote error={toAppError(offered.error)} connectionId={connectionId} />;
  if (offered.data === undefined) return <LoadingRows count={14} />;
  if (offered.data.samples === 0)
    return (
      <EmptyState icon={IconGridDots} title="No samples to mine.">
        None of these samples could be read, or there are none.
      </EmptyState>
    );
  const wanted = computed.filter(({ name, formula }) => name.trim() !== '' || formula.trim() !== '');
  return (
    <form
      className={styles.editor}
      aria-label="Columns of the mining table"
      onSubmit={(event) => {
        event.preventDefault();
        onMake(fields, wanted);
      }}
    >
      <GatherNotes gathered={offered.data} />
      <FieldPicker offered={offered.data} chosen={fields} onChosen={setFields} />
      <ComputedEditor computed={computed} onComputed={setComputed} />
      <footer className={styles.foot}>
        <span role="status">
          {fields.length === 0
            ? 'Choose at least one field.'
            : `${offered.data.samples.toLocaleString('en')} samples × ${fields.length + wanted.length} columns`}
        </span>
        <Button type="submit" variant="filled" loading={isMaking} disabled={fields.length === 0}>
          Make table
        </Button>
      </footer>
    </form>
  );
}
