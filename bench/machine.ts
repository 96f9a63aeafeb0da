import { availableParallelism, cpus, loadavg } from 'node:os';
import { settings } from '../src/config.ts';

/**
 * The machine that figures are of, whether others use it (the load average of a quiet one is near 0), and the settings
 * that the environment gives the service instead of its defaults.
 */
export function describeMachine(): string {
  const cores = availableParallelism();
  const load = loadavg()[0]!.toFixed(2);
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const given = Object.keys(settings.shape).filter((name) => process.env[name]);
  const set = given.map((name) => `, ${name}=${process.env[name]}`).join('');
  return `${model}, ${cores} cores, ${process.platform} ${process.arch}, Node ${process.version}, load average ${load}${set}`;
}
