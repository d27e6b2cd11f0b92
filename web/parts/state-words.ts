import type { PaperState } from '../../domain/paper.js';
import type { ObligationState } from '../../domain/obligation.js';
import type { StoryState } from '../../domain/explain/why-words.js';
import type { Tone } from './tone-badge.js';

/** The tone of each state of a duty: red is kept for what is late. */
export const OBLIGATION_TONE: Readonly<Record<ObligationState, Tone>> = {
  expected: 'neutral',
  claimed: 'violet',
  submitted: 'blue',
  returned: 'amber',
  accepted: 'green',
  waived: 'neutral',
};

export const PAPER_TONE: Readonly<Record<PaperState | 'superseded', Tone>> = {
  draft: 'neutral',
  awaitingApproval: 'amber',
  sentBack: 'red',
  approved: 'blue',
  numbered: 'blue',
  released: 'green',
  acknowledged: 'green',
  superseded: 'neutral',
};

/** The tone of each state of a mail. */
export const MESSAGE_TONE: Readonly<Record<string, Tone>> = {
  planned: 'neutral',
  sending: 'blue',
  sent: 'green',
  bounced: 'red',
  refused: 'red',
  suppressed: 'neutral',
  doubtful: 'amber',
};

/** The tone of how a notice stands. */
export const STORY_TONE: Readonly<Record<StoryState, Tone>> = {
  planned: 'blue',
  sent: 'green',
  mayHaveGone: 'amber',
  notArrived: 'red',
  suppressed: 'neutral',
  held: 'amber',
};
