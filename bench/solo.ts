import { loadPackage } from '../src/package/load.ts';
import { startTagger } from '../src/tasks/tag/service.ts';
import type { Tagger } from '../src/tasks/tag/tagger.ts';
import { saturate, type Target } from './saturate.ts';
import { quantile } from './statistics.ts';

/** Milliseconds of one request at a time, by who answered. */
export interface Solo {
  readonly service: number[];
  readonly echo: number[];
  /** What a worker does to the same texts, in this process: no HTTP, no other thread. */
  readonly inference: number[];
}

/** Asks one at a time: the service, the echo and the model itself in turn, `seconds` each in every round. */
export async function measureSolo(
  targets: { readonly service: Target; readonly echo: Target },
  texts: readonly string[],
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<Solo> {
  const tagger = await startTagger(await loadPackage('models/booking'));
  const solo: Solo = { service: [], echo: [], inference: [] };
  await infer(tagger, texts, 1);
  for (let round = 0; round < rounds; round++) {
    for (const who of ['service', 'echo'] as const) {
      const { latencies } = await saturate(targets[who], { connections: 1, seconds });
      for (const latency of latencies) solo[who].push(latency);
    }
    for (const latency of await infer(tagger, texts, seconds)) solo.inference.push(latency);
  }
  await tagger.close();
  return solo;
}

async function infer(tagger: Tagger, texts: readonly string[], seconds: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + 1000 * seconds;
  while (performance.now() < end) {
    const text = texts[times.length % texts.length]!;
    const start = performance.now();
    await tagger.answer([{ text, unit: 'utf16' }]);
    times.push(performance.now() - start);
  }
  return times;
}

/** How much longer the service takes than the inference itself, in milliseconds, at a quantile. */
export function overhead({ service, inference }: Solo, share: number): number {
  return quantile(service, share) - quantile(inference, share);
}
