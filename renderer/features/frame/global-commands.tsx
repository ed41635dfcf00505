import { useEffect } from 'react';
import { toAppError } from '../../../app/contract/app-error.ts';
import { sharedCommands } from '../../../app/contract/shared-commands.ts';
import { getShell } from '../../api/shell.ts';
import { parseLink } from '../../routes/panel-address.ts';
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
import { type Command, runCommand, useCommands } from '../../ui/commands.ts';
import { showMessage, showToast } from '../../ui/messages.ts';
import { askForConnection } from '../connections/dialog-state.ts';
import { useConnectionCommands } from '../connections/use-connection-commands.ts';
import { useNoteOpened } from '../find/use-note-opened.ts';
import { askForFits } from '../fits/open-fits.ts';
import { openPalette } from '../palette/palette-state.ts';
import { useChangeSettings } from '../settings/use-change-settings.ts';
import { useDemo } from '../start/use-demo.ts';
import { startTour } from '../tour/tour-state.ts';
import { askForHost } from './attach-host-dialog.tsx';
import { stepRegion } from './regions.ts';
import { useEditCommands } from './use-edit-commands.ts';
import { showBottomTab, toggleView } from './view-state.ts';

/** Commands that always apply. */
export function GlobalCommands(): null {
  useCommands(true, [...viewCommands, ...goCommands]);
  useCommands(true, useSettingCommands());
  useCommands(
    usePanels(({ active }) => active !== null),
    panelCommands,
  );
  useConnectionCommands();
  useNoteOpened();
  useEditCommands();
  const demo = useDemo();
  useCommands(demo.canStart, [
    { id: 'app.demo', title: demo.isRunning ? 'Open the demo' : 'Start the demo', run: demo.start },
  ]);
  useCommands(getShell().attach !== undefined, [{ ...sharedCommands.attach, run: askForHost }]);
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

/** The browser keeps some keys for itself. */
function byHost(desktop: string, browser: string): string {
  return onDesktop ? desktop : browser;
}

const viewCommands: Command[] = [
  { ...sharedCommands.openPalette, group: 'Go', run: () => openPalette('') },
  { ...sharedCommands.find, group: 'Go', keywords: 'search full text', run: () => openPanel('find', { text: '' }) },
  { id: 'view.navigator', title: 'Show or hide the navigator', shortcut: 'Mod+B', run: () => toggleView('navigator') },
  { id: 'view.inspector', title: 'Show or hide the inspector', shortcut: 'Mod+I', run: toggleInspector },
  { id: 'view.bottom', title: 'Show or hide jobs and transfers', shortcut: 'Mod+J', run: () => toggleView('bottom') },
  { id: 'view.jobs', title: 'Show jobs', run: () => showBottomTab('jobs') },
  {
    id: 'view.transfers',
    title: 'Show transfers',
    keywords: 'exports downloads',
    run: () => showBottomTab('transfers'),
  },
  {
    id: 'go.history',
    title: 'History of questions',
    keywords: 'past queries searches asked again',
    run: () => openPanel('history', {}),
  },
  { id: 'go.sql', title: 'SQL over kept tables', keywords: 'select query statement', run: () => openPanel('sql', {}) },
  {
    id: 'go.jupyter',
    title: 'Jupyter API',
    keywords: 'notebook loopback token openBIS',
    run: () => openPanel('jupyter', {}),
  },
  {
    id: 'go.crawlers',
    title: 'Crawlers',
    keywords: 'folder instrument files schedule',
    run: () => openPanel('crawlers', {}),
  },
  { id: 'go.outbox', title: 'Outbox', keywords: 'writes uploads queue', run: () => openPanel('outbox', {}) },
  { id: 'go.transfers', title: 'Transfers as a panel', run: () => openPanel('transfers', {}) },
  { id: 'help.log', title: 'Log of Quarry', keywords: 'diagnostics trace errors', run: () => openPanel('log', {}) },
  { id: 'view.messages', title: 'Show messages', run: () => showBottomTab('messages') },
  {
    ...sharedCommands.addConnection,
    keywords: 'add JuliaBase',
    run: () => askForConnection({ kind: 'add' }),
  },
  { id: 'app.open-fits', title: 'Open FITS file…', keywords: 'image header table', run: askForFits },
  { id: 'help.tour', title: 'Tour of the window', keywords: 'help introduction first steps', run: startTour },
  { id: 'help.shortcuts', title: 'Keyboard shortcuts', shortcut: 'F1', run: () => openPanel('shortcuts', {}) },
];

function toggleInspector(): void {
  if (window.matchMedia('(max-width: 1199px)').matches) showBottomTab('inspector');
  else toggleView('inspector');
}

const goCommands: Command[] = [
  { id: 'go.start', title: 'Start page', run: () => openPanel('start', {}) },
  { id: 'go.back', title: 'Back', shortcut: 'Alt+ArrowLeft', run: () => history.back() },
  { id: 'go.forward', title: 'Forward', shortcut: 'Alt+ArrowRight', run: () => history.forward() },
  { id: 'go.nextRegion', title: 'Next region', shortcut: 'F6', run: () => stepRegion(1) },
  { id: 'go.previousRegion', title: 'Previous region', shortcut: 'Shift+F6', run: () => stepRegion(-1) },
  {
    id: 'go.reopen',
    title: 'Reopen the closed panel',
    shortcut: byHost('Mod+Shift+T', 'Alt+Shift+T'),
    run: reopenPanel,
  },
];

const panelCommands: Command[] = [
  { id: 'go.close', title: 'Close panel', shortcut: byHost('Mod+W', 'Alt+W'), run: () => closePanel() },
  { id: 'go.nextTab', title: 'Next tab', shortcut: byHost('Ctrl+Tab', 'Alt+PageDown'), run: () => stepPanel(1) },
  {
    id: 'go.previousTab',
    title: 'Previous tab',
    shortcut: byHost('Ctrl+Shift+Tab', 'Alt+PageUp'),
    run: () => stepPanel(-1),
  },
  {
    id: 'view.splitRight',
    title: 'Split: panel to the right',
    shortcut: 'Mod+Alt+ArrowRight',
    run: () => splitPanel('right'),
  },
  { id: 'view.splitBelow', title: 'Split: panel below', shortcut: 'Mod+Alt+ArrowDown', run: () => splitPanel('below') },
  { id: 'view.moveOn', title: 'Move panel to the next group', run: movePanelOn },
  { id: 'view.maximise', title: 'Maximise or restore the group', shortcut: 'Alt+Enter', run: toggleMaximised },
  {
    id: 'go.copyLink',
    title: 'Copy link to this panel',
    group: 'Edit',
    keywords: 'address deep quarry://',
    run: copyLink,
  },
  // The desktop's page has an address of its own scheme, which no browser opens.
  ...(onDesktop
    ? []
    : [
        {
          id: 'go.copyAddress',
          title: 'Copy web address of this panel',
          group: 'Edit' as const,
          keywords: 'url link',
          run: copyAddress,
        },
      ]),
];

function copyLink(): void {
  const { active } = usePanels.getState();
  if (active !== null) copy(`quarry:/${active}`, 'The link opens this panel in Quarry on the desktop.');
}

/** Without the key of this host, which belongs in no document. */
function copyAddress(): void {
  const { active } = usePanels.getState();
  const { origin, pathname } = window.location;
  if (active !== null)
    copy(`${origin}${pathname}#${active}`, 'The address opens this panel in a browser that is logged in here.');
}

function copy(text: string, what: string): void {
  navigator.clipboard.writeText(text).then(
    () => showToast({ level: 'info', text: `Copied ${text}`, remedy: what }),
    (error: unknown) => showMessage(toAppError(error)),
  );
}

function useSettingCommands(): Command[] {
  const change = useChangeSettings();
  const set = (settings: Parameters<typeof change.mutate>[0]): void =>
    change.mutate(settings, { onError: showMessage });
  return [
    { ...sharedCommands.openSettings, group: 'File', run: () => openPanel('settings', {}) },
    { id: 'settings.light', title: 'Colours: light', run: () => set({ colorScheme: 'light' }) },
    { id: 'settings.dark', title: 'Colours: dark', run: () => set({ colorScheme: 'dark' }) },
    { id: 'settings.system', title: 'Colours: as the system', run: () => set({ colorScheme: 'system' }) },
    { id: 'settings.compact', title: 'Density: compact', run: () => set({ density: 'compact' }) },
    { id: 'settings.comfortable', title: 'Density: comfortable', run: () => set({ density: 'comfortable' }) },
  ];
}
