import { useRecordView } from '../../drms/table/record-view.tsx';
import { noSelection } from '../../drms/table/selection-steps.ts';
import type { Box } from './brush.ts';
import { useBrush } from './brush-provider.tsx';

export interface BoxSelection {
  /** While the box moves: the rows in it, in all plots. */
  mark(box: Box): void;
  /** The rows in it become the selection of the table. */
  choose(box: Box): void;
  clear(): void;
}

interface PlottedColumns {
  /** Places in the table. */
  x: number;
  y: number;
  xValues: Float64Array;
  yValues: Float64Array;
}

export function useBoxSelection({ x, y, xValues, yValues }: PlottedColumns): BoxSelection {
  const brush = useBrush();
  const { filters, setSelection } = useRecordView();
  return {
    mark: (box) => brush?.markBox(xValues, yValues, box),
    choose: (box) =>
      setSelection([
        {
          filters: [
            ...filters,
            { kind: 'range', column: x, from: box.x[0], to: box.x[1] },
            { kind: 'range', column: y, from: box.y[0], to: box.y[1] },
          ],
        },
      ]),
    clear: () => setSelection(noSelection),
  };
}
