import { describe, expect, test } from 'vitest';
import { type FileConnection, parseConnectionFile, withConnection } from './connection-file.ts';

const lab: FileConnection = {
  name: 'Lab',
  url: 'https://openbis.example:8443',
  verifyCertificates: true,
  saysVerify: true,
  username: 'ada',
  password: '',
  httpOnly: false,
};

describe('reading', () => {
  test('all that the file says', () => {
    const text = `connections:
  - name: Lab
    url: https://openbis.example:8443
    verify_certificates: false
    username: ada
    password: 0123
    http_only: true
    remark: kept
`;
    expect(parseConnectionFile(text)).toEqual({
      connections: [{ ...lab, verifyCertificates: false, password: '123', httpOnly: true }],
      warnings: [],
    });
  });

  test('certificates are checked where the file does not say otherwise', () => {
    const { connections } = parseConnectionFile('connections:\n  - {name: Lab, url: openbis.example}\n');
    expect(connections).toEqual([
      { ...lab, url: 'openbis.example', username: '', verifyCertificates: true, saysVerify: false },
    ]);
  });

  test.each([
    ['no YAML', 'connections: [', 'It is no YAML'],
    ['no list', 'lab: https://openbis.example', 'no list "connections"'],
    ['an empty file', '', 'no list "connections"'],
    ['a connection without an address', 'connections:\n  - name: Lab\n', 'Connection 1: url'],
    ['text in place of a connection', 'connections: [Lab]', 'Connection 1'],
  ])('%s becomes a warning', (_, text, part) => {
    const { connections, warnings } = parseConnectionFile(text);
    expect(connections).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining(part)]);
  });

  test('the others are used where one is wrong or there twice', () => {
    const text = `connections:
  - {name: A, url: a.example}
  - {name: 7}
  - {name: A, url: other.example}
  - {name: B, url: b.example}
`;
    const { connections, warnings } = parseConnectionFile(text);
    expect(connections.map(({ name, url }) => [name, url])).toEqual([
      ['A', 'a.example'],
      ['B', 'b.example'],
    ]);
    expect(warnings).toHaveLength(2);
  });
});

describe('writing', () => {
  test('a new file is read back', () => {
    for (const connection of [lab, { ...lab, username: '', httpOnly: true, verifyCertificates: false }]) {
      expect(parseConnectionFile(withConnection('', connection))).toEqual({ connections: [connection], warnings: [] });
    }
  });

  test('what is empty is left out', () => {
    expect(withConnection('', { ...lab, username: '' })).toBe(
      'connections:\n  - name: Lab\n    url: https://openbis.example:8443\n    verify_certificates: true\n',
    );
  });

  test('other entries, unknown keys and comments stay', () => {
    const text = `# of the group
connections:
  # the old one
  - name: Old
    url: old.example
    remark: do not touch
`;
    const added = withConnection(text, lab);
    expect(added).toContain('# of the group');
    expect(added).toContain('# the old one');
    expect(added).toContain('remark: do not touch');
    expect(parseConnectionFile(added).connections.map(({ name }) => name)).toEqual(['Old', 'Lab']);
  });

  test('one of the same name is replaced in its place', () => {
    const text = 'connections:\n  - {name: Lab, url: old.example}\n  - {name: Other, url: other.example}\n';
    const { connections } = parseConnectionFile(withConnection(text, lab));
    expect(connections.map(({ name, url }) => [name, url])).toEqual([
      ['Lab', 'https://openbis.example:8443'],
      ['Other', 'other.example'],
    ]);
  });

  test.each(['connections: [', 'connections: none\n'])('a file that is none is left alone: %s', (text) => {
    expect(() => withConnection(text, lab)).toThrow('cannot be added to');
  });
});
