import { drmsSuite } from '../../testing/drms-suite.ts';

drmsSuite();
