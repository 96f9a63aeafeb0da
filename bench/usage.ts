import { readFileSync } from 'node:fs';

/** Processor time of a process since its start, in milliseconds. */
export interface ProcessorTime {
  /** Of all its threads and child processes. */
  readonly total: number;
  /** Of its main thread, which in a server of Node's speaks HTTP. */
  readonly main: number;
}

/** The kernel counts in hundredths of a second, whatever its own clock. */
const tick = 10;

/** Reads the processor time that a process has used; only Linux tells it. */
export function processorTime(pid: number): ProcessorTime {
  const children = childrenOf(pid).map((child) => processorTime(child).total);
  const total = children.reduce((sum, each) => sum + each, statTime(`/proc/${pid}/stat`));
  return { total, main: statTime(`/proc/${pid}/task/${pid}/stat`) };
}

/** Memory of a process and its child processes in MB (10^6 bytes); pages that several share are counted once. */
export function processMemory(pid: number): number {
  const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))!;
  const own = (Number(kilobytes) * 1024) / 1e6;
  return childrenOf(pid).reduce((sum, child) => sum + processMemory(child), own);
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}

/** User and system time of a line of /proc; the name before them, in brackets, may hold anything. */
function statTime(file: string): number {
  const line = readFileSync(file, 'utf8');
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tick;
}
