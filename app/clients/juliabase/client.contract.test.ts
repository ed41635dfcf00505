import { juliaBaseSuite } from '../../testing/juliabase-suite.ts';

juliaBaseSuite('demo server in mode A with CSRF check', { mode: 'A', csrf: true, timezone: 'Asia/Kolkata' });
juliaBaseSuite('demo server in mode B', { mode: 'B', csrf: false });
