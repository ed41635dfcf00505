import { drmsFaultsSuite } from '../../testing/drms-faults-suite.ts';
import { drmsRequestsSuite } from '../../testing/drms-requests-suite.ts';
import { drmsSuite } from '../../testing/drms-suite.ts';

drmsSuite();
drmsRequestsSuite();
drmsFaultsSuite();
