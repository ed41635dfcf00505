import { Menu } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { CollectionThing } from '../../../app/domain/collections/things.ts';
import { openTarget } from '../../routes/panels.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { t } from '../../ui/language.ts';
import styles from './collections.module.css';
import { askAboutCollection } from './dialog-state.ts';
import { draftOf } from './thing-draft.ts';
import { thingNear } from './thing-drag.ts';
import { targetOfThing } from './thing-target.ts';

interface Asked {
  thing: CollectionThing;
  left: number;
  top: number;
  opener: HTMLElement | null;
}

/** The menu of rows, tree lines and tabs that stand for a thing and have no menu of their own. */
export function ThingMenu(): ReactNode {
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => {
    const onContextMenu = (event: MouseEvent): void => {
      if (event.defaultPrevented || !(event.target instanceof Element)) return;
      const thing = thingNear(event.target);
      if (thing === undefined) return;
      event.preventDefault();
      const opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      setAsked({ thing, ...placeOf(event, event.target), opener });
    };
    document.addEventListener('contextmenu', onContextMenu);
    return () => document.removeEventListener('contextmenu', onContextMenu);
  }, []);
  if (asked === null) return null;
  const { thing, left, top, opener } = asked;
  const close = (): void => {
    setAsked(null);
    opener?.focus();
  };
  return (
    <Menu opened onClose={close} position="bottom-start" width={220}>
      <Menu.Target>
        <span className={styles.menuPlace} style={{ left, top }} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => openTarget(targetOfThing(thing))}>{t('Open')}</Menu.Item>
        <Menu.Item
          rightSection={<KeyHint keys="Mod+D" />}
          onClick={() => askAboutCollection({ kind: 'add', things: [draftOf(thing)] })}
        >
          {t('Add to collection…')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The menu key tells no place of the pointer. */
function placeOf(event: MouseEvent, element: Element): { left: number; top: number } {
  if (event.clientX !== 0 || event.clientY !== 0) return { left: event.clientX, top: event.clientY };
  const { left, bottom } = element.getBoundingClientRect();
  return { left, top: bottom };
}
