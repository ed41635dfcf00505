import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconFile, IconFolder } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { OpenbisFile } from '../../../app/contract/openbis.ts';
import { formatBytes } from '../../../app/domain/number-format.ts';
import { type FileNode, fileTree, sizeOf } from './file-tree.ts';
import styles from './openbis.module.css';

/** More lines than these come when they are asked for. */
const linesAtOnce = 500;

/** Files of a data set as a tree; folders of the first level are open. */
export function FileTable({ files }: { files: readonly OpenbisFile[] }): ReactNode {
  const tree = useMemo(() => fileTree(files), [files]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => deepFolders(tree));
  const [shown, setShown] = useState(linesAtOnce);
  const lines = visibleLines(tree, closed);
  const toggle = (path: string): void =>
    setClosed((before) => new Set(before.has(path) ? [...before].filter((one) => one !== path) : [...before, path]));
  return (
    <div className={styles.tableWrap}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col" className={styles.number}>
              Size
            </th>
            <th scope="col">CRC32</th>
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, shown).map(({ node, depth }) => (
            <tr key={node.path}>
              <td>
                <span className={styles.indent} style={{ paddingLeft: depth * 16 }}>
                  <FileMark node={node} isOpen={!closed.has(node.path)} onToggle={() => toggle(node.path)} />
                  {node.name}
                </span>
              </td>
              <td className={styles.number}>{sizeText(sizeOf(node))}</td>
              <td className={styles.code}>{node.crc32 === null ? '' : node.crc32.toString(16).padStart(8, '0')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > shown && (
        <div className={styles.foot}>
          <span>{`${shown} of ${lines.length} lines.`}</span>
          <button type="button" className={styles.link} onClick={() => setShown(shown + linesAtOnce)}>
            Show more
          </button>
        </div>
      )}
    </div>
  );
}

function FileMark({ node, isOpen, onToggle }: { node: FileNode; isOpen: boolean; onToggle(): void }): ReactNode {
  if (node.children === undefined) return <IconFile size={14} aria-hidden />;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <>
      <ActionIcon
        size={18}
        aria-expanded={isOpen}
        aria-label={`${isOpen ? 'Close' : 'Open'} folder ${node.name}`}
        onClick={onToggle}
      >
        <Chevron size={14} />
      </ActionIcon>
      <IconFolder size={14} aria-hidden />
    </>
  );
}

function visibleLines(
  nodes: readonly FileNode[],
  closed: ReadonlySet<string>,
  depth = 0,
): { node: FileNode; depth: number }[] {
  return nodes.flatMap((node) => [
    { node, depth },
    ...(node.children === undefined || closed.has(node.path) ? [] : visibleLines(node.children, closed, depth + 1)),
  ]);
}

/** A data set may hold a hundred thousand files; two levels are enough at first. */
function deepFolders(nodes: readonly FileNode[], depth = 0): ReadonlySet<string> {
  return new Set(
    nodes.flatMap(({ path, children }) =>
      children === undefined ? [] : [...(depth > 0 ? [path] : []), ...deepFolders(children, depth + 1)],
    ),
  );
}

function sizeText(bytes: number | null): string {
  return bytes === null ? '–' : formatBytes(bytes);
}
