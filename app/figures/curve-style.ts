export type FigureTheme = 'light' | 'dark' | 'print';

export interface CurveStyle {
  color: string;
  /** Name of plotly's marker. */
  symbol: string;
  dash: 'solid' | '4px 3px';
}

/** Told apart also by people who see no red, green or blue; the print theme uses the light ones. */
const colors = {
  light: ['#0072b2', '#df7737', '#005640', '#6e3264', '#615d00', '#8f93a1'],
  dark: ['#5aaef0', '#df6b1e', '#86efbf', '#b479a5', '#dccf45', '#e0e1ed'],
};

const ramps = {
  light: ['#011959', '#12436a', '#225f62', '#49724f', '#7d8234', '#b98a2c'],
  dark: ['#4f8fb8', '#5fb0b0', '#83bd8a', '#c0b95a', '#eca764', '#f9c0b8'],
};

const filled = ['circle', 'square', 'diamond', 'triangle-up', 'triangle-down', 'star-diamond'];
const hollow = ['circle-open', 'square-open', 'diamond-open', 'triangle-up-open', 'triangle-down-open', 'x-thin-open'];

/** Style of curve `index` of `total`: twelve different markers, six colours or a ramp for ordered series. */
export function curveStyle(index: number, total: number, theme: FigureTheme, ordered: boolean): CurveStyle {
  const scheme = theme === 'dark' ? 'dark' : 'light';
  const second = index % 12 >= 6;
  const place = index % 6;
  return {
    color: ordered
      ? rampColor(ramps[scheme], total > 1 ? index / (total - 1) : 0)
      : (colors[scheme][place] ?? '#888888'),
    symbol: (second ? hollow : filled)[place] ?? 'circle',
    dash: second ? '4px 3px' : 'solid',
  };
}

function rampColor(ramp: readonly string[], share: number): string {
  const position = share * (ramp.length - 1);
  const low = Math.min(ramp.length - 2, Math.floor(position));
  const [from, to] = [channels(ramp[low] ?? ''), channels(ramp[low + 1] ?? '')];
  const mixed = from.map((value, index) => Math.round(value + ((to[index] ?? value) - value) * (position - low)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function channels(hex: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
}
