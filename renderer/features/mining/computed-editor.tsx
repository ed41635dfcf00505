import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconMathFunction, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useId, useMemo, useRef } from 'react';
import type { ComputedColumn, MiningDraft } from '../../../app/contract/mining.ts';
import { columnNamesOf, columnWord } from '../../../app/domain/mining/mining-field.ts';
import { CodeEditor } from '../../ui/code-editor/code-editor.tsx';
import { t } from '../../ui/language.ts';
import { type FormulaName, formulaLanguage } from './formula-language.ts';
import styles from './mining.module.css';
import { spokenType } from './spoken-type.ts';

interface ComputedEditorProps {
  /** Chosen ones, which formulas may name. */
  fields: MiningDraft['fields'];
  computed: readonly ComputedColumn[];
  onComputed(computed: ComputedColumn[]): void;
}

/** Formulas over the columns by their names; each may use those above it. */
export function ComputedEditor({ fields, computed, onComputed }: ComputedEditorProps): ReactNode {
  const change = (place: number, changes: Partial<ComputedColumn>): void =>
    onComputed(computed.map((one, at) => (at === place ? { ...one, ...changes } : one)));
  const names = useMemo(() => namesOf(fields), [fields]);
  const hintId = useId();
  return (
    <fieldset className={styles.computed}>
      <legend>{t('Computed columns')}</legend>
      {computed.map((column, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column has no other name while it is being written
        <div key={place} className={styles.formula}>
          <TextInput
            size="xs"
            w={140}
            aria-label={t('Name of computed column {{place}}', { place: place + 1 })}
            placeholder={t('Name')}
            required
            value={column.name}
            onChange={(event) => change(place, { name: event.currentTarget.value })}
          />
          <span aria-hidden>=</span>
          <FormulaEditor
            label={t('Formula of computed column {{place}}', { place: place + 1 })}
            text={column.formula}
            names={[
              ...names,
              ...computed
                .slice(0, place)
                .map(({ name, unit }) => ({ name: columnWord(name), about: unit ?? t('computed') })),
            ]}
            hintId={hintId}
            onText={(formula) => change(place, { formula })}
          />
          <TextInput
            size="xs"
            w={90}
            aria-label={t('Unit of computed column {{place}}', { place: place + 1 })}
            placeholder={t('Unit')}
            value={column.unit ?? ''}
            onChange={(event) => change(place, { unit: event.currentTarget.value || null })}
          />
          <ActionIcon
            variant="subtle"
            aria-label={t('Remove computed column {{place}}', { place: place + 1 })}
            onClick={() => onComputed(computed.filter((_, at) => at !== place))}
          >
            <IconTrash size={14} />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-xs"
        leftSection={<IconMathFunction size={13} />}
        onClick={() => onComputed([...computed, { name: '', formula: '', unit: null }])}
      >
        {t('Add a computed column')}
      </Button>
      <p id={hintId} className={styles.quiet}>
        {t(
          'Columns are named as in the table, such as thickness; Ctrl Space offers them with functions and units. Write a unit, as in thickness + 1 um, and columns count with theirs.',
        )}
      </p>
    </fieldset>
  );
}

interface FormulaEditorProps {
  label: string;
  text: string;
  names: readonly FormulaName[];
  hintId: string;
  onText(text: string): void;
}

function FormulaEditor({ label, text, names, hintId, onText }: FormulaEditorProps): ReactNode {
  const known = useRef(names);
  known.current = names;
  const form = useRef<HTMLDivElement>(null);
  const language = useMemo(() => formulaLanguage(() => known.current), []);
  return (
    <div ref={form} className={styles.formulaText}>
      <CodeEditor
        text={text}
        onText={onText}
        onRun={() => form.current?.closest('form')?.requestSubmit()}
        label={label}
        placeholder="ln(thickness) / 2"
        isInvalid={false}
        describedBy={hintId}
        problems={noProblems}
        language={language}
      />
    </div>
  );
}

const noProblems: readonly [] = [];

function namesOf(fields: MiningDraft['fields']): FormulaName[] {
  const names = columnNamesOf(fields, new Set(['sample']));
  return fields.map(({ processType, unit }, place) => ({
    name: names[place] ?? '',
    about: unit ?? spokenType(processType),
  }));
}
