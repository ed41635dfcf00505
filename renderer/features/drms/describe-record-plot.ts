import type { RecordColumn } from '../../../app/contract/drms.ts';
import { taiOfUtcClock, utcClockOfTai } from '../../../app/domain/time/leap-seconds.ts';
import { palettes } from '../../../app/figures/palette.ts';
import { escapeText } from '../../../app/figures/plotly-text.ts';
import type { FigureDescription, PlotlyValue } from '../../../app/figures/plotly-types.ts';

const epochMs = Date.UTC(1977, 0, 1);

/** Value on the axis of a number as it lies in the table; times are drawn as their clock shows them, in milliseconds. */
function axisOf(column: RecordColumn, value: number): number {
  if (column.kind !== 'time' || !Number.isFinite(value)) return value;
  const whole = Math.floor(value);
  const clock = column.timeScale === 'UTC' ? utcClockOfTai(whole).clockSeconds : whole;
  return epochMs + (clock + value - whole) * 1000;
}

/** As plotly writes times: without zone. */
function textOf(milliseconds: number): string {
  return Number.isFinite(milliseconds) ? new Date(milliseconds).toISOString().slice(0, -1) : '';
}

/** The way back from a place on the axis. */
export function taiOfAxis(column: RecordColumn, place: number): number {
  if (column.kind !== 'time') return place;
  const clock = (place - epochMs) / 1000;
  if (column.timeScale !== 'UTC') return clock;
  const whole = Math.floor(clock);
  return (taiOfUtcClock(whole) ?? whole) + clock - whole;
}

/** One keyword over another, with its unit on each axis. */
export function describeRecordPlot(
  points: { x: Float64Array; y: Float64Array },
  x: RecordColumn,
  y: RecordColumn,
  theme: 'light' | 'dark',
): FigureDescription {
  const palette = palettes[theme];
  const axis = {
    showline: true,
    ticks: 'outside',
    ticklen: 4,
    linecolor: palette.hint,
    tickcolor: palette.hint,
    gridcolor: palette.line,
    zeroline: false,
    ticklabeloverflow: 'allow',
    tickfont: { size: 11.5, color: palette.secondary },
  };
  const title = (column: RecordColumn): PlotlyValue => {
    const about = column.timeScale ?? column.unit;
    const text = escapeText(about === null ? column.name : `${column.name} (${about})`);
    return { text, standoff: 8, font: { size: 12.5, color: palette.text } };
  };
  const many = points.x.length > 400;
  return {
    data: [
      {
        type: 'scatter',
        name: escapeText(y.name),
        x: x.kind === 'time' ? Array.from(points.x, (value) => textOf(axisOf(x, value))) : points.x,
        y: points.y,
        mode: many ? 'lines' : 'lines+markers',
        marker: { size: 4, color: palette.accent },
        line: { width: 1.25, color: palette.accent },
        connectgaps: false,
        hovertemplate: `%{x}<br>%{y}<extra></extra>`,
      },
    ],
    layout: {
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: "'Inter Variable', Inter, system-ui, sans-serif", size: 12, color: palette.text },
      margin: { l: 68, r: 16, t: 8, b: 40 },
      showlegend: false,
      hovermode: 'closest',
      dragmode: 'zoom',
      xaxis: { ...axis, type: x.kind === 'time' ? 'date' : 'linear', title: title(x) },
      yaxis: { ...axis, title: title(y) },
    },
    config: {
      displayModeBar: false,
      showSendToCloud: false,
      plotlyServerURL: '',
      displaylogo: false,
      responsive: false,
    },
  };
}
