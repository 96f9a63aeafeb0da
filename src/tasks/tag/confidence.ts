export { millionths, rounded, writeMillionths } from '../tokens/confidence.ts';
