import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { create, type Font } from 'fontkit';

export type FontStyle = 'regular' | 'bold' | 'italic' | 'bold-italic';

const files: Record<FontStyle, string> = {
  regular: 'DejaVuSans.ttf',
  bold: 'DejaVuSans-Bold.ttf',
  italic: 'DejaVuSans-Oblique.ttf',
  'bold-italic': 'DejaVuSans-BoldOblique.ttf',
};

const folder = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const fonts = new Map<FontStyle, Font>();

export function fontPath(style: FontStyle): string {
  return join(folder, files[style]);
}

function fontOf(style: FontStyle): Font {
  const present = fonts.get(style);
  if (present !== undefined) return present;
  // The files hold one font each, not a collection.
  const font = create(readFileSync(fontPath(style))) as Font;
  fonts.set(style, font);
  return font;
}

/** Width of a text in px at a font size in px. */
export function textWidth(text: string, sizePx: number, style: FontStyle): number {
  const font = fontOf(style);
  return (font.layout(text.replaceAll('\u200b', '')).advanceWidth / font.unitsPerEm) * sizePx;
}
