import { useEffect } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import { getShell } from '../../api/shell.ts';
import { parseLink } from '../../routes/panel-address.ts';
import { isPanelWindow } from '../../routes/panel-window.ts';
import {
  closePanel,
  movePanelOn,
  openPanel,
  openTarget,
  reopenPanel,
  splitPanel,
  stepPanel,
  toggleMaximised,
  usePanels,
} from '../../routes/panels.ts';
import { shownAddress } from '../../routes/shown-targets.ts';
import { type Command, offer, runCommand, useCommands } from '../../ui/commands.ts';
import { t } from '../../ui/language.ts';
import { showMessage, showToast } from '../../ui/messages.ts';
import { askForConnection } from '../connections/dialog-state.ts';
import { useConnectionCommands } from '../connections/use-connection-commands.ts';
import { useNoteOpened } from '../find/use-note-opened.ts';
import { askForFits } from '../fits/open-fits.ts';
import { openPalette } from '../palette/palette-state.ts';
import { useRecentFileCommands } from '../recent-files/use-recent-file-commands.ts';
import { useChangeSettings } from '../settings/use-change-settings.ts';
import { useDemo } from '../start/use-demo.ts';
import { startTour } from '../tour/tour-state.ts';
import { useToldUpdateCheck } from '../updates/use-update-check.ts';
import { askForHost } from './attach-host-dialog.tsx';
import { openTab, popOut } from './pop-out.ts';
import { stepRegion } from './regions.ts';
import { useEditCommands } from './use-edit-commands.ts';
import { showBottomTab, toggleView } from './view-state.ts';

/** Commands that always apply. */
export function GlobalCommands(): null {
  useCommands(!isPanelWindow, frameCommands);
  useCommands(true, [...viewCommands, ...goCommands]);
  useCommands(true, useSettingCommands());
  useCommands(
    usePanels(({ active }) => active !== null),
    panelCommands,
  );
  useConnectionCommands();
  useNoteOpened();
  useEditCommands();
  useRecentFileCommands();
  useCommands(true, [offer('help.update', useToldUpdateCheck())]);
  const demo = useDemo();
  useCommands(demo.canStart, [offer(demo.isRunning ? 'app.demo.open' : 'app.demo', demo.start)]);
  useCommands(getShell().attach !== undefined, [offer('app.attach', askForHost)]);
  useEffect(() => {
    const stopCommands = getShell().onCommand(runCommand);
    const stopLinks = getShell().onLink((url) => {
      const target = parseLink(url);
      if (target !== undefined) openTarget(target);
    });
    return () => {
      stopCommands();
      stopLinks();
    };
  }, []);
  return null;
}

const onDesktop = getShell().kind === 'desktop';

/** About parts of the frame that windows for panels alone do without. */
const frameCommands: Command[] = [
  offer('view.navigator', () => toggleView('navigator')),
  offer('view.inspector', toggleInspector),
  offer('help.tour', startTour),
];

const viewCommands: Command[] = [
  offer('palette.open', () => openPalette('')),
  offer('find.open', () => openPanel('find', { text: '' })),
  offer('view.bottom', () => toggleView('bottom')),
  offer('view.jobs', () => showBottomTab('jobs')),
  offer('view.transfers', () => showBottomTab('transfers')),
  offer('go.history', () => openPanel('history', {})),
  offer('go.sql', () => openPanel('sql', {})),
  offer('go.jupyter', () => openPanel('jupyter', {})),
  offer('go.crawlers', () => openPanel('crawlers', {})),
  offer('go.outbox', () => openPanel('outbox', {})),
  offer('go.transfers', () => openPanel('transfers', {})),
  offer('help.log', () => openPanel('log', {})),
  offer('view.messages', () => showBottomTab('messages')),
  offer('connections.add', () => askForConnection({ kind: 'add' })),
  offer('app.open-fits', askForFits),
  offer('help.shortcuts', () => openPanel('shortcuts', {})),
];

function toggleInspector(): void {
  if (window.matchMedia('(max-width: 1199px)').matches) showBottomTab('inspector');
  else toggleView('inspector');
}

const goCommands: Command[] = [
  offer('go.start', () => openPanel('start', {})),
  offer('go.back', () => history.back()),
  offer('go.forward', () => history.forward()),
  offer('go.nextRegion', () => stepRegion(1)),
  offer('go.previousRegion', () => stepRegion(-1)),
  offer('go.reopen', reopenPanel),
];

const panelCommands: Command[] = [
  offer('go.close', () => closePanel()),
  offer('go.nextTab', () => stepPanel(1)),
  offer('go.previousTab', () => stepPanel(-1)),
  offer('view.splitRight', () => splitPanel('right')),
  offer('view.splitBelow', () => splitPanel('below')),
  offer('view.moveOn', movePanelOn),
  offer('view.maximise', toggleMaximised),
  offer('go.copyLink', copyLink),
  // The desktop's page has an address of its own scheme, which no browser opens.
  ...(onDesktop
    ? [offer('view.popOut', () => void popOut())]
    : [offer('view.newTab', openTab), offer('go.copyAddress', copyAddress)]),
];

function copyLink(): void {
  const { active } = usePanels.getState();
  if (active !== null)
    copy(`quarry:/${shownAddress(active)}`, t('The link opens this panel in Quarry on the desktop.'));
}

/** Without the key of this host, which belongs in no document. */
function copyAddress(): void {
  const { active } = usePanels.getState();
  const { origin, pathname } = window.location;
  if (active !== null)
    copy(
      `${origin}${pathname}#${shownAddress(active)}`,
      t('The address opens this panel in a browser that is logged in here.'),
    );
}

function copy(text: string, what: string): void {
  navigator.clipboard.writeText(text).then(
    () => showToast({ level: 'info', text: t('Copied {{text}}', { text }), remedy: what }),
    (error: unknown) => showMessage(toAppError(error)),
  );
}

function useSettingCommands(): Command[] {
  const change = useChangeSettings();
  const set = (settings: Parameters<typeof change.mutate>[0]): void =>
    change.mutate(settings, { onError: showMessage });
  return [
    offer('settings.open', () => openPanel('settings', {})),
    offer('settings.light', () => set({ colorScheme: 'light' })),
    offer('settings.dark', () => set({ colorScheme: 'dark' })),
    offer('settings.system', () => set({ colorScheme: 'system' })),
    offer('settings.compact', () => set({ density: 'compact' })),
    offer('settings.comfortable', () => set({ density: 'comfortable' })),
  ];
}
