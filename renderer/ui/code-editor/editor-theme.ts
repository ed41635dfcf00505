import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const marker = (colour: string): Record<string, string> => ({
  backgroundImage: 'none',
  paddingBottom: '0',
  textDecoration: `underline wavy var(${colour}) 1px`,
  textUnderlineOffset: '3px',
});

const look = EditorView.theme({
  '&': { fontSize: '12.5px', color: 'var(--q-text)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--q-mono)',
    fontVariantLigatures: 'none',
    fontFeatureSettings: '"zero", "calt" 0',
    lineHeight: '20px',
    overflowX: 'hidden',
  },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--q-accent)' },
  '.cm-line': { padding: '0 10px' },
  '.cm-placeholder': { color: 'var(--q-text-3)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--q-select)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--q-bad-tint)' },
  '.cm-lintRange-error': marker('--q-bad'),
  '.cm-lintRange-warning': marker('--q-warn'),
  '.cm-lintPoint::after': { borderBottomColor: 'var(--q-bad)' },
  '.cm-tooltip': {
    zIndex: '30',
    color: 'var(--q-text)',
    backgroundColor: 'var(--q-surface)',
    border: 'none',
    borderRadius: 'var(--q-r2)',
    boxShadow: 'var(--q-shadow-pop)',
    fontFamily: 'var(--q-font)',
    fontSize: '12.5px',
    lineHeight: '18px',
  },
  '.cm-diagnostic': { padding: '6px 12px', maxWidth: '440px', borderLeftWidth: '3px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--q-bad)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--q-warn)' },
  '.cm-diagnosticAction': {
    marginLeft: '8px',
    padding: '0 6px',
    color: 'var(--q-accent)',
    backgroundColor: 'var(--q-accent-tint)',
    borderRadius: 'var(--q-r1)',
    fontFamily: 'var(--q-mono)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxHeight: '252px',
    minWidth: '320px',
    maxWidth: '620px',
    padding: '4px 0',
    fontFamily: 'var(--q-font)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    gap: '16px',
    alignItems: 'baseline',
    padding: '3px 12px',
    lineHeight: '18px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--q-text)',
    backgroundColor: 'var(--q-select)',
  },
  '.cm-completionLabel': { flex: 'none', minWidth: '88px', fontFamily: 'var(--q-mono)', fontSize: '12px' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionDetail': {
    marginLeft: '0',
    overflow: 'hidden',
    color: 'var(--q-text-2)',
    fontStyle: 'normal',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
});

/** Colours of the design for words of queries. */
const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--q-syn-key)' },
  { tag: [tags.literal, tags.atom], color: 'var(--q-syn-time)' },
  { tag: [tags.number, tags.string], color: 'var(--q-syn-num)' },
  { tag: [tags.operator, tags.bracket, tags.keyword, tags.comment], color: 'var(--q-syn-op)' },
  { tag: tags.labelName, color: 'var(--q-syn-seg)' },
  { tag: tags.invalid, color: 'var(--q-bad)' },
]);

export const editorTheme: Extension = [look, syntaxHighlighting(colours)];
