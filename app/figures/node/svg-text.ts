import type { FontStyle } from './font-metrics.ts';

/** As much of a DOM element as text measuring needs; the emulated DOM gives it. */
export interface SvgElement {
  readonly tagName: string;
  readonly nodeType: number;
  readonly childNodes: Iterable<SvgNode>;
  readonly parentNode: SvgElement | null;
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
}

export type SvgNode = SvgElement | { readonly nodeType: number; readonly textContent: string | null };

export interface TextRun {
  text: string;
  sizePx: number;
  style: FontStyle;
  fill: string | null;
  /** Sum of `dy`, in px. */
  shiftPx: number;
  /** Line of a text of several lines, from 0. */
  line: number;
}

interface RunStyle {
  sizePx: number;
  bold: boolean;
  italic: boolean;
  fill: string | null;
}

const elementNode = 1;
const textNode = 3;

function styleValue(element: SvgElement, name: string): string | null {
  const declared = new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]+)`)
    .exec(element.getAttribute('style') ?? '')?.[1]
    ?.trim();
  return declared ?? element.getAttribute(name);
}

function sizeOf(text: string | null, inherited: number): number {
  if (text === null) return inherited;
  const value = Number.parseFloat(text);
  if (!Number.isFinite(value)) return inherited;
  return text.endsWith('%') ? (inherited * value) / 100 : text.endsWith('em') ? inherited * value : value;
}

function own(element: SvgElement, inherited: RunStyle): RunStyle {
  const weight = styleValue(element, 'font-weight');
  const slant = styleValue(element, 'font-style');
  return {
    sizePx: sizeOf(styleValue(element, 'font-size'), inherited.sizePx),
    bold: weight === null ? inherited.bold : weight === 'bold' || Number(weight) >= 600,
    italic: slant === null ? inherited.italic : slant === 'italic' || slant === 'oblique',
    fill: styleValue(element, 'fill') ?? inherited.fill,
  };
}

/** The runs of a `<text>` with their sizes, shifts and lines; zero-width spaces are left out. */
export function textRuns(element: SvgElement): TextRun[] {
  const runs: TextRun[] = [];
  let shiftPx = 0;
  let line = 0;
  const visit = (node: SvgNode, style: RunStyle): void => {
    if (node.nodeType === textNode) {
      const text = (node.textContent ?? '').replaceAll('\u200b', '');
      const fontStyle: FontStyle = style.bold
        ? style.italic
          ? 'bold-italic'
          : 'bold'
        : style.italic
          ? 'italic'
          : 'regular';
      if (text !== '') runs.push({ text, sizePx: style.sizePx, style: fontStyle, fill: style.fill, shiftPx, line });
      return;
    }
    if (node.nodeType !== elementNode) return;
    const child = node as SvgElement;
    const next = own(child, style);
    const isLine = child.getAttribute('class') === 'line';
    const dy = child.getAttribute('dy');
    if (isLine) {
      // Plotly sets the lines of a text by dy in em from its top.
      line = Math.round(Number.parseFloat(dy ?? '0') / 1.3);
      shiftPx = Number.parseFloat(dy ?? '0') * next.sizePx;
    } else if (dy !== null) shiftPx += dy.endsWith('em') ? Number.parseFloat(dy) * next.sizePx : Number.parseFloat(dy);
    for (const grandchild of child.childNodes) visit(grandchild, next);
  };
  const root = own(element, inheritedStyle(element));
  for (const child of element.childNodes) visit(child, root);
  return runs;
}

function inheritedStyle(element: SvgElement): RunStyle {
  const chain: SvgElement[] = [];
  for (
    let parent = element.parentNode;
    parent !== null && typeof parent.getAttribute === 'function';
    parent = parent.parentNode
  )
    chain.unshift(parent);
  return chain.reduce((style, parent) => own(parent, style), {
    sizePx: 12,
    bold: false,
    italic: false,
    fill: null,
  } as RunStyle);
}
