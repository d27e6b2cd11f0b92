import { decideAmendment } from '../domain/amendment/decide.js';
import { amendedDuty } from '../domain/amendment/evolve.js';
import { countersOf } from '../domain/counting.js';
import { decideCycle, decidePlan } from '../domain/cycle.js';
import { nextDeskRung } from '../domain/desk.js';
import { sendingMoment } from '../domain/ladder.js';
import { fateOf } from '../domain/mail-fate.js';
import { closingsBy, movedCycleClock, movedDutyClock } from '../domain/moved-clocks.js';
import { dutyAfter, silencedBy } from '../domain/owed-duty.js';
import { wantsPoke } from '../domain/poke.js';
import { contactFor, contactInForce } from '../domain/reach.js';
import { weighAnswers } from '../domain/relay-pause.js';
import { planCycles } from '../domain/start.js';
import { reasonNotToSend } from '../domain/still-wanted.js';
import { heardBy, readerInPlaceOf } from '../domain/standing-in.js';
import { toldAtOnce, toldOfReopening } from '../domain/told-at-once.js';
import { trackedCycles } from '../domain/tracked-cycles.js';
import { isReminded, placesOf, planWave } from '../domain/wave.js';

/** The rules that a simulated office goes by: the product's own functions, each of which a trial may break on purpose. */
export const PRODUCT_RULES = {
  amendedDuty,
  closingsBy,
  contactFor,
  contactInForce,
  countersOf,
  decideAmendment,
  decideCycle,
  decidePlan,
  dutyAfter,
  fateOf,
  heardBy,
  isReminded,
  movedCycleClock,
  movedDutyClock,
  nextDeskRung,
  placesOf,
  planCycles,
  planWave,
  readerInPlaceOf,
  reasonNotToSend,
  sendingMoment,
  silencedBy,
  toldAtOnce,
  toldOfReopening,
  trackedCycles,
  wantsPoke,
  weighAnswers,
};

/** A set of rules of the same shape. */
export type Rules = typeof PRODUCT_RULES;
