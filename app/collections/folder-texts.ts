import { thingWords } from '../domain/collections/things.ts';
import { filesOf, type Manifest, type ManifestItem, manifestName } from './manifest.ts';

type Written = Omit<Manifest, 'files'>;

/** What the folder says to whoever opens it without Quarry. */
export function readmeText(manifest: Written): string {
  const { collection, items, exportedUtc, quarryVersion } = manifest;
  const without = items.filter(({ problem }) => problem !== null).length;
  const files = filesOf({ items, files: [] }).length;
  return [
    `# ${oneLine(collection.name)}`,
    `Exported by Quarry ${quarryVersion} on ${exportedUtc}: ${counted(items.length, 'thing')}, ${counted(files, 'data file')}.`,
    ...(without === 0
      ? []
      : [`Of ${counted(without, 'thing')} the data is not here, or not all of it; the list says why.`]),
    ...(collection.tags.length === 0 ? [] : [`Tags: ${collection.tags.map(oneLine).join(', ')}`]),
    ...(collection.notes.trim() === '' ? [] : ['## Notes', collection.notes.trim()]),
    '## Things',
    ...(items.length === 0 ? ['Nothing is in the collection.'] : [itemTable(items), ...items.flatMap(noteOf)]),
    '## Files',
    [
      `- \`${manifestName}\`: every thing with its server, the time of its answer, and the SHA-256 of each file; Quarry imports the folder by it.`,
      '- `ro-crate-metadata.json`: the same for other programs, as an RO-Crate 1.1.',
      '- `data/`: one folder for each thing. Parquet files carry units and time scales of their columns.',
    ].join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function itemTable(items: readonly ManifestItem[]): string {
  const rows = items.map((item, at) => [
    String(at + 1),
    thingWords[item.thing.kind][0],
    item.title,
    item.origin.url === null ? item.origin.name : `${item.origin.name}, ${item.origin.url}`,
    item.asOfUtc ?? '',
    item.tags.join(', '),
    item.files.map(({ path }) => path).join(', '),
    item.problem ?? '',
  ]);
  const head = ['', 'Kind', 'Thing', 'From', 'As of', 'Tags', 'Files', 'What is missing'];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(oneLine).join(' | ')} |`).join('\n');
}

function noteOf({ title, note }: ManifestItem): string[] {
  return note.trim() === '' ? [] : [`### ${oneLine(title)}`, note.trim()];
}

/** Names come from servers; none may break out of its place. */
function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .replaceAll(/[\\`*_[\]<>#|]/g, (sign) => `\\${sign}`);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
