import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import {
  type CompletionContext,
  type CompletionOption,
  completionsAt,
} from '../../../app/domain/record-set/complete.ts';
import styles from './drms.module.css';

interface RecordSetEditorProps {
  text: string;
  onText(text: string): void;
  onRun(): void;
  completion: CompletionContext;
  isInvalid: boolean;
  /** Id of the element that tells the problems. */
  problemsId: string;
}

interface Offer {
  from: number;
  to: number;
  options: readonly CompletionOption[];
}

const nothing: Offer = { from: 0, to: 0, options: [] };

/** One line for a record set that completes what is typed from the structure of the series. */
export function RecordSetEditor(props: RecordSetEditorProps): ReactNode {
  const { text, onText, onRun, completion, isInvalid, problemsId } = props;
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [offer, setOffer] = useState<Offer>(nothing);
  const [chosen, setChosen] = useState(-1);
  const isOpen = offer.options.length > 0;

  const look = (value: string, cursor: number): void => {
    const found = completionsAt(value, cursor, completion);
    const word = value.slice(found.from, found.to);
    // What stands there already needs no offer.
    const useful = found.options.filter(({ label }) => label !== word);
    setOffer(useful.length === 0 ? nothing : { ...found, options: useful.slice(0, 12) });
    setChosen(-1);
  };
  const close = (): void => setOffer(nothing);
  const take = (option: CompletionOption): void => {
    const next = text.slice(0, offer.from) + option.label + text.slice(offer.to);
    const cursor = offer.from + option.label.length;
    onText(next);
    close();
    requestAnimationFrame(() => field.current?.setSelectionRange(cursor, cursor));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const { length } = offer.options;
    if (event.key === ' ' && event.ctrlKey) look(text, event.currentTarget.selectionStart ?? text.length);
    else if (step !== 0 && isOpen)
      setChosen((chosen + step + length + (chosen === -1 && step === -1 ? 1 : 0)) % length);
    else if (event.key === 'Escape' && isOpen) close();
    else if (event.key === 'Tab' && isOpen && !event.shiftKey) take(offer.options[Math.max(0, chosen)] ?? noOption);
    else if (event.key === 'Enter' && isOpen && chosen >= 0) take(offer.options[chosen] ?? noOption);
    else if (event.key === 'Enter') {
      close();
      onRun();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.editor}>
      <input
        ref={field}
        className={styles.text}
        role="combobox"
        aria-label="Record set"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={chosen >= 0 ? `${listId}-${chosen}` : undefined}
        aria-invalid={isInvalid}
        aria-describedby={problemsId}
        spellCheck={false}
        autoComplete="off"
        placeholder="hmi.v_45s[2016.04.01_TAI/1d@6h]"
        value={text}
        onChange={(event) => {
          const { value, selectionStart } = event.currentTarget;
          onText(value);
          look(value, selectionStart ?? value.length);
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      {isOpen && (
        <div id={listId} role="listbox" aria-label="What fits here" className={styles.options}>
          {offer.options.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys of this list
            <div
              key={`${option.kind} ${option.label}`}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className={styles.option}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(option)}
            >
              <span className={styles.code}>{option.label}</span>
              <span>{option.detail}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

const noOption: CompletionOption = { label: '', kind: 'word', detail: '' };
