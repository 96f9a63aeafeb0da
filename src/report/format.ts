import type { EndReason } from '../training/loop.ts';
import type { TrainingSettings } from '../training/settings.ts';

/** A fraction of 1 in per cent, with two decimals. */
export function percent(fraction: number): string {
  return Number.isFinite(fraction) ? `${(100 * fraction).toFixed(2)} %` : 'none';
}

/** A whole number with its thousands apart. */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** A number with four significant digits, as people read it: no exponent unless it is very small or large. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) return value.toExponential(2);
  return size >= 1e4 ? count(value) : value.toPrecision(4);
}

/** A time span: `8 s`, `3 min 20 s` or `2 h 5 min`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'unknown';
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A phrase as it begins a line. */
export function capitalized(phrase: string): string {
  return phrase.charAt(0).toUpperCase() + phrase.slice(1);
}

/** A file size. */
export function fileSize(bytes: number): string {
  if (bytes < 1e3) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Why a training ended, as a phrase. */
export function endPhrase(reason: EndReason, { epochs, patience }: TrainingSettings): string {
  const phrases: Record<EndReason, string> = {
    finished: `all ${epochs} epochs done`,
    patience: `no better dev score for ${patience} ${patience === 1 ? 'epoch' : 'epochs'}`,
    interrupted: 'interrupted',
    diverged: 'diverged: the loss was no longer a number',
  };
  return phrases[reason];
}
