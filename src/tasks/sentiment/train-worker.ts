import { serveTrainee } from '../../training/worker-thread.ts';
import { SentimentTrainee } from './trainee.ts';

await serveTrainee(SentimentTrainee.create);
