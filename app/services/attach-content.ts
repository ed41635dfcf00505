import { createHash } from 'node:crypto';
import type { conductivityColumns } from '../contract/attach.ts';
import type { FigureSpec } from '../contract/figures.ts';
import type { ArrheniusFit, CurveSummary, FitRange } from '../domain/conductivity.ts';
import { type FigureSubject, figureIdentityText } from '../domain/figure-identity.ts';
import type { ValueTable } from '../domain/juliabase.ts';

type Column = (typeof conductivityColumns)[number];

/** A sample of the figure with the fit in the range that is written. */
export interface AttachRow {
  curve: CurveSummary;
  fit: ArrheniusFit | null;
}

export const defaultColumns: Column[] = ['sample', 'sigma300', 'ea', 'ea-stderr'];

const headings: Record<Column, string> = {
  sample: 'sample',
  sigma300: 'σ(300 K)/(S/cm)',
  ea: 'E_a/eV',
  'ea-stderr': 'standard error of E_a/eV',
  'r-squared': 'R²',
  points: 'points',
};

/** The table of numbers as JuliaBase keeps it: every cell a text, empty where there is no value. */
export function attachTable(rows: readonly AttachRow[], columns: readonly Column[]): ValueTable {
  return {
    headings: columns.map((column) => headings[column]),
    rows: rows.map((row) => columns.map((column) => cell(column, row))),
  };
}

function cell(column: Column, { curve, fit }: AttachRow): string {
  switch (column) {
    case 'sample':
      return curve.sampleName;
    case 'sigma300':
      return fit === null ? '' : fit.sigma300.toExponential(2);
    case 'ea':
      return fit === null ? '' : fit.activationEnergyEv.toFixed(decimalsFor(fit.activationEnergyStderrEv));
    case 'ea-stderr':
      return fit === null ? '' : fit.activationEnergyStderrEv.toFixed(decimalsFor(fit.activationEnergyStderrEv));
    case 'r-squared':
      return fit === null ? '' : fit.rSquared.toFixed(5);
    case 'points':
      return fit === null ? '' : String(fit.points);
    default:
      return column satisfies never;
  }
}

/** As many decimals as the uncertainty allows, at least three so that a column reads evenly. */
function decimalsFor(stderrEv: number): number {
  if (!(stderrEv > 0)) return 4;
  return Math.min(6, Math.max(3, Math.ceil(-Math.log10(stderrEv))));
}

export function defaultTitle(spec: FigureSpec): string {
  return spec.view === 'arrhenius' ? 'Conductivity (Arrhenius)' : 'Conductivity over temperature';
}

/** What a reader of the lab database needs to know about the figure, in Markdown. */
export function defaultComments(spec: FigureSpec, rows: readonly AttachRow[], fitRange: FitRange | null): string {
  const lines: string[] = [];
  if (fitRange !== null && rows.some((row) => row.fit !== null)) {
    const from = Math.round(1000 / fitRange.maxInverseKelvin);
    const to = Math.round(1000 / fitRange.minInverseKelvin);
    lines.push(`Fit of ln σ over 1000/T from ${from} to ${to} K.`);
  } else if (spec.view === 'linear') {
    lines.push('Conductivity over temperature.');
  }
  const curved = rows.filter((row) => row.fit?.curved === true).map((row) => escapeMarkdown(row.curve.sampleName));
  if (curved.length > 0) lines.push(`Curved inside the range: ${curved.join(', ')}.`);
  const without = rows.filter((row) => row.curve.points === 0).map((row) => escapeMarkdown(row.curve.sampleName));
  if (without.length > 0) lines.push(`Without data: ${without.join(', ')}.`);
  return lines.length === 0 ? 'Drawn from the raw data files of the samples.' : lines.join('\n');
}

export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#]/g, '\\$&');
}

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** 26 base-32 letters that are the same on every computer for the same figure. */
export function figureIdentity(figure: FigureSubject): string {
  const digest = createHash('sha256').update(figureIdentityText(figure)).digest();
  return Array.from(digest.subarray(0, 26), (byte) => base32.charAt(byte & 31)).join('');
}

/** Cells in which two tables differ, as [row, column] of `next`. */
export function differingCells(previous: ValueTable, next: ValueTable): [number, number][] {
  const differing: [number, number][] = [];
  for (const [row, cells] of next.rows.entries()) {
    for (const [column, text] of cells.entries()) {
      const before = previous.rows[row]?.[previous.headings.indexOf(next.headings[column] ?? '')];
      if (before !== text) differing.push([row, column]);
    }
  }
  return differing;
}

export function sameTable(left: ValueTable, right: ValueTable): boolean {
  return JSON.stringify([left.headings, left.rows]) === JSON.stringify([right.headings, right.rows]);
}
