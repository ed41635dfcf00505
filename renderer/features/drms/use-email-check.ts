import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { DrmsServer } from '../../../app/contract/drms.ts';
import { queryFor } from '../../api/query-options.ts';
import { t } from '../../ui/language.ts';
import { isAddress } from './export-values.ts';

export interface EmailCheck {
  state: 'none' | 'checking' | 'registered' | 'not-registered' | 'unknown';
  /** What the server says of the address; empty for none. */
  words: string;
  refresh(): void;
}

const settleMs = 600;

/** Asks the server whether an address may export, once it stands still. Nothing is registered by that. */
export function useEmailCheck(server: DrmsServer, typed: string): EmailCheck {
  const email = typed.trim();
  const [settled] = useDebouncedValue(email, settleMs);
  const canAsk = isAddress(email) && server.abilities.email;
  const check = useQuery({
    ...queryFor('drms.email.check', { serverId: server.id, email: settled }),
    enabled: canAsk && settled === email,
    retry: false,
    staleTime: 60_000,
  });
  const refresh = (): void => void check.refetch();
  if (!canAsk) return { state: 'none', words: '', refresh };
  if (settled !== email || check.isFetching)
    return { state: 'checking', words: t('Asking {{name}}…', { name: server.name }), refresh };
  if (check.data?.registered === true)
    return { state: 'registered', words: t('Registered for exports of {{name}}.', { name: server.name }), refresh };
  if (check.data !== undefined)
    return {
      state: 'not-registered',
      words: t('Not registered: {{message}} Register it on the web page of {{name}}, then check again.', {
        message: check.data.message,
        name: server.name,
      }),
      refresh,
    };
  return { state: 'unknown', words: check.error?.message ?? '', refresh };
}
