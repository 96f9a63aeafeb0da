export { type Durations, Laps } from '../tokens/laps.ts';
