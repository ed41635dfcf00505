import { type Theme, themeQuartz } from 'ag-grid-community';

/** Grids in the colours of the design. @param headerHeight In pixels. */
export function gridTheme(headerHeight: number): Theme {
  return themeQuartz.withParams({
    fontFamily: 'inherit',
    fontSize: 12.5,
    rowHeight: 26,
    headerHeight,
    backgroundColor: 'var(--q-surface)',
    foregroundColor: 'var(--q-text)',
    headerBackgroundColor: 'var(--q-surface)',
    headerTextColor: 'var(--q-text-2)',
    borderColor: 'var(--q-line)',
    rowHoverColor: 'var(--q-hover)',
    selectedRowBackgroundColor: 'var(--q-select)',
    accentColor: 'var(--q-accent)',
    wrapperBorder: false,
    wrapperBorderRadius: 0,
    spacing: 5,
  });
}
