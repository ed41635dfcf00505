import type { ReactNode } from 'react';

interface ScrollRegionProps {
  label: string;
  className: string | undefined;
  children: ReactNode;
}

/** A part of a panel that scrolls by itself and holds nothing that takes the focus. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is scrolled by keys only if it can be focused
    <section className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
