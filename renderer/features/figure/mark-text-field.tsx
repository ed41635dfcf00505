import { TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { detailLimits } from '../../../app/domain/figure-details.ts';
import { t } from '../../ui/language.ts';

interface MarkTextFieldProps {
  value: string;
  /** It was just added: its text is what comes next. */
  isNew: boolean;
  onChange(text: string): void;
}

/** The words of a mark, which count when the field is left or Enter is pressed. */
export function MarkTextField({ value, isNew, onChange }: MarkTextFieldProps): ReactNode {
  const [text, setText] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (isNew) field.current?.select();
  }, [isNew]);
  const take = (): void => {
    if (text.trim() === '') setText(value);
    else if (text !== value) onChange(text);
  };
  return (
    <TextInput
      ref={field}
      size="xs"
      aria-label={t('Text of the mark “{{value}}”', { value })}
      maxLength={detailLimits.markText}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}
