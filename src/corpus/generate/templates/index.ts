import { answersGroup, evasions, lonePlaces } from './answers.ts';
import { arrivals } from './arrivals.ts';
import { cars } from './cars.ts';
import { corrections } from './corrections.ts';
import { details } from './details.ts';
import { flights } from './flights.ts';
import type { TemplateGroup } from './group.ts';
import { journeys } from './journeys.ts';
import { mentions, nothing } from './nothing.ts';
import { returns } from './returns.ts';
import { stays } from './stays.ts';
import { stopovers } from './stopovers.ts';

/** All templates; the shares need not sum to 100. */
export const templateGroups: readonly TemplateGroup[] = [
  flights,
  arrivals,
  journeys,
  stopovers,
  returns,
  details,
  stays,
  cars,
  corrections,
  answersGroup,
  evasions,
  lonePlaces,
  nothing,
  mentions,
];
