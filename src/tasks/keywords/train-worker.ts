import { serveTrainee } from '../../training/worker-thread.ts';
import { KeywordsTrainee } from './trainee.ts';

await serveTrainee(KeywordsTrainee.create);
