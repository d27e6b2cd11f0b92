import { driveRehearsal } from './activities.js';

/** A rehearsal's driver: steps the shadow office's time until its plan is closed or stands still. */
export async function rehearsal(input: {
  officeId: string;
  secondsPerDay: number;
}): Promise<{ outcome: 'done' | 'stalled' | 'handedOn' }> {
  return driveRehearsal(input);
}
