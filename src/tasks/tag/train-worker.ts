import { serveTrainee } from '../../training/worker-thread.ts';
import { TaggerTrainee } from './trainee.ts';

await serveTrainee(TaggerTrainee.create);
