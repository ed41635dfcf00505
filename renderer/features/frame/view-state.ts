import { create } from 'zustand';

export type BottomTab = 'jobs' | 'transfers' | 'messages' | 'inspector';

/** Which parts of the frame are open. */
export interface ViewState {
  navigator: boolean;
  inspector: boolean;
  bottom: boolean;
  bottomTab: BottomTab;
}

export const initialView: ViewState = { navigator: true, inspector: true, bottom: false, bottomTab: 'jobs' };

export const useView = create<ViewState>(() => initialView);

export function toggleView(part: 'navigator' | 'inspector' | 'bottom'): void {
  useView.setState((view) => ({ [part]: !view[part] }));
}

export function showBottomTab(bottomTab: BottomTab): void {
  useView.setState({ bottom: true, bottomTab });
}

/** The view as it was kept; what does not fit is left at its default. */
export function readView(kept: unknown): ViewState {
  if (typeof kept !== 'object' || kept === null) return initialView;
  const flag = (name: 'navigator' | 'inspector' | 'bottom'): boolean => {
    const value: unknown = Reflect.get(kept, name);
    return typeof value === 'boolean' ? value : initialView[name];
  };
  const tab: unknown = Reflect.get(kept, 'bottomTab');
  return {
    navigator: flag('navigator'),
    inspector: flag('inspector'),
    bottom: flag('bottom'),
    bottomTab: tab === 'transfers' || tab === 'messages' || tab === 'inspector' ? tab : 'jobs',
  };
}
