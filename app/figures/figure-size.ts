/** What plotly draws where no size is told, in px. */
export const defaultSize = { width: 700, height: 450 };
