import { Fragment, type ReactNode } from 'react';

/** A sentence of the core: what is to be typed, between backticks, is drawn as code. */
export function ToldText({ children }: { children: string }): ReactNode {
  // Every second part was between backticks; a single backtick is one that was meant.
  return children.split(/`([^`]+)`/).map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
    <Fragment key={place}>{place % 2 === 1 ? <code>{part}</code> : part}</Fragment>
  ));
}
