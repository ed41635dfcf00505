import {
  CellStyleModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  InfiniteRowModelModule,
  ModuleRegistry,
  RowApiModule,
  RowSelectionModule,
  ScrollApiModule,
  TooltipModule,
} from 'ag-grid-community';

/** What our grids use of the library: all of it would be half as much code again before the first row. */
export function registerGridModules(): void {
  ModuleRegistry.registerModules([
    ...[ClientSideRowModelModule, InfiniteRowModelModule, RowApiModule, RowSelectionModule],
    ...[CellStyleModule, ColumnApiModule, ScrollApiModule, TooltipModule],
  ]);
}
