/** Says in another language what the core has composed in English. */
export type Speaker = (sentence: string) => string;

interface Template {
  /** What stands around the values, from the start to the end: one more than there are values. */
  fixed: readonly string[];
  /** Numbers of the values, in the order of the English text. */
  values: readonly string[];
  /** Of those that are somebody's own words. */
  own: ReadonlySet<string>;
  spoken: string;
  weight: number;
  /** So little of it is fixed that it would fit half of all sentences: its values are known or single words then. */
  isWeak: boolean;
}

interface Said {
  text: string;
  /** How many letters of the English text were known. */
  weight: number;
}

const longestSentence = 4000;
const mostSentences = 24;
const mostRemembered = 2000;
/** Where a text may be made of several sentences; the separators stay. */
const seams = /( · |\n|(?<=[.!?:;…”]) (?=\S))/;

/**
 * Compiles a catalogue of English templates with their German texts, as `"{0} is not there.": "{0} ist nicht da."`.
 * Values that are sentences of the core themselves are said too; what is not known stays as it is. A value that people
 * have written, as a title, is `{=0}` in the German text and never said, for it may read like words of the core.
 */
export function compileSentences(catalogue: Readonly<Record<string, string>>): Speaker {
  const exact = new Map<string, string>();
  const byFirstWord = new Map<string, Template[]>();
  const byLastWord = new Map<string, Template[]>();
  const others: Template[] = [];
  for (const [english, spoken] of Object.entries(catalogue)) {
    const template = templateOf(english, spoken);
    if (template.values.length === 0) {
      exact.set(english, spoken);
      continue;
    }
    const first = firstWord(template.fixed[0] ?? '');
    const last = lastWord(template.fixed.at(-1) ?? '');
    if (first !== null) put(byFirstWord, first, template);
    else if (last !== null) put(byLastWord, last, template);
    else others.push(template);
  }
  const remembered = new Map<string, Said>();

  function say(text: string): Said {
    const known = remembered.get(text);
    if (known !== undefined) return known;
    const said = sayAnew(text);
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(text, said);
    return said;
  }

  function sayAnew(text: string): Said {
    const whole = sayToTheEnd(text);
    const pieces = text.split(seams);
    return pieces.length === 1 || pieces.length > 2 * mostSentences ? whole : heavier(whole, sayPieces(pieces));
  }

  /** Of a text of several sentences the cut of which most is known; texts and separators take turns. */
  function sayPieces(pieces: readonly string[]): Said {
    const nothing: Said = { text: '', weight: 0 };
    const fromHere: Said[] = [];
    for (let start = pieces.length - 1; start >= 0; start -= 2) {
      let best: Said = { text: '', weight: -1 };
      for (let end = start + 1; end <= pieces.length; end += 2) {
        // The text as a whole is tried by the caller.
        if (start === 0 && end === pieces.length) continue;
        const here = sayToTheEnd(pieces.slice(start, end).join(''));
        const rest = fromHere[end + 1] ?? nothing;
        best = heavier(best, { text: here.text + (pieces[end] ?? '') + rest.text, weight: here.weight + rest.weight });
      }
      fromHere[start] = best;
    }
    return fromHere[0] ?? nothing;
  }

  /** Some sentences get their full stop where they are used. */
  function sayToTheEnd(text: string): Said {
    const whole = sayWhole(text);
    if (!text.endsWith('.')) return whole;
    const { text: said, weight } = sayWhole(text.slice(0, -1));
    return heavier(whole, { text: `${said}.`, weight });
  }

  function sayWhole(text: string): Said {
    const spoken = exact.get(text);
    if (spoken !== undefined) return { text: spoken, weight: text.length };
    let best: Said = { text, weight: 0 };
    let fixed = 0;
    const candidates = [
      byFirstWord.get(firstWord(`${text} `) ?? ''),
      byLastWord.get(lastWord(` ${text}`) ?? ''),
      others,
    ];
    for (const template of candidates.flatMap((some) => some ?? [])) {
      const values = template.weight < fixed ? null : valuesIn(text, template);
      const said = values === null ? null : fill(template, values);
      if (said === null || said.weight === 0) continue;
      // The longer template, also where a shorter one would know as much by what its values say.
      best = template.weight > fixed ? said : heavier(best, said);
      fixed = template.weight;
    }
    return best;
  }

  function fill({ spoken, values: names, own, weight, isWeak }: Template, values: readonly string[]): Said {
    const said = values.map((value, at) =>
      own.has(names[at] ?? '') ? { text: value, weight: isWeak ? 0 : weightOfOwn(value) } : say(value),
    );
    if (isWeak && said.some((value, at) => value.weight === 0 && isSeveralWords(values[at] ?? '')))
      return { text: '', weight: 0 };
    const text = spoken.replaceAll(/\{=?(\d+)\}/g, (place, name: string) => said[names.indexOf(name)]?.text ?? place);
    return { text, weight: said.reduce((sum, value) => sum + value.weight, weight) };
  }

  return (sentence) => (sentence.length > longestSentence ? sentence : say(sentence).text);
}

function templateOf(english: string, spoken: string): Template {
  const parts = english.split(/\{(\d+)\}/);
  const fixed = parts.filter((_part, at) => at % 2 === 0);
  const words = fixed.join(' ').match(/\p{L}{2,}/gu) ?? [];
  return {
    fixed,
    values: parts.filter((_part, at) => at % 2 === 1),
    own: new Set([...spoken.matchAll(/\{=(\d+)\}/g)].map(([, name = '']) => name)),
    spoken,
    weight: fixed.join('').length,
    isWeak: words.length < 2 && fixed[0] === '',
  };
}

/** What stands at the places of the values, or null if the text is another one. */
function valuesIn(text: string, { fixed }: Template): readonly string[] | null {
  const head = fixed[0] ?? '';
  const tail = fixed.at(-1) ?? '';
  const end = text.length - tail.length;
  if (end < head.length || !text.startsWith(head) || !text.endsWith(tail)) return null;
  const values: string[] = [];
  let from = head.length;
  for (const piece of fixed.slice(1, -1)) {
    const at = text.indexOf(piece, from);
    if (at < 0 || at + piece.length > end) return null;
    values.push(text.slice(from, at));
    from = at + piece.length;
  }
  values.push(text.slice(from, end));
  return values;
}

/** Somebody's own words are as good as known, but less than several sentences that are. */
function weightOfOwn(value: string): number {
  return Math.max(0, value.length - 4 * (value.split(seams).length - 1));
}

function isSeveralWords(value: string): boolean {
  return value.replaceAll(/“[^”]*”/g, '').includes(' ');
}

/** The one that knows more; the first of two equal ones. */
function heavier(one: Said, other: Said): Said {
  return other.weight > one.weight ? other : one;
}

/** The word that a text begins with, if it is whole. */
function firstWord(text: string): string | null {
  return /^\S+(?=\s)/.exec(text)?.[0] ?? null;
}

function lastWord(text: string): string | null {
  return /(?<=\s)\S+$/.exec(text)?.[0] ?? null;
}

function put(map: Map<string, Template[]>, key: string, template: Template): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [template]);
  else there.push(template);
}
