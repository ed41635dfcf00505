import { autocompletion, type CompletionSource, completeFromList } from '@codemirror/autocomplete';
import { PostgreSQL, type SQLNamespace, schemaCompletionSource } from '@codemirror/lang-sql';
import type { Extension } from '@codemirror/state';
import type { KeptTable } from '../../../app/contract/columns.ts';
import { functionCompletions, keywordCompletions } from './sql-words.ts';

/** The dialect of the column engine is near that of PostgreSQL. */
const dialect = PostgreSQL;

/** Colours of SQL, and completion of tables, their columns, functions and keywords. */
export function sqlLanguage(tables: () => readonly KeptTable[]): Extension {
  return [
    dialect.language,
    autocompletion({
      ...{ override: sqlSources(tables), icons: false, selectOnOpen: false, defaultKeymap: false },
      // Tab alone takes an offer; pressed soon after it came, it would leave the field.
      interactionDelay: 0,
    }),
  ];
}

/** What fits at a place of a statement. @param tables Those that there are when somebody asks. */
export function sqlSources(tables: () => readonly KeptTable[]): CompletionSource[] {
  return [
    (context) => schemaCompletionSource({ dialect, schema: schemaOf(tables()) })(context),
    columnSource(tables),
    completeFromList([...functionCompletions]),
    completeFromList([...keywordCompletions]),
  ];
}

function schemaOf(tables: readonly KeptTable[]): SQLNamespace {
  return Object.fromEntries(
    tables.map(({ name, recordSet, columns }) => [
      name,
      { self: { label: name, detail: recordSet, type: 'type' }, children: columns.map(columnCompletion) },
    ]),
  );
}

function columnCompletion({ name, unit, timeScale }: KeptTable['columns'][number]): {
  label: string;
  detail: string;
  type: string;
  apply: string;
} {
  return { label: name, apply: quotedName(name), detail: unit ?? timeScale ?? '', type: 'property' };
}

/** Names with other signs than letters need quotation marks. */
export function quotedName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** Columns of the tables that the statement names, without a name in front. */
function columnSource(tables: () => readonly KeptTable[]): CompletionSource {
  return (context) => {
    const word = context.matchBefore(/\w+/);
    if (word === null && !context.explicit) return null;
    const statement = context.state.doc.toString();
    const named = tables().filter(({ name }) => new RegExp(`\\b${name}\\b`, 'i').test(statement));
    const columns = new Map(named.flatMap((table) => table.columns.map((column) => [column.name, column] as const)));
    if (columns.size === 0) return null;
    const options = [...columns.values()].map((column) => ({ ...columnCompletion(column), boost: 1 }));
    return { from: word?.from ?? context.pos, options, validFor: /^\w*$/ };
  };
}
