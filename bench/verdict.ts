/** Prints whether a run held what it must; one that did not makes the process end with 1. */
export function verdict(holds: boolean, claim: string): void {
  console.log(`${holds ? 'PASS' : 'FAIL'}  ${claim}`);
  if (!holds) process.exitCode = 1;
}
