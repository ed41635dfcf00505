import { Resvg } from '@resvg/resvg-js';

const longestSide = 400;

/** A PNG of at most 400 pixels, made as a drawing that holds the picture. */
export function scaledPng(picture: Buffer, type: 'png' | 'jpeg'): Buffer {
  const { width, height } = type === 'png' ? pngSize(picture) : jpegSize(picture);
  const scale = Math.min(1, longestSide / Math.max(width, height));
  const [shownWidth, shownHeight] = [width, height].map((side) => Math.max(1, Math.round(side * scale)));
  const data = `data:image/${type};base64,${picture.toString('base64')}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${shownWidth}" height="${shownHeight}"><image width="${shownWidth}" height="${shownHeight}" xlink:href="${data}"/></svg>`;
  return new Resvg(svg).render().asPng();
}

interface Size {
  width: number;
  height: number;
}

/** What a damaged picture is taken for. */
const unknownSize: Size = { width: longestSide, height: longestSide };

function pngSize(picture: Buffer): Size {
  if (picture.length < 24) return unknownSize;
  return { width: picture.readUInt32BE(16) || 1, height: picture.readUInt32BE(20) || 1 };
}

/** The frame header tells it; the segments before are skipped. */
function jpegSize(picture: Buffer): Size {
  let at = 2;
  while (at + 9 <= picture.length && picture[at] === 0xff) {
    const marker = picture[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: picture.readUInt16BE(at + 7) || 1, height: picture.readUInt16BE(at + 5) || 1 };
    at += 2 + picture.readUInt16BE(at + 2);
  }
  return unknownSize;
}
