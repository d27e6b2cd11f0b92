import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import * as account from './account.js';
import * as acts from './acts.js';
import * as admin from './admin.js';
import * as archive from './archive.js';
import * as audit from './audit.js';
import * as board from './board.js';
import * as bulk from './bulk.js';
import * as common from './common.js';
import * as compliance from './compliance.js';
import * as exchange from './exchange.js';
import * as find from './find.js';
import * as forms from './forms.js';
import * as heads from './heads.js';
import * as health from './health.js';
import { rememberedLanguage, speak } from './language.js';
import * as memory from './memory.js';
import * as obligation from './obligation.js';
import * as overview from './overview.js';
import * as opening from './opening.js';
import * as paper from './paper.js';
import * as plan from './plan.js';
import * as programme from './programme.js';
import * as recovery from './recovery.js';
import * as axis from './axis.js';
import * as register from './register.js';
import * as review from './review.js';
import * as ahead from './ahead.js';
import * as story from './story.js';
import * as states from './states.js';
import * as templates from './templates.js';
import * as work from './work.js';

const AREAS = {
  common,
  account,
  acts,
  states,
  templates,
  work,
  plan,
  review,
  exchange,
  find,
  forms,
  board,
  bulk,
  axis,
  programme,
  register,
  memory,
  obligation,
  paper,
  heads,
  admin,
  archive,
  opening,
  overview,
  compliance,
  story,
  ahead,
  recovery,
  health,
  audit,
} as const;

type Areas = { readonly [Name in keyof typeof AREAS]: (typeof AREAS)[Name]['vi'] };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Areas;
  }
}

/** Sets up the words of the pages, in the language last chosen here; the English ones are fetched where they are wanted. */
export async function startWords(): Promise<void> {
  const language = rememberedLanguage();
  document.documentElement.lang = language;
  await i18next.use(initReactI18next).init({
    lng: 'vi',
    fallbackLng: 'vi',
    defaultNS: 'common',
    ns: Object.keys(AREAS),
    resources: {
      vi: Object.fromEntries(Object.entries(AREAS).map(([name, area]) => [name, area.vi])),
    },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  if (language === 'en') await speak('en');
}
