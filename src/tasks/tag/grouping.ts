export { groupByLength } from '../tokens/grouping.ts';
