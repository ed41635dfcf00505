export const tableFileFormats = ['csv', 'parquet', 'arrow', 'json', 'votable', 'ecsv'] as const;
export type TableFileFormat = (typeof tableFileFormats)[number];

interface FormatFacts {
  /** For menus. */
  title: string;
  /** Who reads it, for menus. */
  use: string;
  /** Of a file's name, the usual one first. */
  endings: readonly [string, ...string[]];
  contentType: string;
}

export const tableFileFacts: Readonly<Record<TableFileFormat, FormatFacts>> = {
  csv: { title: 'CSV', use: 'spreadsheets', endings: ['.csv'], contentType: 'text/csv; charset=utf-8' },
  parquet: {
    title: 'Parquet',
    use: 'pandas, astropy, DuckDB',
    endings: ['.parquet'],
    contentType: 'application/vnd.apache.parquet',
  },
  arrow: {
    title: 'Arrow',
    use: 'pandas, Polars, R',
    endings: ['.arrow', '.feather'],
    contentType: 'application/vnd.apache.arrow.file',
  },
  json: { title: 'JSON with units', use: 'scripts', endings: ['.json'], contentType: 'application/json' },
  votable: {
    title: 'VOTable',
    use: 'TOPCAT, astropy',
    endings: ['.vot', '.votable', '.xml'],
    contentType: 'application/x-votable+xml',
  },
  ecsv: { title: 'ECSV', use: 'astropy, as text', endings: ['.ecsv'], contentType: 'text/plain; charset=utf-8' },
};
