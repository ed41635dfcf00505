import type { ReactNode } from 'react';
import type { NotebookCell, NotebookOutput } from '../../../app/contract/openbis-preview.ts';
import { t } from '../../ui/language.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { Markdown } from '../result/markdown.tsx';
import styles from './notebook.module.css';

interface NotebookViewProps {
  label: string;
  cells: readonly NotebookCell[];
}

/** A notebook as it was saved. Nothing of it is run, nothing is loaded from elsewhere. */
export function NotebookView({ label, cells }: NotebookViewProps): ReactNode {
  return (
    <ScrollRegion label={t('Notebook {{label}}', { label })} className={styles.notebook}>
      {cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a notebook is only read, and cells have no other identity
        <Cell key={index} cell={cell} />
      ))}
    </ScrollRegion>
  );
}

function Cell({ cell: { kind, source, run, outputs } }: { cell: NotebookCell }): ReactNode {
  if (kind === 'markdown')
    return (
      <div className={styles.cell}>
        <span />
        <Markdown text={source} />
      </div>
    );
  return (
    <div className={styles.cell}>
      <span className={styles.run}>{kind === 'code' && `[${run ?? ' '}]`}</span>
      <div className={styles.column}>
        <pre className={styles.source}>{source}</pre>
        {outputs.map((output, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <Output key={index} output={output} />
        ))}
      </div>
    </div>
  );
}

function Output({ output }: { output: NotebookOutput }): ReactNode {
  switch (output.kind) {
    case 'picture':
      return (
        <img
          className={styles.picture}
          src={`data:${output.type};base64,${output.base64}`}
          alt={t('Output of the cell')}
        />
      );
    case 'markdown':
      return <Markdown text={output.text} />;
    case 'left-out':
      return <p className={styles.leftOut}>{t('Not shown: {{what}}.', { what: output.what })}</p>;
    case 'text':
    case 'error':
      return (
        <>
          <pre className={styles.output} data-tone={output.kind}>
            {output.text}
          </pre>
          {output.isCut && (
            <p className={styles.leftOut}>{t('This output goes on; download the notebook to see all of it.')}</p>
          )}
        </>
      );
    default:
      return output satisfies never;
  }
}
