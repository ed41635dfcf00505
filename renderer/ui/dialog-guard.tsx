import { Component, type ReactNode } from 'react';
import { showMessage } from './messages.ts';
import { partFailure } from './part-failure.ts';

interface DialogGuardProps {
  children: ReactNode;
  /** Makes that it is not asked for any more. */
  onFailed(): void;
}

interface DialogGuardState {
  failure: unknown;
}

/** What lies over the window and fails by a mistake of ours closes with a message, and can be opened again. */
export class DialogGuard extends Component<DialogGuardProps, DialogGuardState> {
  override state: DialogGuardState = { failure: null };
  private failedAtMs = Number.NEGATIVE_INFINITY;

  static getDerivedStateFromError(failure: unknown): DialogGuardState {
    return { failure };
  }

  override componentDidCatch(failure: unknown): void {
    showMessage(partFailure(failure));
    this.props.onFailed();
    const isFailingAgain = performance.now() - this.failedAtMs < 1000;
    this.failedAtMs = performance.now();
    // One that fails closed would fail for ever.
    if (!isFailingAgain) this.setState({ failure: null });
  }

  override render(): ReactNode {
    return this.state.failure === null ? this.props.children : null;
  }
}
