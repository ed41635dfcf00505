/**
 * JuliaBase has no request key: a write carries a random marker in its comments instead, so that a
 * record can be found again after a lost answer. The identity names the figure that was attached,
 * so that a later attachment of the same figure is recognised.
 */
export interface CommentsMarks {
  /** 26 base-32 letters, one per write; empty where the comments shall carry no marks at all. */
  marker: string;
  /** 26 base-32 letters, one per figure; absent for results that are no figure of ours. */
  identity?: string;
}

const letters = '[a-z2-7]{26}';
const marksPattern = new RegExp(`\\[quarry:(${letters})\\](?: \\[quarry-figure:(${letters})\\])?`);
const wellFormed = new RegExp(`^${letters}$`);

export function isMarker(text: string): boolean {
  return wellFormed.test(text);
}

/** `comments` with the marks as their last paragraph; marks that are already there are replaced. */
export function appendMarks(comments: string, marks: CommentsMarks): string {
  if (marks.marker === '') return stripMarks(comments);
  const figure = marks.identity === undefined ? '' : ` [quarry-figure:${marks.identity}]`;
  return `${stripMarks(comments).trimEnd()}\n\n[quarry:${marks.marker}]${figure}`;
}

/** The marks in `comments`, wherever they stand; undefined if there are none. */
export function readMarks(comments: string): CommentsMarks | undefined {
  const [, marker, identity] = marksPattern.exec(comments) ?? [];
  if (marker === undefined) return undefined;
  return identity === undefined ? { marker } : { marker, identity };
}

/** `comments` as a person wrote them. */
export function stripMarks(comments: string): string {
  const found = marksPattern.exec(comments);
  if (found === null) return comments.trim();
  const before = comments.slice(0, found.index).trimEnd();
  const after = comments.slice(found.index + found[0].length).replace(/^[ \t]*\n*/, '');
  return `${before}\n\n${after}`.trim();
}
