/**
 * For `tabToNextCell` of a grid: its rows are one stop of Tab, as a list is, and arrows walk among their cells. Else Tab
 * would go through all cells of all rows before it comes to what stands below.
 */
export function leaveByTab(): boolean {
  return false;
}
