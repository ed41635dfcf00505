import { expect, test } from 'vitest';
import { findLink, parseHostAddress, parseShellArguments } from './arguments.ts';

test('reads its own arguments among those of Chromium', () => {
  expect(
    parseShellArguments(['electron', '.', '--no-sandbox', '--attach', 'http://127.0.0.1:1/?token=t', '--home=/h']),
  ).toEqual({ attach: 'http://127.0.0.1:1/?token=t', home: '/h', link: undefined });
});

test('takes links to things, and nothing that only looks like one', () => {
  expect(findLink(['x', 'quarry://series/Lab/%C2%B5c-Si'])).toBe('quarry://series/Lab/%C2%B5c-Si');
  for (const bad of [
    'quarry://app/index.html',
    'quarry://series/',
    'http://series/a',
    `quarry://series/${'a'.repeat(3000)}`,
  ]) {
    expect(findLink([bad])).toBeUndefined();
  }
});

test('attaches to loopback only, with a token', () => {
  expect(parseHostAddress(' http://localhost:4711/?token=abc ')).toEqual({
    origin: 'http://localhost:4711',
    token: 'abc',
  });
  for (const bad of [
    '',
    'nonsense',
    'http://lab.example:4711/?token=a',
    'https://127.0.0.1/?token=a',
    'http://127.0.0.1:1/',
    'file:///?token=a',
  ]) {
    expect(() => parseHostAddress(bad)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  }
});
