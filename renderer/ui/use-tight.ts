import { type RefObject, useLayoutEffect } from 'react';

/**
 * Marks a bar as `data-tight` while its buttons do not fit beside each other with their labels, which then are told
 * by tooltips.
 */
export function useTight(bar: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = bar.current;
    if (element === null) return;
    let seen = '';
    const measure = (): void => {
      // The bar changes its look by what is found here, which would be told as a change of size again.
      const now = `${element.clientWidth} ${element.textContent}`;
      if (now === seen) return;
      seen = now;
      delete element.dataset.tight;
      element.style.flexWrap = 'nowrap';
      const isTight = contentEndPx(element) > innerEndPx(element);
      element.style.flexWrap = '';
      if (isTight) element.dataset.tight = '';
      for (const button of element.querySelectorAll<HTMLElement>('button[data-with-left-section]'))
        if (isTight) button.title = button.textContent ?? '';
        else button.removeAttribute('title');
    };
    const sizes = new ResizeObserver(measure);
    const contents = new MutationObserver(measure);
    sizes.observe(element);
    contents.observe(element, { childList: true, subtree: true, characterData: true });
    measure();
    return () => {
      sizes.disconnect();
      contents.disconnect();
    };
  }, [bar]);
}

function contentEndPx(bar: HTMLElement): number {
  return Math.max(...[...bar.children].map((child) => child.getBoundingClientRect().right));
}

/** `scrollWidth` would leave out the padding at the end, and a button in it wraps. */
function innerEndPx(bar: HTMLElement): number {
  const sloppiness = 0.5;
  return bar.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(bar).paddingRight) + sloppiness;
}
