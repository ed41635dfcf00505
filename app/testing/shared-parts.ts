import { figureWorker } from '../services/compute.ts';

/** Loading what draws takes seconds, so all cores of a test file draw with one worker; it ends with its process. */
export const sharedParts = { drawing: figureWorker() };
