import { TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';

interface NumberFieldProps {
  /** For screen readers. */
  label: string;
  /** Null is an empty field. */
  value: number | null;
  textOf(value: number): string;
  onChange(value: number): void;
  /** The field was emptied; left out where it may not be empty. */
  onEmpty?(): void;
}

/** A number counts when the field is left or Enter is pressed: half of it would move other things. */
export function NumberField({ label, value, textOf, onChange, onEmpty }: NumberFieldProps): ReactNode {
  const usual = value === null ? '' : textOf(value);
  const [text, setText] = useState(usual);
  useEffect(() => setText(usual), [usual]);
  const take = (): void => {
    const plain = text.trim().replace(',', '.').replace('−', '-');
    const typed = Number(plain);
    // The value may stay as it is, at a limit; then the field has to say so.
    setText(usual);
    if (plain === '') {
      if (value !== null) onEmpty?.();
    } else if (Number.isFinite(typed) && textOf(typed) !== usual) onChange(typed);
  };
  return (
    <TextInput
      size="xs"
      inputMode="decimal"
      aria-label={label}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}
