import { textWidth } from './font-metrics.ts';
import { type SvgElement, textRuns } from './svg-text.ts';

/** The emulated DOM as the normaliser changes it. */
interface EditableElement extends SvgElement {
  readonly ownerDocument: { createElementNS(namespace: string, name: string): EditableElement };
  querySelectorAll(selector: string): Iterable<EditableElement>;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  append(...children: unknown[]): void;
  replaceWith(element: unknown): void;
  textContent: string | null;
}

const namespace = 'http://www.w3.org/2000/svg';

/**
 * Makes every run of a text a text of its own at an absolute place, since PDF writers know neither shifts in em nor
 * parts of a line; drops dashes of length zero. Works on the tree of one figure.
 */
export function normaliseSvg(root: EditableElement): void {
  for (const text of [...root.querySelectorAll('text')]) replaceText(text);
  for (const element of [...root.querySelectorAll('[style*="stroke-dasharray"], [stroke-dasharray]')])
    dropZeroDashes(element);
}

function replaceText(text: EditableElement): void {
  const runs = textRuns(text);
  const group = text.ownerDocument.createElementNS(namespace, 'g');
  const style = text.getAttribute('style') ?? '';
  for (const name of ['transform', 'opacity', 'class']) {
    const value = text.getAttribute(name);
    if (value !== null) group.setAttribute(name, value);
  }
  const anchor = /text-anchor:\s*(\w+)/.exec(style)?.[1] ?? text.getAttribute('text-anchor') ?? 'start';
  const [x, y] = [
    Number.parseFloat(text.getAttribute('x') ?? '0') || 0,
    Number.parseFloat(text.getAttribute('y') ?? '0') || 0,
  ];
  for (const line of new Set(runs.map((run) => run.line))) {
    const own = runs.filter((run) => run.line === line);
    const width = own.reduce((sum, run) => sum + textWidth(run.text, run.sizePx, run.style), 0);
    let at = x - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
    for (const run of own) {
      const piece = text.ownerDocument.createElementNS(namespace, 'text');
      piece.setAttribute('x', at.toFixed(3));
      piece.setAttribute('y', (y + run.shiftPx).toFixed(3));
      piece.setAttribute('font-size', `${run.sizePx.toFixed(3)}px`);
      piece.setAttribute('font-family', 'DejaVu Sans');
      // A run may begin or end with the blank between two of them.
      piece.setAttribute('xml:space', 'preserve');
      if (run.style.includes('italic')) piece.setAttribute('font-style', 'italic');
      if (run.style.includes('bold')) piece.setAttribute('font-weight', 'bold');
      if (run.fill !== null) piece.setAttribute('fill', run.fill);
      piece.textContent = run.text;
      group.append(piece);
      at += textWidth(run.text, run.sizePx, run.style);
    }
  }
  text.replaceWith(group);
}

function dropZeroDashes(element: EditableElement): void {
  const style = element.getAttribute('style') ?? '';
  const dashes = /stroke-dasharray:\s*([^;]+)/.exec(style)?.[1] ?? element.getAttribute('stroke-dasharray') ?? '';
  if (!/(^|[\s,])0(px)?($|[\s,])/.test(dashes.trim())) return;
  element.setAttribute('style', style.replace(/stroke-dasharray:[^;]+;?/, ''));
  element.removeAttribute('stroke-dasharray');
}
