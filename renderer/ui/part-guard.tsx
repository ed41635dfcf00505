import { Component, type ReactNode } from 'react';
import { ErrorNote } from './error-note.tsx';
import { t } from './language.ts';
import { partFailure } from './part-failure.ts';

interface PartGuardProps {
  children: ReactNode;
}

interface PartGuardState {
  failure: unknown;
}

/** A mistake of ours in one part of the window is told there; without this, React would empty the whole window. */
export class PartGuard extends Component<PartGuardProps, PartGuardState> {
  override state: PartGuardState = { failure: null };

  static getDerivedStateFromError(failure: unknown): PartGuardState {
    return { failure };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    const again = { label: t('Show again'), onClick: () => this.setState({ failure: null }) };
    return <ErrorNote error={partFailure(failure)} action={again} />;
  }
}
