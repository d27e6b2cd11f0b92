import type { NoticeContent, RenderedNotice } from '../content.js';
import type { Letter } from '../letter.js';
import { underWordLimit } from './brevity.js';
import { complianceLetter } from './compliance.js';
import { eventLetter } from './events.js';
import { ladderLetter } from './ladder.js';
import { layHtml, layText } from './layout.js';
import { ministryLetter } from './ministry.js';
import { officeLetter } from './office.js';
import { overviewLetter } from './overview.js';
import { severalLetter } from './several.js';
import { staffLetter } from './staff.js';

/** A notice in words; pure, Vietnamese only, subject of at most 100 characters, under 150 words where an agency reads it. */
export function renderNotice(content: NoticeContent): RenderedNotice {
  const letter = letterOf(content);
  return { subject: letter.subject, text: layText(letter), html: layHtml(letter) };
}

/** A notice as a letter, before it is laid out. */
export function letterOf(content: NoticeContent): Letter {
  switch (content.event) {
    case 'assigned':
    case 'assignedAsked':
    case 'prepare':
    case 'remind':
    case 'lastDay':
    case 'overdue':
    case 'toHead':
      return underWordLimit((brevity) => ladderLetter(content, brevity));
    case 'several':
      return underWordLimit((brevity) => severalLetter(content, brevity));
    case 'received':
    case 'claimed':
    case 'returned':
    case 'accepted':
    case 'missingHalf':
    case 'formChanged':
    case 'extensionGranted':
    case 'extensionRefused':
    case 'dueMoved':
    case 'noLongerOwed':
    case 'wantedAgain':
    case 'targetMoved':
    case 'amended':
    case 'cancelled':
    case 'skipped':
    case 'periodAdded':
    case 'agencyClosed':
    case 'takenOver':
    case 'link':
    case 'contactAsked':
    case 'lostHours':
      return underWordLimit((brevity) => eventLetter(content, brevity));
    case 'officeList':
    case 'callList':
    case 'bounce':
    case 'approval':
    case 'clerkAsked':
    case 'openedLate':
    case 'returnedAbove':
    case 'sentBack':
    case 'extensionAsked':
    case 'closeNew':
    case 'numberAsked':
    case 'lastPeriod':
    case 'onward':
      return officeLetter(content);
    case 'testMail':
    case 'passwordReset':
    case 'factorTakenAway':
      return staffLetter(content);
    case 'overview':
      return overviewLetter(content);
    case 'complianceAsked':
    case 'objected':
      return complianceLetter(content);
    case 'ministry':
      return ministryLetter(content);
  }
}
