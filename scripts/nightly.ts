/** All tests with every count that is promised, and all specs; takes an hour or more. */
process.env.QUARRY_NIGHTLY = '1';
await import('./test.ts');
