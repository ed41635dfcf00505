import { juliaBaseProcessEditsSuite } from '../../testing/juliabase-process-edits-suite.ts';
import { juliaBaseProcessesSuite } from '../../testing/juliabase-processes-suite.ts';

juliaBaseProcessesSuite('processes in mode A with CSRF check', { mode: 'A', csrf: true, timezone: 'Asia/Kolkata' });
juliaBaseProcessesSuite('processes in mode B', { mode: 'B', csrf: false });
juliaBaseProcessEditsSuite('changes of processes in mode A with CSRF check', { mode: 'A', csrf: true });
juliaBaseProcessEditsSuite('changes of processes in mode B', { mode: 'B', csrf: false });
