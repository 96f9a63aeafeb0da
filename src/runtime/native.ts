/** What a thread is doing, as one number that two threads see. */
const free = 0;
const inside = 1;
const condemned = 2;

/** A number shared between the thread that works and the one that may end it. */
export type NativeLock = Int32Array<SharedArrayBuffer>;

let lock: NativeLock | undefined;

/** A lock for one batch at a time. */
export function newNativeLock(): NativeLock {
  return new Int32Array(new SharedArrayBuffer(4));
}

/** From now on this thread's native work is guarded by `own`. */
export function guardNative(own: NativeLock | undefined): void {
  lock = own;
}

/**
 * Does native work. onnxruntime's addon brings the whole process down if its thread is ended inside it, so whoever wants
 * to end the thread must ask `condemn`; a thread that is condemned does not go in.
 */
export async function native<T>(work: () => Promise<T>): Promise<T> {
  const own = lock;
  if (own && Atomics.compareExchange(own, 0, free, inside) === condemned) Atomics.wait(own, 0, condemned);
  try {
    return await work();
  } finally {
    if (own) Atomics.store(own, 0, free);
  }
}

/** Whether the thread that works under `own` can be ended now: it is in no native work, and goes into none. */
export function condemn(own: NativeLock): boolean {
  return Atomics.compareExchange(own, 0, free, condemned) !== inside;
}
