import { Button } from '@mantine/core';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import type { RawFile } from '../../../app/contract/juliabase.ts';
import type { Process, Result } from '../../../app/domain/juliabase.ts';
import { isResult } from '../../../app/domain/juliabase.ts';
import { formatWhen } from '../../../app/domain/number-format.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { Comments } from '../result/comments.tsx';
import { ResultThumbnail } from '../result/result-thumbnail.tsx';
import { ValueTableView } from '../result/value-table-view.tsx';
import { FactLine, ProcessFacts } from './fact-line.tsx';
import { PartTableView } from './part-table-view.tsx';
import { ProcessIcon } from './process-icon.tsx';
import { titleOf } from './process-text.ts';
import { commonFacts, numberOf, type ProcessView, viewOfFields } from './process-view.ts';
import { RawFileLine } from './raw-file-line.tsx';
import styles from './sample.module.css';

export interface TimelineEntry {
  process: Process | Result;
  rawFiles: RawFile[];
  /** The result reaches the sample through its series. */
  inherited: boolean;
}

interface ProcessEntryProps {
  entry: TimelineEntry;
  connectionId: string;
  /** Every field that the server sent, also empty and common ones. */
  allFields: boolean;
  tabIndex: number;
  ref?: Ref<HTMLLIElement>;
  onFocus(): void;
  onKeyDown(event: KeyboardEvent<HTMLLIElement>): void;
}

/** One process of the timeline as readable facts. */
export function ProcessEntry({ entry, connectionId, allFields, ref, ...focus }: ProcessEntryProps): ReactNode {
  const { process, rawFiles, inherited } = entry;
  const when = formatWhen(process.timestampUtc, process.timestampInaccuracy);
  return (
    <li ref={ref} className={styles.entry} aria-label={`${titleOf(process)}, ${when.date}`} {...focus}>
      <div className={styles.when}>
        {when.date}
        <small>{[when.time, when.inaccuracy].filter((part) => part !== null).join(' ')}</small>
      </div>
      <div className={styles.mark} aria-hidden="true">
        <span>
          <ProcessIcon process={process} />
        </span>
      </div>
      <div className={styles.content}>
        <EntryHeading process={process} />
        {isResult(process) ? (
          <ResultBody result={process} inherited={inherited} connectionId={connectionId} />
        ) : (
          <ProcessBody
            processType={process.typeName}
            tabIndex={focus.tabIndex}
            view={viewOfFields(process.typeName, process.fields)}
            rawFiles={rawFiles}
            allFields={allFields}
          />
        )}
        {allFields && <FactLine facts={commonFacts(process)} />}
        <Comments text={process.comments} />
        {rawFiles.map((file) => (
          <RawFileLine key={file.field} file={file} />
        ))}
      </div>
      <div className={styles.side}>
        {isResult(process) && process.imageType !== 'none' && (
          <ResultThumbnail connectionId={connectionId} result={process} />
        )}
      </div>
    </li>
  );
}

function EntryHeading({ process }: { process: Process | Result }): ReactNode {
  const number = isResult(process) ? String(process.id) : numberOf(process);
  return (
    <h3 className={styles.heading}>
      {titleOf(process)}
      {number !== null && <span>{t('no. {{number}}', { number })}</span>}
      <span>{process.externalOperator ?? process.operator}</span>
      {!process.finished && <span className={styles.missing}>{t('not finished')}</span>}
    </h3>
  );
}

interface ProcessBodyProps {
  processType: string;
  tabIndex: number;
  view: ProcessView;
  rawFiles: readonly RawFile[];
  allFields: boolean;
}

function ProcessBody({ processType, tabIndex, view, rawFiles, allFields }: ProcessBodyProps): ReactNode {
  const files = new Set(rawFiles.map((file) => file.field));
  const facts = allFields
    ? view.facts
    : view.facts.filter((fact) => fact.value !== null && fact.key !== 'number' && !files.has(fact.key));
  return (
    <>
      <ProcessFacts processType={processType} facts={facts} tabIndex={tabIndex} />
      {view.tables.map((table) => (
        <PartTableView key={table.title} table={table} />
      ))}
    </>
  );
}

interface ResultBodyProps {
  result: Result;
  inherited: boolean;
  connectionId: string;
}

const fewRows = 4;

function ResultBody({ result, inherited, connectionId }: ResultBodyProps): ReactNode {
  const { table, imageType, seriesNames } = result;
  const facts = [
    {
      label: t('Table'),
      value: t('{{rowCount}} rows, {{headingCount}} columns', {
        rowCount: table.rows.length,
        headingCount: table.headings.length,
      }),
      unit: null,
    },
    { label: t('Image'), value: imageType === 'none' ? t('none') : imageType.toUpperCase(), unit: null },
  ];
  return (
    <>
      <FactLine facts={facts} />
      {table.rows.length > 0 && table.rows.length <= fewRows && <ValueTableView table={table} />}
      {inherited && (
        <p className={styles.inherited}>
          {t('Inherited from the series {{seriesNames}}: shown on all of its samples.', {
            seriesNames: seriesNames.join(', '),
          })}
        </p>
      )}
      <Button
        variant="transparent"
        size="compact-xs"
        className={styles.open}
        onClick={() => openPanel('result', { connectionId, id: result.id })}
      >
        {t('Open result')}
      </Button>
    </>
  );
}
