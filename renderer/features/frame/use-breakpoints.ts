import { useMediaQuery } from '@mantine/hooks';

export interface Breakpoints {
  /** The inspector becomes a tab, and two menus fold into the palette. */
  isNarrow: boolean;
  /** The navigator lies over the panels. */
  isVeryNarrow: boolean;
}

export function useBreakpoints(): Breakpoints {
  const options = { getInitialValueInEffect: false };
  return {
    isNarrow: useMediaQuery('(max-width: 1199px)', undefined, options) ?? false,
    isVeryNarrow: useMediaQuery('(max-width: 899px)', undefined, options) ?? false,
  };
}
