import { juliaBaseWriteFaultsSuite } from '../../testing/juliabase-write-faults-suite.ts';

juliaBaseWriteFaultsSuite('faults of writes in mode A', { mode: 'A' });
juliaBaseWriteFaultsSuite('faults of writes in mode B with CSRF check', { mode: 'B', csrf: true });
