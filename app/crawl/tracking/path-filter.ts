import picomatch from 'picomatch';

/** Letter case does not count, since it does not on the computers of most instruments; `.hidden` files must be named. */
const options: picomatch.PicomatchOptions = { nocase: true, noextglob: true };

/** Whether a relative path fits one of the patterns and none that begins with `!`. No pattern: every file fits. */
export function pathFilter(patterns: readonly string[]): (path: string) => boolean {
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!'));
  const unwanted = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const isWanted = wanted.length === 0 ? () => true : picomatch(wanted, options);
  const isUnwanted = unwanted.length === 0 ? () => false : picomatch(unwanted, options);
  return (path) => isWanted(path) && !isUnwanted(path);
}
