import { beforeEach, expect, test, vi } from 'vitest';
import { DialogGuard } from './dialog-guard.tsx';
import { useMessages } from './messages.ts';

beforeEach(() => useMessages.setState({ own: [], toasts: [] }));

function openGuard() {
  const onFailed = vi.fn();
  const guard = new DialogGuard({ children: 'dialog', onFailed });
  const fail = (): void => {
    const error = new Error('broken');
    guard.state = DialogGuard.getDerivedStateFromError(error);
    guard.componentDidCatch(error);
  };
  vi.spyOn(guard, 'setState').mockImplementation((state) => {
    guard.state = state as typeof guard.state;
  });
  return { guard, fail, onFailed };
}

test('a dialog that fails is closed and told of, and can be opened again', () => {
  const { guard, fail, onFailed } = openGuard();
  expect(guard.render()).toBe('dialog');
  fail();
  expect(onFailed).toHaveBeenCalledOnce();
  expect(useMessages.getState().own).toMatchObject([{ text: 'This part of the window has failed.' }]);
  expect(guard.render()).toBe('dialog');
});

test('one that fails again at once stays away', () => {
  const { guard, fail } = openGuard();
  fail();
  fail();
  expect(guard.render()).toBeNull();
});
