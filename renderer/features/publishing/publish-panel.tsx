import { Button } from '@mantine/core';
import { IconEye, IconListDetails, IconUpload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import { useCommand } from '../../api/query-options.ts';
import type { PanelProps } from '../../routes/panel-registry.ts';
import { usePanelTitle } from '../../routes/panel-title.ts';
import { openPanel } from '../../routes/panels.ts';
import { AsOf } from '../../ui/as-of.tsx';
import { offer, useCommands } from '../../ui/commands.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { t } from '../../ui/language.ts';
import { Toolbar } from '../../ui/toolbar.tsx';
import { useConnectionName } from '../remote/use-connection-name.ts';
import { PreviewTable } from './preview-table.tsx';
import { draftOf, firstDraft, type PublishDraft, recipeOf } from './publish-draft.ts';
import { isWritable } from './publish-words.ts';
import styles from './publishing.module.css';
import { RecipeFileButtons } from './recipe-file-buttons.tsx';
import { RecipeForm } from './recipe-form.tsx';
import { type Preview, usePreview } from './use-preview.ts';

/** One figure for each of many series: a recipe, what it would write, and the click that writes it. */
export function PublishPanel({ params, panelId, isActive }: PanelProps<'publish'>): ReactNode {
  const { connectionId, of, name } = params;
  const connection = useConnectionName(connectionId);
  const [draft, setDraft] = useState<PublishDraft>(() => firstDraft(of, name));
  const [showsRecipe, setShowsRecipe] = useState(true);
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set());
  const { preview, start, cancel } = usePreview();
  const publish = useCommand('publish.run');
  usePanelTitle(panelId, {
    title: name === '' ? t('Publish figures') : t('Publish {{name}}', { name }),
    icon: 'publish',
  });

  const made = recipeOf(draft, connection === '' ? connectionId : connection);
  const recipe = 'recipe' in made ? made.recipe : null;
  const errors = 'errors' in made ? made.errors : {};
  const isOutdated = preview !== null && JSON.stringify(preview.recipe) !== JSON.stringify(recipe);
  const chosen = chosenOf(preview, unticked);
  const hindrance = whyNot(preview, isOutdated, chosen.length);

  const look = (): void => {
    if (recipe === null) return;
    setUnticked(new Set());
    setShowsRecipe(false);
    start(recipe);
  };
  const run = (): void => {
    if (preview === null || hindrance !== null || publish.isPending) return;
    const { recipe: previewed } = preview;
    publish.mutate(
      { recipe: previewed, only: chosen },
      { onSuccess: ({ jobId }) => openPanel('publish-run', { jobId }, { group: 'same' }) },
    );
  };
  useCommands(isActive, [
    offer('data.publish.preview', look),
    offer('data.publish.run', run),
    offer('data.publish.recipe', () => setShowsRecipe(!showsRecipe)),
  ]);

  return (
    <div className={styles.panel} data-panel tabIndex={-1}>
      <header className={styles.head}>
        <h2 className={styles.title}>
          {t('Publish figures')} <small>{connection}</small>
        </h2>
        <OldestAnswer preview={preview} connectionId={connectionId} />
      </header>
      <Toolbar label={t('Publishing')}>
        <Button
          leftSection={<IconListDetails size={14} />}
          variant="subtle"
          aria-pressed={showsRecipe}
          onClick={() => setShowsRecipe(!showsRecipe)}
        >
          {t('Recipe')}
        </Button>
        <RecipeFileButtons recipe={recipe} isActive={isActive} onOpen={(opened) => setDraft(draftOf(opened))} />
        <PreviewButtons
          preview={preview}
          isOutdated={isOutdated}
          canLook={recipe !== null}
          onLook={look}
          onCancel={cancel}
        />
        {preview !== null && (
          <Button
            variant={isOutdated ? 'default' : 'filled'}
            leftSection={<IconUpload size={14} />}
            disabled={hindrance !== null}
            loading={publish.isPending}
            onClick={run}
          >
            {t('Publish {{count}} figures', { count: chosen.length })}
          </Button>
        )}
      </Toolbar>
      {publish.error !== null && <ErrorNote error={toAppError(publish.error)} connectionId={connectionId} />}
      {preview?.error && <ErrorNote error={preview.error} connectionId={connectionId} />}
      {showsRecipe && (
        <RecipeForm
          connectionId={connectionId}
          draft={draft}
          errors={preview === null && recipe === null && name === '' && draft.search === '' ? {} : errors}
          onType={(change) => setDraft({ ...draft, ...change })}
        />
      )}
      {preview === null ? (
        <EmptyState icon={IconEye} title={t('Nothing was looked at yet.')}>
          {t(
            'A preview reads the series and says what would be written for each; nothing is written before you publish.',
          )}
        </EmptyState>
      ) : (
        <>
          <p role="status" className={styles.told}>
            {hindrance ??
              t('{{preview}} Figures that are ticked are written by way of the outbox.', { preview: told(preview) })}
          </p>
          <PreviewTable
            {...{ connectionId, unticked }}
            series={preview.series}
            rows={preview.rows}
            isRunning={preview.isRunning}
            onUntick={setUnticked}
          />
        </>
      )}
    </div>
  );
}

interface PreviewButtonsProps {
  preview: Preview | null;
  isOutdated: boolean;
  canLook: boolean;
  onLook(): void;
  onCancel(): void;
}

function PreviewButtons({ preview, isOutdated, canLook, onLook, onCancel }: PreviewButtonsProps): ReactNode {
  const isMain = preview === null || isOutdated;
  if (preview?.isRunning === true && !isOutdated)
    return (
      <Button ml="auto" onClick={onCancel}>
        {t('Stop the preview')}
      </Button>
    );
  return (
    <Button
      ml="auto"
      variant={isMain ? 'filled' : 'default'}
      leftSection={<IconEye size={14} />}
      disabled={!canLook}
      onClick={onLook}
    >
      {preview === null ? t('Preview') : t('Preview again')}
    </Button>
  );
}

function OldestAnswer({ preview, connectionId }: { preview: Preview | null; connectionId: string }): ReactNode {
  const times = [...(preview?.rows.values() ?? [])].flatMap(({ asOfUtc }) => (asOfUtc === null ? [] : [asOfUtc]));
  const [asOfUtc] = times.toSorted();
  if (asOfUtc === undefined) return null;
  return <AsOf stamp={{ asOfUtc, source: 'server', staleReason: null }} connectionId={connectionId} />;
}

function chosenOf(preview: Preview | null, unticked: ReadonlySet<string>): string[] {
  return [...(preview?.rows.values() ?? [])]
    .filter((row) => isWritable(row) && !unticked.has(row.series))
    .map(({ series }) => series);
}

/** Why nothing can be published, in one sentence. */
function whyNot(preview: Preview | null, isOutdated: boolean, chosen: number): string | null {
  if (preview === null) return t('Nothing was looked at yet.');
  if (isOutdated) return t('The recipe has changed since this preview: look again.');
  if (preview.isRunning)
    return t('Looking at the series: {{size}} of {{serieCount}}.', {
      size: preview.rows.size,
      serieCount: preview.series.length || '…',
    });
  if (preview.series.length === 0) return preview.error === null ? t('No series matches the recipe.') : told(preview);
  return chosen === 0 ? t('{{preview}} There is nothing to write.', { preview: told(preview) }) : null;
}

function told({ rows, series }: Preview): string {
  return t('{{size}} of {{serieCount}} series were looked at.', { size: rows.size, serieCount: series.length });
}
