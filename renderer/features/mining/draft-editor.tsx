import { ActionIcon, Button } from '@mantine/core';
import { IconGridDots, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import type { DerivedColumns, MiningDraft, MiningSource } from '../../../app/contract/mining.ts';
import { queryFor } from '../../api/query-options.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { formatCount, t } from '../../ui/language.ts';
import { LoadingRows } from '../../ui/loading-rows.tsx';
import { ComputedEditor } from './computed-editor.tsx';
import { FieldPicker } from './field-picker.tsx';
import { GatherLine } from './gather-line.tsx';
import { GatherNotes } from './gather-notes.tsx';
import styles from './mining.module.css';
import { type MiningTarget, takeWishes, useMiningWish, type WishedField } from './mining-wish.ts';

type ChosenField = MiningDraft['fields'][number];

interface DraftEditorProps {
  connectionId: string;
  source: MiningSource;
  /** Of the panel, for fields that were pointed at elsewhere. */
  target: MiningTarget;
  /** Of the present table; null for a first one. */
  draft: MiningDraft | null;
  isMaking: boolean;
  onMake(columns: Pick<MiningDraft, 'fields' | 'computed' | 'derived'>): void;
}

/** What the table is made of: fields that were seen in the processes of these samples, and formulas over them. */
export function DraftEditor({ connectionId, source, target, draft, isMaking, onMake }: DraftEditorProps): ReactNode {
  const asked = queryFor('mining.fields', { connectionId, source });
  const client = useQueryClient();
  const offered = useQuery({ ...asked, retry: false });
  const [fields, setFields] = useState<ChosenField[]>(draft?.fields ?? []);
  const [computed, setComputed] = useState(draft?.computed ?? []);
  const [derived, setDerived] = useState(draft?.derived ?? []);
  const wish = useMiningWish((state) => state.wish);
  useEffect(() => {
    if (wish === null) return;
    const wished = takeWishes(target);
    setFields((before) => [
      ...before,
      ...wished.filter((one) => !before.some((other) => isSameField(one, other))).map(plainField),
    ]);
  }, [wish, target]);
  if (offered.error !== null) return <ErrorNote error={toAppError(offered.error)} connectionId={connectionId} />;
  if (offered.data === undefined)
    return offered.fetchStatus === 'idle' ? (
      <EmptyState icon={IconGridDots} title={t('The samples were not read.')}>
        <Button size="xs" onClick={() => void offered.refetch()}>
          {t('Read them')}
        </Button>
      </EmptyState>
    ) : (
      <>
        <GatherLine
          {...{ connectionId, source }}
          onCancel={() => void client.cancelQueries({ queryKey: asked.queryKey })}
        />
        <LoadingRows count={14} />
      </>
    );
  if (offered.data.samples === 0)
    return (
      <EmptyState icon={IconGridDots} title={t('No samples to mine.')}>
        {t('None of these samples could be read, or there are none.')}
      </EmptyState>
    );
  const wanted = computed.filter(({ name, formula }) => name.trim() !== '' || formula.trim() !== '');
  return (
    <form
      className={styles.editor}
      aria-label={t('Columns of the mining table')}
      onSubmit={(event) => {
        event.preventDefault();
        onMake({ fields, computed: wanted, derived });
      }}
    >
      <GatherNotes gathered={offered.data} />
      <FieldPicker offered={offered.data} chosen={fields} onChosen={setFields} />
      <ComputedEditor fields={fields} computed={computed} onComputed={setComputed} />
      {derived.length > 0 && <DerivedList derived={derived} onDerived={setDerived} />}
      <footer className={styles.foot}>
        <span role="status">
          {fields.length === 0
            ? t('Choose at least one field.')
            : t('{{samples}} samples × {{fieldCount}} columns', {
                samples: formatCount(offered.data.samples),
                fieldCount: fields.length + wanted.length + derived.length,
              })}
        </span>
        <Button type="submit" variant="filled" loading={isMaking} disabled={fields.length === 0}>
          {t('Make table')}
        </Button>
      </footer>
    </form>
  );
}

function isSameField(one: WishedField, other: WishedField): boolean {
  return one.processType === other.processType && one.field === other.field;
}

function plainField({ processType, field }: WishedField): ChosenField {
  return { processType, field, take: 'latest', atDate: null, name: null, unit: null };
}

interface DerivedListProps {
  derived: readonly DerivedColumns[];
  onDerived(derived: DerivedColumns[]): void;
}

/** Clusters and components that are columns; they are made where their numbers are seen, and only leave here. */
function DerivedList({ derived, onDerived }: DerivedListProps): ReactNode {
  return (
    <fieldset className={styles.computed}>
      <legend>{t('Clusters and components')}</legend>
      {derived.map((one, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two of them may have the same name
        <div key={place} className={styles.derived}>
          <span>{`${one.name}: ${derivedInWords(one)}`}</span>
          <ActionIcon
            variant="subtle"
            aria-label={t('Remove {{name}}', { name: one.name })}
            onClick={() => onDerived(derived.filter((_, at) => at !== place))}
          >
            <IconTrash size={14} />
          </ActionIcon>
        </div>
      ))}
    </fieldset>
  );
}

function derivedInWords(derived: DerivedColumns): string {
  const columns = derived.columns.join(', ');
  return derived.kind === 'clusters'
    ? t('{{k}} clusters by {{columns}}, seed {{seed}}', { k: derived.k, columns, seed: derived.seed })
    : t('{{number}} components of {{columns}}', { number: derived.count, columns });
}
