import { Gauge, type Registry } from 'prom-client';
import type { PoolState } from '../runtime/pool/observer.ts';
import { catalogue } from './catalogue.ts';

/** What gauges ask when they are told; each answers at any time, also while the service starts. */
export interface GaugeSources {
  /** Of the service. */
  readonly version: string;
  readonly isReady: () => boolean;
  /** Those that are loaded. */
  readonly models: () => readonly {
    readonly name: string;
    readonly version: string;
    readonly task: string;
  }[];
  /** Undefined as long as there is no pool. */
  readonly pool: () => PoolState | undefined;
}

type PlainGauge = 'ready' | 'queued' | 'oldest' | 'workers' | 'busy';

/** Adds to `registry` what is true of the service at the moment. */
export function gauges(registry: Registry, { version, isReady, models, pool }: GaugeSources): void {
  const registers = [registry];
  const gauge = (key: PlainGauge, read: () => number): void => {
    const { name, help } = catalogue[key];
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  };
  gauge('ready', () => Number(isReady()));
  gauge('queued', () => pool()?.queued ?? 0);
  gauge('oldest', () => (pool()?.oldest ?? 0) / 1000);
  gauge('workers', () => pool()?.workers ?? 0);
  gauge('busy', () => pool()?.busy ?? 0);
  const info = (key: 'models' | 'build') => {
    const { name, help, labels } = catalogue[key];
    return { name, help, labelNames: labels, registers };
  };
  new Gauge({
    ...info('models'),
    collect() {
      this.reset();
      for (const { name, version, task } of models()) this.set({ model: name, version, task }, 1);
    },
  });
  new Gauge(info('build')).set({ version }, 1);
}
