import picomatch from 'picomatch';

/** Letter case does not count, since it does not on the computers of most instruments; `.hidden` files must be named. */
const options: picomatch.PicomatchOptions = { nocase: true, noextglob: true };

/** Whether a relative path fits one of the patterns and none that begins with `!`. No pattern: every file fits. */
export function pathFilter(patterns: readonly string[]): (path: string) => boolean {
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!')).map(matcherOf);
  const unwanted = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => matcherOf(pattern.slice(1)));
  return (path) => (wanted.length === 0 || wanted.some((fits) => fits(path))) && !unwanted.some((fits) => fits(path));
}

/** The expression alone: what picomatch does around it costs more than it, for each of very many files. */
function matcherOf(pattern: string): (path: string) => boolean {
  const expression = picomatch.makeRe(pattern, options);
  return (path) => path === pattern || expression.test(path);
}
