/** How plotly behaves around all our figures: it offers nothing of its own, and sends nothing anywhere. */
export const figureConfig = {
  displayModeBar: false,
  showSendToCloud: false,
  plotlyServerURL: '',
  displaylogo: false,
  responsive: false,
} as const;
