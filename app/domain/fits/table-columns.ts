import type { CardValue } from './card.ts';
import type { Hdu } from './fits-file.ts';

/** L logical, X bits, B I J K integers, A text, E D real, C M complex, P Q arrays of variable length. */
export type FormCode = 'L' | 'X' | 'B' | 'I' | 'J' | 'K' | 'A' | 'E' | 'D' | 'C' | 'M';

export interface TableColumn {
  /** TTYPE, or "column 3" if it has none. */
  name: string;
  /** TFORM as it is written. */
  form: string;
  code: FormCode;
  /** Elements of a cell; of an array of variable length the most of all rows. */
  repeat: number;
  /** Bytes of an element within a row; whole cells of X take ceil(repeat / 8). */
  elementBytes: number;
  /** Descriptors in the row, elements in the heap. */
  variable: 'P' | 'Q' | null;
  /** First byte within a row. */
  offset: number;
  /** Bytes within a row. */
  bytes: number;
  unit: string | null;
  scale: number;
  zero: number;
  /** Stored integer that stands for no value. */
  missing: CardValue;
  /** Shape of a cell, first axis first; null if it has none. */
  shape: number[] | null;
}

const elementBytes: Readonly<Record<FormCode, number>> = {
  ...{ L: 1, X: 1, B: 1, A: 1, I: 2 },
  ...{ J: 4, E: 4, K: 8, D: 8, C: 8, M: 16 },
};

const form = /^\s*(\d*)([LXBIJKAEDCM])/;
const variableForm = /^\s*([01]?)([PQ])([LXBIJKAEDCM])(?:\((\d+)\))?/;

/** The columns of a binary table. @throws FitsError if a form is none, or rows are too short for the columns */
export function binaryColumns({ header, axes }: Hdu): TableColumn[] {
  const fields = header.count('TFIELDS');
  if (fields > 999) throw header.wrong(`TFIELDS is ${fields}; tables have at most 999 columns.`, 'TFIELDS');
  // Of a compressed image NAXIS1 of the table itself counts.
  const rowBytes = header.number('NAXIS1') ?? axes[0] ?? 0;
  const columns: TableColumn[] = [];
  let offset = 0;
  for (let number = 1; number <= fields; number++) {
    const written = header.text(`TFORM${number}`) ?? '';
    const parsed = parseForm(written);
    if (parsed === undefined)
      throw header.wrong(`TFORM${number} '${written}' is no form of a column.`, `TFORM${number}`);
    columns.push({
      ...parsed,
      name: header.text(`TTYPE${number}`) || `column ${number}`,
      form: written,
      offset,
      unit: header.text(`TUNIT${number}`) || null,
      scale: header.number(`TSCAL${number}`) ?? 1,
      zero: header.number(`TZERO${number}`) ?? 0,
      missing: header.value(`TNULL${number}`),
      shape: parseShape(header.text(`TDIM${number}`)),
    });
    offset += parsed.bytes;
  }
  if (offset > rowBytes)
    throw header.wrong(`its columns take ${offset} bytes of a row, NAXIS1 allows ${rowBytes}.`, 'NAXIS1');
  return columns;
}

function parseForm(
  written: string,
): Pick<TableColumn, 'code' | 'repeat' | 'elementBytes' | 'variable' | 'bytes'> | undefined {
  const variable = variableForm.exec(written);
  if (variable !== null) {
    // The patterns allow these letters only.
    const [kind, code] = [variable[2] as 'P' | 'Q', variable[3] as FormCode];
    const bytes = variable[1] === '0' ? 0 : kind === 'P' ? 8 : 16;
    return { code, repeat: Number(variable[4] ?? 0), elementBytes: elementBytes[code], variable: kind, bytes };
  }
  const fixed = form.exec(written);
  if (fixed === null) return undefined;
  const code = fixed[2] as FormCode;
  const repeat = fixed[1] === '' ? 1 : Number(fixed[1]);
  const bytes = code === 'X' ? Math.ceil(repeat / 8) : repeat * elementBytes[code];
  return { code, repeat, elementBytes: elementBytes[code], variable: null, bytes };
}

function parseShape(text: string | undefined): number[] | null {
  const [, inside] = /^\s*\(([\d\s,]+)\)/.exec(text ?? '') ?? [];
  return inside === undefined ? null : inside.split(',').map(Number);
}
