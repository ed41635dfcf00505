export { structureOf } from '../../../app/domain/drms/series-structure.ts';
