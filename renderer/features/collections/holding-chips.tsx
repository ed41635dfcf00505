import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CollectionThing } from '../../../app/domain/collections/things.ts';
import { queryFor } from '../../api/query-options.ts';
import type { PanelTarget } from '../../routes/panel-address.ts';
import { openPanel } from '../../routes/panels.ts';
import { t } from '../../ui/language.ts';
import { ColourDot } from './collection-colours.tsx';
import styles from './collections.module.css';
import { askAboutCollection } from './dialog-state.ts';
import { draftOf } from './thing-draft.ts';
import { thingOfTarget } from './thing-target.ts';

/** The collections in which the selected thing is, and the way into another one. */
export function HoldingChips({ target }: { target: PanelTarget }): ReactNode {
  const thing = thingOfTarget(target);
  return thing === undefined ? null : <Chips thing={thing} />;
}

function Chips({ thing }: { thing: CollectionThing }): ReactNode {
  const holding = useQuery(queryFor('collections.holding', { thing })).data ?? [];
  return (
    <section className={styles.holding} aria-label={t('Collections that hold it')}>
      {holding.map(({ id, name, colour }) => (
        <button key={id} type="button" className={styles.chip} onClick={() => openPanel('collection', { id })}>
          <ColourDot colour={colour} />
          {name}
        </button>
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={12} />}
        onClick={() => askAboutCollection({ kind: 'add', things: [draftOf(thing)] })}
      >
        {t('Add to collection')}
      </Button>
    </section>
  );
}
