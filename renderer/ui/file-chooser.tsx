import { FileButton, type FileButtonProps } from '@mantine/core';
import { type ReactNode, useRef } from 'react';

interface FileChooserProps {
  accept: string;
  /** Of the field, where the button has no words for it. */
  label?: string;
  onFile(file: File): void;
  children: FileButtonProps['children'];
}

/** A button that asks for a file; unlike a bare field it takes the same file twice. */
export function FileChooser({ accept, label, onFile, children }: FileChooserProps): ReactNode {
  const forget = useRef<() => void>(null);
  return (
    <FileButton
      resetRef={forget}
      accept={accept}
      {...(label === undefined ? {} : { inputProps: { 'aria-label': label } })}
      onChange={(file) => {
        // A browser does not tell of a choice that is the one before.
        forget.current?.();
        if (file !== null) onFile(file);
      }}
    >
      {children}
    </FileButton>
  );
}
