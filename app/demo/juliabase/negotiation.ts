interface Range {
  type: string;
  subtype: string;
  quality: number;
}

const offered = ['text/html', 'application/xhtml+xml', 'application/json'] as const;

function parseRange(text: string): Range {
  const [media = '', ...parameters] = text.split(';').map((part) => part.trim());
  const [type = '*', subtype = '*'] = (media === '*' ? '*/*' : media).split('/');
  const given = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1');
  // The original takes a quality of zero for one.
  const quality = Number.isFinite(given) && given > 0 && given <= 1 ? given : 1;
  return { type, subtype, quality };
}

function fitness(media: string, ranges: readonly Range[]): [specificity: number, quality: number] {
  const [type, subtype] = media.split('/');
  let best: [number, number] = [-1, 0];
  for (const range of ranges) {
    const typeFits = range.type === type || range.type === '*';
    const subtypeFits = range.subtype === subtype || range.subtype === '*';
    if (!typeFits || !subtypeFits) continue;
    const specificity = (range.type === type ? 100 : 0) + (range.subtype === subtype ? 10 : 0);
    if (specificity > best[0]) best = [specificity, range.quality];
  }
  return best;
}

/** The real server's choice: specificity first, then quality, then the alphabetically greatest type. */
export function chooseMedia(accept: string | undefined, types: readonly string[] = offered): string | undefined {
  if (accept === undefined || accept.trim() === '') return undefined;
  const ranges = accept.split(',').map(parseRange);
  const ranked = types
    .map((media) => ({ media, fit: fitness(media, ranges) }))
    .toSorted((a, b) => a.fit[0] - b.fit[0] || a.fit[1] - b.fit[1] || (a.media < b.media ? -1 : 1));
  const best = ranked.at(-1);
  return best === undefined || best.fit[0] < 0 ? undefined : best.media;
}

export function wantsJson(accept: string | undefined): boolean {
  return chooseMedia(accept) === 'application/json';
}
