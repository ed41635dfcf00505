import { ActionIcon, Tooltip } from '@mantine/core';
import { IconSun } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { FitsOrigin } from '../../../app/contract/fits.ts';
import type { FitsList } from '../../routes/fits-address.ts';
import { t } from '../../ui/language.ts';
import { isFitsPath, openFits } from './open-fits.ts';

interface OpenFitsButtonProps {
  origin: FitsOrigin;
  list: FitsList;
}

/** Shows the picture of a file; nothing for files of other kinds. */
export function OpenFitsButton({ origin, list }: OpenFitsButtonProps): ReactNode {
  if (!isFitsPath(origin.path)) return null;
  const label = origin.kind === 'segment' ? t('View {{segment}}', { segment: origin.segment }) : t('View the file');
  return (
    <Tooltip label={label}>
      <ActionIcon size={20} mr={6} aria-label={label} onClick={() => openFits(origin, list)}>
        <IconSun size={14} />
      </ActionIcon>
    </Tooltip>
  );
}
