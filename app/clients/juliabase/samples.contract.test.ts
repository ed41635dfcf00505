import { juliaBaseSamplesSuite } from '../../testing/juliabase-samples-suite.ts';

juliaBaseSamplesSuite('changes of samples in mode A with CSRF check', { mode: 'A', csrf: true });
juliaBaseSamplesSuite('changes of samples in mode B', { mode: 'B', csrf: false });
