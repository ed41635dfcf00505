import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { queryFor } from '../../api/query-options.ts';
import { getShell } from '../../api/shell.ts';
import { startStreamBridge } from '../../api/stream-bridge.ts';
import { DialogGuard } from '../../ui/dialog-guard.tsx';
import { t } from '../../ui/language.ts';
import { loadedLater } from '../../ui/loaded-later.tsx';
import { PartGuard } from '../../ui/part-guard.tsx';
import { useSelection } from '../../ui/selection.ts';
import { CollectionDialogs } from '../collections/collection-dialogs.tsx';
import { closeCollectionQuestion } from '../collections/dialog-state.ts';
import { ConnectionDialogs } from '../connections/connection-dialogs.tsx';
import { closeConnectionQuestion } from '../connections/dialog-state.ts';
import { PictureOpener } from '../figure/picture-opener.tsx';
import { closeFitsQuestion } from '../fits/open-fits.ts';
import { OpenFitsDialog } from '../fits/open-fits-dialog.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { noteJobEnd } from '../jobs/job-notes.ts';
import { noteMessage } from '../messages/message-notes.ts';
import { noteNews } from '../messages/news-notes.ts';
import { Toasts } from '../messages/toasts.tsx';
import { Navigator } from '../navigator/navigator.tsx';
import { closeDataSetQuestion } from '../openbis/dialog-state.ts';
import { OpenbisDialogs } from '../openbis/openbis-dialogs.tsx';
import { Palette } from '../palette/palette.tsx';
import { closePalette } from '../palette/palette-state.ts';
import { Tour } from '../tour/tour.tsx';
import { CancelDialog, closeCancelQuestion } from '../transfers/cancel-dialog.tsx';
import { closeWorkspaceQuestion, WorkspaceDialog } from '../workspaces/workspace-dialog.tsx';
import { AttachHostDialog, closeHostQuestion } from './attach-host-dialog.tsx';
import { BottomGroup } from './bottom-group.tsx';
import styles from './frame.module.css';
import { GlobalCommands } from './global-commands.tsx';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';
import { useAppearance } from './use-appearance.ts';
import { useBreakpoints } from './use-breakpoints.ts';
import { useKeyboard } from './use-keyboard.ts';
import { takeBack, usePanelWindow } from './use-panel-window.ts';
import { useWorkspace } from './use-workspace.ts';
import { useView } from './view-state.ts';

// The frame is drawn while the code of the panels is on its way.
const Dock = loadedLater(async () => (await import('./dock.tsx')).Dock);
Dock.preload();

/** Title bar, navigator, panels, inspector, bottom group and status bar. */
export function Frame(): ReactNode {
  useWindow();
  useEffect(() => getShell().onPanels?.(takeBack), []);
  const workspace = useWorkspace();
  const view = useView();
  const { isNarrow, isVeryNarrow } = useBreakpoints();
  useClosedOverlay(isVeryNarrow);
  // Before there is a connection or a transfer nothing can be selected.
  const isConnected = (useQuery(queryFor('connections.list', {})).data?.length ?? 0) > 0;
  const isSelected = useSelection(({ thing }) => thing !== null);
  const showInspector = view.inspector && (isConnected || isSelected) && !isNarrow;
  return (
    <div className={styles.frame} data-navigator={view.navigator && !isVeryNarrow} data-inspector={showInspector}>
      <GlobalCommands />
      <TitleBar isNarrow={isNarrow} isVeryNarrow={isVeryNarrow} />
      {view.navigator && (
        <nav className={styles.navigator} data-overlay={isVeryNarrow} data-region aria-label={t('Navigator')}>
          <PartGuard>
            <Navigator />
          </PartGuard>
        </nav>
      )}
      <div className={styles.centre}>
        <main className={styles.main} data-region aria-label={t('Panels')}>
          <Dock workspace={workspace} />
        </main>
        {view.bottom && (
          <PartGuard>
            <BottomGroup withInspector={isNarrow} />
          </PartGuard>
        )}
      </div>
      {showInspector && (
        <aside className={styles.inspector} data-region aria-label={t('Inspector')}>
          <Inspector />
        </aside>
      )}
      <StatusBar />
      <FrameDialogs />
      <Tour />
    </div>
  );
}

/** A window for panels alone: keys, palette and dialogs, and no frame. */
export function PanelFrame(): ReactNode {
  useWindow();
  const panels = usePanelWindow();
  const bottom = useView((view) => view.bottom);
  return (
    <div className={styles.bare}>
      <h1 className={styles.spoken}>Quarry</h1>
      <GlobalCommands />
      <main className={styles.main} data-region aria-label={t('Panels')}>
        <Dock workspace={panels} />
      </main>
      {bottom && <BottomGroup withInspector />}
      <FrameDialogs />
    </div>
  );
}

/** What every window does. */
function useWindow(): void {
  useAppearance();
  useKeyboard();
  useEffect(() => startStreamBridge({ onMessage: noteMessage, onJob: noteJobEnd, onNews: noteNews }), []);
}

/** What can be asked for from everywhere. */
function FrameDialogs(): ReactNode {
  return (
    <>
      <DialogGuard onFailed={closePalette}>
        <Palette />
      </DialogGuard>
      <DialogGuard onFailed={closeConnectionQuestion}>
        <ConnectionDialogs />
      </DialogGuard>
      <DialogGuard onFailed={closeDataSetQuestion}>
        <OpenbisDialogs />
      </DialogGuard>
      <DialogGuard onFailed={closeCollectionQuestion}>
        <CollectionDialogs />
      </DialogGuard>
      <DialogGuard onFailed={closeHostQuestion}>
        <AttachHostDialog />
      </DialogGuard>
      <DialogGuard onFailed={closeFitsQuestion}>
        <OpenFitsDialog />
      </DialogGuard>
      <DialogGuard onFailed={closeCancelQuestion}>
        <CancelDialog />
      </DialogGuard>
      <DialogGuard onFailed={closeWorkspaceQuestion}>
        <WorkspaceDialog />
      </DialogGuard>
      <PictureOpener />
      <Toasts />
    </>
  );
}

/** Where the navigator lies over the panels it is open on demand only. */
function useClosedOverlay(isVeryNarrow: boolean): void {
  useEffect(() => {
    if (!isVeryNarrow) return;
    const { navigator } = useView.getState();
    useView.setState({ navigator: false });
    return () => {
      if (navigator) useView.setState({ navigator });
    };
  }, [isVeryNarrow]);
}
