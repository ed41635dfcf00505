import {
  IconArrowsExchange,
  IconBookmark,
  IconBookmarks,
  IconBox,
  IconChartDots,
  IconDatabaseSearch,
  IconFiles,
  IconFolderSearch,
  IconGridDots,
  IconHistory,
  IconHome,
  IconKeyboard,
  IconListDetails,
  IconNotebook,
  IconOutbound,
  IconPhoto,
  IconSearch,
  IconSettings,
  IconStack2,
  IconSun,
  IconTable,
  IconTestPipe,
  IconUpload,
  IconX,
} from '@tabler/icons-react';
import type { DockviewPanelApi } from 'dockview-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { plainTitle } from '../../../app/domain/collections/things.ts';
import { fitsTitle } from '../../routes/fits-address.ts';
import { parsePanelAddress } from '../../routes/panel-address.ts';
import { type PanelIconName, type PanelTitle, usePanelTitles } from '../../routes/panel-title.ts';
import { closePanel } from '../../routes/panels.ts';
import { useShownAddress } from '../../routes/shown-targets.ts';
import { sqlTitle } from '../../routes/sql-title.ts';
import { t } from '../../ui/language.ts';
import styles from './dock.module.css';
import { NameFromLists } from './name-from-lists.tsx';
import { useFrontTabInView } from './use-front-tab-in-view.ts';

export const panelIcons: Readonly<Record<PanelIconName, typeof IconHome>> = {
  start: IconHome,
  settings: IconSettings,
  shortcuts: IconKeyboard,
  jupyter: IconNotebook,
  sample: IconTestPipe,
  series: IconStack2,
  figure: IconChartDots,
  search: IconSearch,
  result: IconPhoto,
  records: IconTable,
  mining: IconGridDots,
  publish: IconUpload,
  fits: IconSun,
  sql: IconDatabaseSearch,
  history: IconHistory,
  query: IconBookmark,
  collection: IconBox,
  'my-collection': IconBookmarks,
  'data-set': IconFiles,
  transfers: IconArrowsExchange,
  outbox: IconOutbound,
  crawlers: IconFolderSearch,
  log: IconListDetails,
};

/** Icon, name and a way to close. */
export function PanelTab({ api }: { api: DockviewPanelApi }): ReactNode {
  const known = usePanelTitles(({ titles }) => titles[api.id]);
  const thing = useShownAddress(api.id);
  const { title, icon } = known ?? titleOf(thing);
  const Icon = panelIcons[icon];
  const tab = useRef<HTMLDivElement>(null);
  useEffect(() => api.setTitle(title), [api, title]);
  useFrontTabInView(api, tab);
  return (
    <div
      ref={tab}
      className={styles.tab}
      data-thing={thing}
      title={title}
      onAuxClick={(event) => event.button === 1 && closePanel(api.id)}
    >
      <NameFromLists address={api.id} />
      <Icon size={14} aria-hidden />
      <span className={styles.tabName}>{title}</span>
      {/* For the mouse alone: a tab may hold no control, and the keyboard has a command. */}
      <span
        className={styles.close}
        title={t('Close')}
        aria-hidden
        onPointerDown={(event) => event.stopPropagation()}
        onClick={(event) => {
          event.stopPropagation();
          closePanel(api.id);
        }}
      >
        <IconX size={14} />
      </span>
    </div>
  );
}

/** Name of a panel before it has told its own, e.g. of a tab that was never in front. */
export function titleOf(address: string): PanelTitle {
  const target = parsePanelAddress(address);
  switch (target?.kind) {
    case undefined:
    case 'start':
      return { title: t('Start'), icon: 'start' };
    case 'settings':
      return { title: t('Settings'), icon: 'settings' };
    case 'shortcuts':
      return { title: t('Keyboard shortcuts'), icon: 'shortcuts' };
    case 'jupyter':
      return { title: 'Jupyter API', icon: 'jupyter' };
    case 'transfers':
      return { title: t('Transfers'), icon: 'transfers' };
    case 'log':
      return { title: t('Log'), icon: 'log' };
    case 'outbox':
      return { title: t('Outbox'), icon: 'outbox' };
    case 'crawlers':
      return { title: t('Crawlers'), icon: 'crawlers' };
    case 'sql':
      return { title: sqlTitle(target.params), icon: 'sql' };
    case 'sample':
    case 'series':
      return { title: target.params.name, icon: target.kind };
    case 'conductivity': {
      const { params } = target;
      return {
        title: t('Conductivity {{seriesName}}', {
          seriesName: 'seriesName' in params ? params.seriesName : params.sampleName,
        }),
        icon: 'figure',
      };
    }
    case 'find':
      return {
        title: target.params.text === '' ? t('Find') : t('Find “{{text}}”', { text: target.params.text }),
        icon: 'search',
      };
    case 'search':
      return {
        title: target.params.text === '' ? t('Search samples') : t('Samples “{{text}}”', { text: target.params.text }),
        icon: 'search',
      };
    case 'result':
      return { title: t('Result {{id}}', { id: target.params.id }), icon: 'result' };
    case 'drms-series':
      return { title: target.params.name, icon: 'series' };
    case 'drms-search':
      return { title: t('Series'), icon: 'search' };
    case 'records':
      return { title: target.params.recordSet, icon: 'records' };
    case 'openbis-collection':
      return { title: target.params.reference, icon: 'collection' };
    case 'openbis-object':
      return { title: target.params.reference, icon: 'sample' };
    case 'openbis-data-set':
      return { title: target.params.permId, icon: 'data-set' };
    case 'openbis-file':
      return { title: plainTitle({ kind: 'openbis-file', ...target.params }), icon: 'data-set' };
    case 'openbis-search':
      return {
        title: target.params.text === '' ? t('Search openBIS') : t('openBIS “{{text}}”', { text: target.params.text }),
        icon: 'search',
      };
    case 'fits':
      return { title: fitsTitle(target.params), icon: 'fits' };
    case 'publish':
    case 'publish-run':
      return { title: t('Publish figures'), icon: 'publish' };
    case 'mining':
      return { title: t('Mining: {{name}}', { name: target.params.name }), icon: 'mining' };
    case 'collection':
      return { title: t('Collection', { context: 'own' }), icon: 'my-collection' };
    case 'table':
      return { title: t('Kept table'), icon: 'records' };
    case 'history':
      return { title: t('History'), icon: 'history' };
    case 'query':
      return { title: t('Saved query'), icon: 'query' };
    default:
      return target satisfies never;
  }
}
