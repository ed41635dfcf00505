import { ActionIcon } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import {
  IconChevronDown,
  IconChevronRight,
  IconFile,
  IconFileText,
  IconFolder,
  IconNotebook,
  IconPhoto,
  IconTelescope,
} from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { formatBytes, formatInteger } from '../../../app/domain/number-format.ts';
import { standsFor } from '../../routes/stands-for.ts';
import { t } from '../../ui/language.ts';
import { RowTick } from '../../ui/row-tick.tsx';
import { onRowKey } from '../transfers/row-keys.ts';
import { type FileLine, filesOf } from './file-lines.ts';
import { type FileNode, sizeOf } from './file-tree.ts';
import styles from './files.module.css';

/** More lines than these come when they are asked for. */
const linesAtOnce = 500;

interface FileTableProps {
  connectionId: string;
  /** Of the dataset. */
  permId: string;
  lines: readonly FileLine[];
  /** Path of the file whose preview is shown. */
  current: string | null;
  /** Paths of files. */
  ticked: ReadonlySet<string>;
  onShow(path: string): void;
  onFold(path: string): void;
  onTick(paths: readonly string[], isTicked: boolean): void;
}

/** Files of a dataset as a tree: arrows move and fold, Space ticks; the file with the focus is previewed. */
export function FileTable(props: FileTableProps): ReactNode {
  const { lines, current } = props;
  const [shown, setShown] = useState(linesAtOnce);
  const isCurrentHere = lines.some(({ node }) => node.path === current);
  const anchor = isCurrentHere ? current : lines[0]?.node.path;
  return (
    <div className={styles.tree}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the pattern of a tree grid is a table with this role */}
      <table role="treegrid" aria-label={t('Files')} className={styles.files}>
        <thead>
          <tr>
            <th scope="col">
              <span data-visually-hidden>{t('Choose')}</span>
            </th>
            <th scope="col">{t('File')}</th>
            <th scope="col" className={styles.number}>
              {t('Size')}
            </th>
            <th scope="col">CRC32</th>
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, shown).map((line) => (
            <FileRow key={line.node.path} {...props} line={line} isAnchor={line.node.path === anchor} />
          ))}
        </tbody>
      </table>
      {lines.length > shown && (
        <div className={styles.foot}>
          <span>{t('{{shown}} of {{lineCount}} lines.', { shown, lineCount: lines.length })}</span>
          <button type="button" className={styles.more} onClick={() => setShown(shown + linesAtOnce)}>
            {t('Show more')}
          </button>
        </div>
      )}
    </div>
  );
}

interface FileRowProps extends FileTableProps {
  line: FileLine;
  isAnchor: boolean;
}

function FileRow({
  connectionId,
  permId,
  line,
  isAnchor,
  current,
  ticked,
  onShow,
  onFold,
  onTick,
}: FileRowProps): ReactNode {
  const { node, depth, isOpen } = line;
  const { path, name, crc32 } = node;
  const isFolder = node.children !== undefined;
  // Folders of datasets can hold a hundred thousand files.
  const files = useMemo(() => filesOf(node), [node]);
  const facts = useMemo(
    () => (isFolder ? folderText(node, files.length) : sizeText(node.sizeBytes)),
    [node, files, isFolder],
  );
  const count = ticked.size === 0 ? 0 : files.filter((file) => ticked.has(file.path)).length;
  const tick = (): void =>
    onTick(
      files.map((file) => file.path),
      count < files.length,
    );
  const Icon = isFolder ? IconFolder : iconOf(name);
  return (
    <tr
      data-line
      className={styles.line}
      tabIndex={isAnchor ? 0 : -1}
      aria-level={depth + 1}
      aria-selected={path === current}
      {...(isFolder
        ? { 'aria-expanded': isOpen }
        : standsFor({ kind: 'openbis-file', params: { connectionId, permId, path } }))}
      onFocus={(event) => event.target === event.currentTarget && !isFolder && onShow(path)}
      onClick={() => (isFolder ? undefined : onShow(path))}
      onKeyDown={(event) =>
        onRowKey(event, {
          isOpen: isFolder ? isOpen : null,
          onToggleOpen: () => onFold(path),
          onSpace: tick,
          onEnter: isFolder ? () => onFold(path) : undefined,
        })
      }
    >
      <td className={styles.tick}>
        <RowTick
          label={t('Choose {{name}}', { name })}
          checked={files.length > 0 && count === files.length}
          indeterminate={count > 0 && count < files.length}
          disabled={files.length === 0}
          onChange={tick}
        />
      </td>
      <td>
        <span className={styles.name} style={{ paddingLeft: depth * 14 }}>
          {isFolder && <FoldButton name={name} isOpen={isOpen} onToggle={() => onFold(path)} />}
          <Icon size={14} aria-hidden />
          <span title={path}>{name}</span>
        </span>
      </td>
      <td className={styles.number}>{facts}</td>
      <td className={styles.code}>{isFolder ? '' : crcText(crc32)}</td>
    </tr>
  );
}

function FoldButton({ name, isOpen, onToggle }: { name: string; isOpen: boolean; onToggle(): void }): ReactNode {
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <ActionIcon
      size={18}
      tabIndex={-1}
      aria-expanded={isOpen}
      aria-label={isOpen ? t('Close folder {{name}}', { name }) : t('Open folder {{name}}', { name })}
      onClick={onToggle}
    >
      <Chevron size={14} />
    </ActionIcon>
  );
}

const icons: readonly [RegExp, TablerIcon][] = [
  [/\.ipynb$/i, IconNotebook],
  [/\.(?:png|jpe?g|gif|webp|svg|tiff?)$/i, IconPhoto],
  [/\.(?:fits?|fts|fz)$/i, IconTelescope],
  [/\.(?:txt|csv|tsv|json|xml|ya?ml|md|log|py|r|xy|dat)$/i, IconFileText],
];

/** Which icon a file has by its name; what it is shows the preview. */
export function iconOf(name: string): TablerIcon {
  return icons.find(([ending]) => ending.test(name))?.[1] ?? IconFile;
}

function folderText(node: FileNode, count: number): string {
  return t('{{number}} files, {{node}}', { count, number: formatInteger(count), node: sizeText(sizeOf(node)) });
}

function sizeText(bytes: number | null): string {
  return bytes === null ? t('not told') : formatBytes(bytes);
}

function crcText(crc32: number | null): ReactNode {
  if (crc32 === null) return <span className={styles.quiet}>{t('not given')}</span>;
  return crc32.toString(16).padStart(8, '0');
}
