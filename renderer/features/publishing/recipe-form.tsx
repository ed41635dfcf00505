import { Button, Checkbox, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { conductivityColumns } from '../../../app/contract/attach.ts';
import { publishPlaces } from '../../../app/contract/publishing.ts';
import { queryFor } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import { columnLabels } from '../attach/attach-draft.ts';
import { optionWords } from './option-words.ts';
import type { DraftErrors, PublishDraft } from './publish-draft.ts';
import styles from './publishing.module.css';

interface RecipeFormProps {
  connectionId: string;
  draft: PublishDraft;
  errors: DraftErrors;
  onType(change: Partial<PublishDraft>): void;
}

/** Which series, which figure, and what its Result says. */
export function RecipeForm(props: RecipeFormProps): ReactNode {
  return (
    <div className={styles.form}>
      <SeriesFields {...props} />
      <FigureFields {...props} />
      <ResultFields {...props} />
    </div>
  );
}

function SeriesFields({ connectionId, draft, errors, onType }: RecipeFormProps): ReactNode {
  const topics = useQuery(queryFor('juliabase.topics.list', { connectionId }));
  const names = topics.data?.value.map(({ name }) => name) ?? [];
  return (
    <fieldset className={styles.fields}>
      <legend>{t('Series')}</legend>
      <SegmentedControl
        size="xs"
        aria-label={t('Which series')}
        value={draft.of}
        data={[
          { value: 'topic', label: t('Topic') },
          { value: 'search', label: t('Search') },
          { value: 'names', label: t('Names') },
        ]}
        onChange={(of) => onType({ of })}
      />
      {draft.of === 'topic' && (
        <Select
          label={t('All series of the topic')}
          searchable
          data={draft.topic === '' || names.includes(draft.topic) ? names : [draft.topic, ...names]}
          value={draft.topic === '' ? null : draft.topic}
          error={errors.topic}
          onChange={(topic) => onType({ topic: topic ?? '' })}
        />
      )}
      {draft.of !== 'names' && (
        <TextInput
          label={draft.of === 'topic' ? t('And with this text in their name') : t('With this text in their name')}
          value={draft.search}
          error={errors.search}
          onChange={(event) => onType({ search: event.currentTarget.value })}
        />
      )}
      {draft.of === 'names' && (
        <Textarea
          label={t('One series in each line')}
          rows={4}
          value={draft.names}
          error={errors.names}
          onChange={(event) => onType({ names: event.currentTarget.value })}
        />
      )}
    </fieldset>
  );
}

function FigureFields({ draft, errors, onType }: RecipeFormProps): ReactNode {
  return (
    <fieldset className={styles.fields}>
      <legend>{t('Figure')}</legend>
      <SegmentedControl
        size="xs"
        aria-label={t('Scale of the figure')}
        value={draft.scale}
        data={[
          { value: 'arrhenius', label: 'Arrhenius' },
          { value: 'linear', label: t('Linear') },
        ]}
        onChange={(scale) => onType({ scale })}
      />
      <div className={styles.pair}>
        <TextInput
          label={t('Fit from 1000/T')}
          placeholder={t('automatic')}
          rightSection={<span className={styles.unit}>K⁻¹</span>}
          value={draft.fitFrom}
          error={errors.fitFrom}
          onChange={(event) => onType({ fitFrom: event.currentTarget.value })}
        />
        <TextInput
          label={t('to')}
          placeholder={t('automatic')}
          rightSection={<span className={styles.unit}>K⁻¹</span>}
          value={draft.fitTo}
          error={errors.fitTo}
          onChange={(event) => onType({ fitTo: event.currentTarget.value })}
        />
      </div>
      {draft.options !== undefined && (
        <div className={styles.options}>
          <span>{t('Details of the recipe file: {{options}}', { options: optionWords(draft).join(' · ') })}</span>
          <Button size="compact-xs" variant="subtle" onClick={() => onType({ options: undefined })}>
            {t('Leave out')}
          </Button>
        </div>
      )}
      <Select
        label={t('A series of which a file or a sample cannot be read')}
        allowDeselect={false}
        data={[
          { value: 'skip', label: t('is left alone') },
          { value: 'publish', label: t('is published without it') },
        ]}
        value={draft.incomplete}
        onChange={(value) => onType({ incomplete: value === 'publish' ? 'publish' : 'skip' })}
      />
      <TextInput
        label={t('Recipe id')}
        description={t('Empty: the figure that is attached by hand. With an id: a Result of its own.')}
        value={draft.id}
        error={errors.id}
        onChange={(event) => onType({ id: event.currentTarget.value.trim() })}
      />
    </fieldset>
  );
}

function ResultFields({ draft, errors, onType }: RecipeFormProps): ReactNode {
  return (
    <fieldset className={styles.fields}>
      <legend>{t('Result')}</legend>
      <div className={styles.pair}>
        <TextInput
          label={t('Title')}
          placeholder={draft.scale === 'arrhenius' ? 'Conductivity (Arrhenius)' : 'Conductivity over temperature'}
          value={draft.title}
          error={errors.title}
          onChange={(event) => onType({ title: event.currentTarget.value })}
        />
        <Select
          label={t('Image')}
          allowDeselect={false}
          data={[
            { value: 'png', label: 'PNG' },
            { value: 'pdf', label: 'PDF' },
          ]}
          value={draft.image}
          onChange={(value) => onType({ image: value === 'pdf' ? 'pdf' : 'png' })}
        />
      </div>
      <Textarea
        label={t('Comments')}
        description={t('Places: {{publishPlaces}}', {
          publishPlaces: publishPlaces.map((place) => `{${place}}`).join(' '),
        })}
        rows={2}
        value={draft.comments}
        error={errors.comments}
        onChange={(event) => onType({ comments: event.currentTarget.value })}
      />
      {/* The table keeps the order of the list, whatever was ticked last. */}
      <Checkbox.Group
        size="xs"
        label={t('Table columns')}
        value={draft.columns}
        error={errors.columns}
        onChange={(chosen) => onType({ columns: conductivityColumns.filter((column) => chosen.includes(column)) })}
      >
        <div className={styles.ticks}>
          {conductivityColumns.map((column) => (
            <Checkbox key={column} size="xs" value={column} label={columnLabels[column]} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox
        size="xs"
        label={t('Link it to each sample too')}
        checked={draft.onSamples}
        onChange={(event) => onType({ onSamples: event.currentTarget.checked })}
      />
      <TextInput
        label={t('Edit description of updates')}
        value={draft.editDescription}
        error={errors.editDescription}
        onChange={(event) => onType({ editDescription: event.currentTarget.value })}
      />
    </fieldset>
  );
}
