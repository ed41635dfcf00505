/** Rows with a number in all of some columns, as lists that the libraries take. */
interface NumberRows {
  rows: number[][];
  /** Their places among all rows. */
  places: Uint32Array;
  /** Of the columns, before they were standardised. */
  means: number[];
  /** Null: the columns count as they are. */
  deviations: number[] | null;
}

export function numberRows(columns: readonly Float64Array[], standardised: boolean): NumberRows {
  const count = columns[0]?.length ?? 0;
  const places = Uint32Array.from({ length: count }, (_, row) => row).filter((row) =>
    columns.every((values) => Number.isFinite(values[row])),
  );
  const means = columns.map((values) => places.reduce((sum, row) => sum + (values[row] ?? 0), 0) / places.length);
  const deviations = standardised
    ? columns.map((values, column) =>
        Math.sqrt(
          places.reduce((sum, row) => sum + ((values[row] ?? 0) - (means[column] ?? 0)) ** 2, 0) / (places.length - 1),
        ),
      )
    : null;
  const rows = Array.from(places, (row) =>
    columns.map((values, column) => {
      const value = values[row] ?? 0;
      return deviations === null ? value : (value - (means[column] ?? 0)) / (deviations[column] ?? 1);
    }),
  );
  return { rows, places, means, deviations };
}

/** Place of the first column of which all values are equal; −1 if there is none. */
export function equalColumn({ deviations }: NumberRows): number {
  return deviations?.findIndex((deviation) => !(deviation > 0)) ?? -1;
}
