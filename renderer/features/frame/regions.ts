const focusable =
  '[data-panel], [role="treeitem"][tabindex="0"], button:not(:disabled), a[href], input:not(:disabled), [tabindex="0"]';

/** Moves the keyboard focus to the next region of the frame, or the one before. */
export function stepRegion(by: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  for (let step = 1; step <= regions.length; step += 1) {
    const from = at === -1 && by === -1 ? 0 : at;
    const region = regions.at((from + by * step) % regions.length);
    const target = region?.querySelector<HTMLElement>(focusable);
    if (target) {
      target.focus();
      return;
    }
  }
}
