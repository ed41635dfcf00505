/** What is known of a series that can be searched. */
export interface SearchableSeries {
  name: string;
  note: string;
  primekeys: readonly string[];
  /** Null while they are not known here. */
  keywords: readonly { name: string; note: string }[] | null;
}

export interface FoundSeries {
  name: string;
  note: string;
  primekeys: readonly string[];
  /** Keywords that hold a word that neither name nor note of the series has. */
  keywords: { name: string; note: string }[];
}

/** Series in which every word of the text occurs, in name, note or a keyword; those with it in the name first. */
export function searchSeries(series: Iterable<SearchableSeries>, text: string): FoundSeries[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found: { one: FoundSeries; rank: number }[] = [];
  for (const one of series) {
    const match = matchOf(one, words);
    if (match !== null) found.push(match);
  }
  return found.sort((a, b) => a.rank - b.rank || compare(a.one.name, b.one.name)).map(({ one }) => one);
}

function compare(a: string, b: string): number {
  const [low, high] = [a.toLowerCase(), b.toLowerCase()];
  return low < high ? -1 : low > high ? 1 : 0;
}

/** The worst place of any word decides the rank: 0 beginning of the name, 1 in it, 2 note, 3 keyword. */
function matchOf(series: SearchableSeries, words: readonly string[]): { one: FoundSeries; rank: number } | null {
  const { name, note, primekeys } = series;
  const [lowName, lowNote] = [name.toLowerCase(), note.toLowerCase()];
  const keywords: FoundSeries['keywords'] = [];
  let rank = 0;
  for (const word of words) {
    const at = lowName.indexOf(word);
    if (at >= 0) rank = Math.max(rank, at === 0 ? 0 : 1);
    else if (lowNote.includes(word)) rank = Math.max(rank, 2);
    else {
      const holding = (series.keywords ?? []).filter((one) => `${one.name} ${one.note}`.toLowerCase().includes(word));
      if (holding.length === 0) return null;
      keywords.push(...holding.filter((one) => !keywords.includes(one)));
      rank = 3;
    }
  }
  return { one: { name, note, primekeys, keywords }, rank };
}
