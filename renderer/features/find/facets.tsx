import { IconPlugConnected } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { FoundKind, SearchAnswer } from '../../../app/contract/find.ts';
import { t } from '../../ui/language.ts';
import styles from './find.module.css';
import { countWords } from './hit-words.ts';
import { kindWords } from './kind-words.ts';

interface FacetsProps {
  found: Pick<SearchAnswer, 'kinds' | 'sources'>;
  kinds: readonly FoundKind[];
  sources: readonly string[];
  onKind(kind: FoundKind): void;
  onSource(id: string): void;
}

/** What the words find of each kind and in each source; a press narrows the list to it. */
export function Facets({ found, kinds, sources, onKind, onSource }: FacetsProps): ReactNode {
  return (
    <div className={styles.facets}>
      <FacetGroup title={t('Kind')}>
        {found.kinds.map(({ kind, ...count }) => (
          <Facet
            key={kind}
            {...{ ...count, icon: kindWords[kind].icon, name: kindWords[kind].many, isChosen: kinds.includes(kind) }}
            onToggle={() => onKind(kind)}
          />
        ))}
      </FacetGroup>
      <FacetGroup title={t('Source')}>
        {found.sources.map(({ id, name, ...count }) => (
          <Facet
            key={id}
            {...{ ...count, icon: IconPlugConnected, name, isChosen: sources.includes(id) }}
            onToggle={() => onSource(id)}
          />
        ))}
      </FacetGroup>
    </div>
  );
}

function FacetGroup({ title, children }: { title: string; children: readonly ReactNode[] }): ReactNode {
  if (children.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className={styles.facetTitle}>{title}</h2>
      {children}
    </section>
  );
}

interface FacetProps {
  icon: typeof IconPlugConnected;
  name: string;
  count: number;
  isMore: boolean;
  isChosen: boolean;
  onToggle(): void;
}

function Facet({ icon: Icon, name, count, isMore, isChosen, onToggle }: FacetProps): ReactNode {
  return (
    <button type="button" className={styles.facet} aria-pressed={isChosen} onClick={onToggle}>
      <Icon size={14} aria-hidden />
      <span className={styles.facetName}>{name}</span>
      <span className={styles.facetCount}>{isMore ? `> ${countWords(count, false)}` : countWords(count, false)}</span>
    </button>
  );
}
