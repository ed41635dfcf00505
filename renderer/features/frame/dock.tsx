import 'dockview-react/dist/styles/dockview.css';
import {
  type DockviewApi,
  type DockviewPanelApi,
  DockviewReact,
  type DockviewReadyEvent,
  type DockviewTheme,
  type IDockviewPanelHeaderProps,
  type IDockviewPanelProps,
} from 'dockview-react';
import { type ComponentType, type FunctionComponent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { PanelKind } from '../../routes/panel-address.ts';
import { type PanelProps, panelRegistry } from '../../routes/panel-registry.ts';
import { attachDock, openPanel, usePanels } from '../../routes/panels.ts';
import { PartGuard } from '../../ui/part-guard.tsx';
import { styleNonce } from '../../ui/style-nonce.ts';
import { announced } from './announced.ts';
import styles from './dock.module.css';
import { isLeftAddress } from './left-layout.ts';
import { PanelTab } from './panel-tab.tsx';
import { useScrollMemory } from './use-scroll-memory.ts';
import type { Workspace } from './use-workspace.ts';

const theme: DockviewTheme = { name: 'quarry', className: styles.theme ?? '' };

/** One dockview component per kind of panel. */
const components = Object.fromEntries(
  Object.entries(panelRegistry).map(([kind, content]) => [
    kind,
    asDockPanel(content as ComponentType<PanelProps<never>>),
  ]),
);

function asDockPanel(Content: ComponentType<PanelProps<never>>): FunctionComponent<IDockviewPanelProps> {
  return function DockPanel({ api, params }) {
    const isActive = usePanels(({ active }) => active === api.id);
    const element = useRef<HTMLDivElement>(null);
    const wasShown = useWasShown(api);
    useScrollMemory(api.id, element, wasShown);
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a page without controls is scrolled by keys too
      <div ref={element} className={styles.panel} data-panel tabIndex={0}>
        {wasShown && (
          <PartGuard>
            {/* Dockview hands back what the panel was opened with. */}
            <Content params={params as PanelProps<PanelKind>['params'] as never} panelId={api.id} isActive={isActive} />
          </PartGuard>
        )}
      </div>
    );
  };
}

/** A tab that comes back behind another asks and draws nothing before it is in front; then it stays as it is. */
function useWasShown(api: DockviewPanelApi): boolean {
  const [wasShown, setWasShown] = useState(api.isVisible);
  useEffect(() => {
    if (wasShown) return;
    const look = (): void => setWasShown(api.isVisible);
    // It may have come to the front before this effect.
    look();
    const changes = api.onDidVisibilityChange(look);
    return () => changes.dispose();
  }, [api, wasShown]);
  return wasShown;
}

const TabHeader = (props: IDockviewPanelHeaderProps): ReactNode => <PanelTab api={props.api} />;

/** The groups of panels in the middle. */
export function Dock({ workspace }: { workspace: Workspace }): ReactNode {
  const [api, setApi] = useState<DockviewApi | null>(null);
  const { isReady } = workspace;
  const given = useRef(workspace);
  given.current = workspace;
  // Once for each dock: what the core answers later, as after a lost connection, is what this window has told it.
  useEffect(() => {
    if (api === null || !isReady) return;
    given.current.restore(api);
    const detach = attachDock(api, { isUrlOld: isLeftAddress() });
    if (api.panels.length === 0) openPanel('start', {}, { focus: false });
    const stopKeeping = given.current.keep(api);
    return () => {
      stopKeeping();
      detach();
    };
  }, [api, isReady]);
  return (
    <DockviewReact
      className={styles.dock ?? ''}
      theme={theme}
      components={components}
      defaultTabComponent={TabHeader}
      disableFloatingGroups
      getAnnouncement={announced}
      nonce={styleNonce()}
      onReady={(event: DockviewReadyEvent) => setApi(event.api)}
    />
  );
}
