// What the threads of threads.test.ts run: answers a text with itself, and does what some texts tell.
const deeds = {
  exit: () => process.exit(3),
  hang: () => {
    for (;;);
  },
  throw: () => {
    throw new Error('as asked');
  },
};

export function answer({ requests }) {
  const bodies = requests.map((text) => {
    deeds[text]?.();
    return JSON.stringify(text);
  });
  return { bodies, counts: [], encode: 0, run: 0, decode: 0 };
}
