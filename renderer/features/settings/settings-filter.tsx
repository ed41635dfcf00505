import {
  createContext,
  type HTMLAttributes,
  type ReactNode,
  useCallback,
  useContext,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { containsWords } from '../../ui/contains-words.ts';
import styles from './settings.module.css';

interface FilterLine {
  section: string;
  isFound: boolean;
}

interface Filter {
  words: string;
  lines: ReadonlyMap<string, FilterLine>;
  /** The result takes the line out again. */
  report(id: string, line: FilterLine): () => void;
}

const FilterContext = createContext<Filter>({ words: '', lines: new Map(), report: () => () => undefined });
const SectionContext = createContext('');

export interface SettingsFilter {
  /** To be put around the settings. */
  filter: Filter;
  found: number;
  all: number;
}

/** Which settings have all the words in what is written in their line, or in the title of their section. */
export function useSettingsFilter(words: string): SettingsFilter {
  const [lines, setLines] = useState<ReadonlyMap<string, FilterLine>>(new Map());
  const report = useCallback((id: string, line: FilterLine) => {
    setLines((before) => new Map(before).set(id, line));
    return () =>
      setLines((before) => {
        const rest = new Map(before);
        rest.delete(id);
        return rest;
      });
  }, []);
  const filter = useMemo(() => ({ words: words.trim(), lines, report }), [words, lines, report]);
  const found = [...lines.values()].filter(({ isFound }) => isFound).length;
  return { filter, found, all: lines.size };
}

export function FilteredSettings({ filter, children }: { filter: Filter; children: ReactNode }): ReactNode {
  return <FilterContext value={filter}>{children}</FilterContext>;
}

/** Settings under one title; gone while none of them fits. */
export function SettingsSection({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const { lines } = useContext(FilterContext);
  const own = [...lines.values()].filter(({ section }) => section === title);
  return (
    <section aria-label={title} hidden={own.length > 0 && own.every(({ isFound }) => !isFound)}>
      <h3 className={styles.head}>{title}</h3>
      <SectionContext value={title}>{children}</SectionContext>
    </section>
  );
}

interface FilteredSettingProps extends HTMLAttributes<HTMLDivElement> {
  /** By which it is found besides what is written in it. */
  keywords?: string;
}

/** A setting, or what belongs together; gone while it does not fit. */
export function FilteredSetting({ keywords = '', children, ...attributes }: FilteredSettingProps): ReactNode {
  const { words, report } = useContext(FilterContext);
  const section = useContext(SectionContext);
  const element = useRef<HTMLDivElement>(null);
  const id = useId();
  const [isFound, setFound] = useState(true);
  // Without dependencies: what is written in it may be another with each drawing.
  useLayoutEffect(() => {
    setFound(containsWords(`${section} ${keywords} ${element.current?.textContent ?? ''}`, words));
  });
  useLayoutEffect(() => report(id, { section, isFound }), [report, id, section, isFound]);
  return (
    <div {...attributes} ref={element} hidden={!isFound} data-setting>
      {children}
    </div>
  );
}
