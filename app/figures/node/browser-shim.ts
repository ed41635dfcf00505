import { Window } from 'happy-dom';
import { textWidth } from './font-metrics.ts';
import { type SvgElement, textRuns } from './svg-text.ts';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface MeasuredElement extends SvgElement {
  querySelectorAll(selector: string): Iterable<MeasuredElement>;
}

const lineHeight = 1.3;

function number(element: SvgElement, name: string): number {
  return Number.parseFloat(element.getAttribute(name) ?? '0') || 0;
}

function isText(element: SvgElement): boolean {
  return element.tagName.toLowerCase() === 'text' || element.tagName.toLowerCase() === 'tspan';
}

/** Width of the widest line, and how many lines there are. */
function extent(element: SvgElement): { width: number; height: number; lines: number } {
  const lines = new Map<number, number>();
  let sizePx = 0;
  for (const run of textRuns(element)) {
    lines.set(run.line, (lines.get(run.line) ?? 0) + textWidth(run.text, run.sizePx, run.style));
    sizePx = Math.max(sizePx, run.sizePx);
  }
  const count = Math.max(1, lines.size);
  return { width: Math.max(0, ...lines.values()), height: sizePx * (1.17 + (count - 1) * lineHeight), lines: count };
}

function textBox(element: SvgElement): Box {
  const { width, height } = extent(element);
  const anchor =
    /text-anchor:\s*(\w+)/.exec(element.getAttribute('style') ?? '')?.[1] ?? element.getAttribute('text-anchor');
  const shift = anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0;
  const sizePx = textRuns(element)[0]?.sizePx ?? 12;
  return { x: number(element, 'x') - shift, y: number(element, 'y') - 0.93 * sizePx, width, height };
}

function union(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

/** Through the transforms of the element and all its ancestors: translate, rotate, scale. */
function throughTransforms(element: SvgElement, box: Box): Box {
  let corners: [number, number][] = [
    [box.x, box.y],
    [box.x + box.width, box.y],
    [box.x, box.y + box.height],
    [box.x + box.width, box.y + box.height],
  ];
  for (let at: SvgElement | null = element; at !== null && typeof at.getAttribute === 'function'; at = at.parentNode) {
    const steps = [
      ...(at.getAttribute('transform') ?? '').matchAll(/(translate|rotate|scale)\(([^)]*)\)/g),
    ].toReversed();
    for (const [, kind, text] of steps) {
      const [a = 0, b = 0, c = 0] = (text ?? '').split(/[\s,]+/).map(Number);
      corners = corners.map(([x, y]) => {
        if (kind === 'translate') return [x + a, y + b];
        if (kind === 'scale') return [x * a, y * (b || a)];
        const angle = (a * Math.PI) / 180;
        const [dx, dy] = [x - b, y - c];
        return [b + dx * Math.cos(angle) - dy * Math.sin(angle), c + dx * Math.sin(angle) + dy * Math.cos(angle)];
      });
    }
  }
  return union(corners.map(([x, y]) => ({ x, y, width: 0, height: 0 })));
}

function texts(element: MeasuredElement): MeasuredElement[] {
  return [...element.querySelectorAll('text')];
}

/**
 * Gives the thread what plotly asks of a browser: an emulated document whose texts can be measured.
 * Only for a thread that does nothing else.
 */
export function installBrowser(): Window {
  const window = new Window({ url: 'about:blank', width: 1200, height: 900 });
  const define = (name: string, value: unknown): void => {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  };
  const names = [
    'document',
    'navigator',
    'HTMLElement',
    'Element',
    'SVGElement',
    'Node',
    'DOMParser',
    'XMLSerializer',
    'getComputedStyle',
    'Event',
    'Image',
    'MutationObserver',
  ] as const;
  for (const name of names) {
    const value: unknown = window[name];
    define(name, name === 'getComputedStyle' ? window.getComputedStyle.bind(window) : value);
  }
  define('window', window);
  define('self', window);
  define('requestAnimationFrame', (callback: (time: number) => void) => setTimeout(() => callback(0), 0));
  define('cancelAnimationFrame', clearTimeout);
  const url = window.URL as unknown as { createObjectURL?: unknown };
  url.createObjectURL ??= () => '';
  addMeasuring(window.SVGElement.prototype as unknown as Record<string, unknown>);
  addLengths(window.SVGGeometryElement.prototype as unknown as Record<string, unknown>);
  return window;
}

function addMeasuring(prototype: Record<string, unknown>): void {
  const define = (name: string, value: (this: MeasuredElement) => unknown): void => {
    Object.defineProperty(prototype, name, { value, configurable: true, writable: true });
  };
  define('getBBox', function () {
    return isText(this) ? textBox(this) : union(texts(this).map(textBox));
  });
  define('getBoundingClientRect', function () {
    const box = union((isText(this) ? [this] : texts(this)).map((text) => throughTransforms(text, textBox(text))));
    return { ...box, left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height };
  });
  define('getComputedTextLength', function () {
    return extent(this).width;
  });
}

/** The emulated ones know no path; without them arrows have no heads. */
function addLengths(prototype: Record<string, unknown>): void {
  const define = (name: string, value: (this: SvgElement, length: number) => unknown): void => {
    Object.defineProperty(prototype, name, { value, configurable: true, writable: true });
  };
  define('getTotalLength', function () {
    const [from, to] = endsOf(this);
    return Math.hypot(to.x - from.x, to.y - from.y);
  });
  define('getPointAtLength', function (length: number) {
    const [from, to] = endsOf(this);
    const share = length / (Math.hypot(to.x - from.x, to.y - from.y) || 1);
    return { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
  });
}

/** Of a straight path; arrows are the only ones along which plotly goes. */
function endsOf(path: SvgElement): [{ x: number; y: number }, { x: number; y: number }] {
  const [x0 = 0, y0 = 0, x1 = x0, y1 = y0] =
    (path.getAttribute('d') ?? '').match(/-?\d+(\.\d+)?(e-?\d+)?/g)?.map(Number) ?? [];
  return [
    { x: x0, y: y0 },
    { x: x1, y: y1 },
  ];
}
