import { juliaBaseFaultsSuite } from '../../testing/juliabase-faults-suite.ts';

juliaBaseFaultsSuite('faults of the demo server in mode A', { mode: 'A' });
juliaBaseFaultsSuite('faults of the demo server in mode B with CSRF check', { mode: 'B', csrf: true });
