import { describe, expect, it, onTestFinished } from 'vitest';
import { createSharedState } from '../../src/training/exchange.ts';
import { Team, type Trainee } from '../../src/training/team.ts';

const compiled = (file: string): string => new URL(`../../dist/training/${file}.js`, import.meta.url).href;

/** A worker of which the second ends by `ending` in the second step, while the others wait to meet it. */
function workerEndingBy(ending: string): URL {
  const code = `
    import { serveTrainee } from ${JSON.stringify(compiled('worker-thread'))};
    import { Exchange } from ${JSON.stringify(compiled('exchange'))};
    await serveTrainee(async ({ shared, worker }) => {
      const exchange = new Exchange(shared, worker);
      return {
        step: async (share, { step }) => {
          if (worker === 1 && step === 1) ${ending};
          return { loss: exchange.sum(0, share.length), gradientNorm: 0 };
        },
      };
    });`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

const settings = (step: number) => ({ step, learningRate: 1, scale: 1 });

async function start(ending: string): Promise<Team<never>> {
  const shared = createSharedState({ workers: 3, weights: 3, slots: 0 });
  const here = (): Promise<Trainee<never>> => Promise.reject(new Error('not in a thread'));
  const team = await Team.start({ setup: {}, shared, file: workerEndingBy(ending), here });
  onTestFinished(() => team.close());
  return team;
}

describe('a team', () => {
  it.each([
    ['throws', "throw new Error('no more')", 'no more'],
    ['exits', 'process.exit(0)', 'a training worker stopped'],
  ])('fails as a whole, and can be ended, when one worker %s', async (_, ending, message) => {
    const team = await start(ending);
    expect(await team.step([5, 6, 7, 8], settings(0))).toEqual({ loss: 4, gradientNorm: 0 });
    await expect(team.step([5, 6, 7, 8], settings(1))).rejects.toThrow(message);
    await expect(team.step([5, 6, 7, 8], settings(2))).rejects.toThrow(message);
    await team.close();
  });
});
