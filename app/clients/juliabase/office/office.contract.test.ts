import { juliaBaseOfficeSuite } from '../../../testing/juliabase-office-suite.ts';

juliaBaseOfficeSuite('series, tables and tasks in mode A with CSRF check', { mode: 'A', csrf: true });
juliaBaseOfficeSuite('series, tables and tasks in mode B', { mode: 'B', csrf: false });
