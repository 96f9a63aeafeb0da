import { serveTrainee } from '../../training/worker-thread.ts';
import { SpeechTrainee } from './trainee.ts';

await serveTrainee(SpeechTrainee.create);
