import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type * as account from './account.js';
import type * as acts from './acts.js';
import type * as admin from './admin.js';
import type * as archive from './archive.js';
import type * as audit from './audit.js';
import type * as board from './board.js';
import type * as bulk from './bulk.js';
import type * as common from './common.js';
import type * as compliance from './compliance.js';
import type * as exchange from './exchange.js';
import type * as find from './find.js';
import type * as forms from './forms.js';
import type * as heads from './heads.js';
import type * as health from './health.js';
import { early } from './learnt.js';
import { rememberedLanguage, speak } from './language.js';
import type * as memory from './memory.js';
import type * as obligation from './obligation.js';
import type * as overview from './overview.js';
import type * as opening from './opening.js';
import type * as paper from './paper.js';
import type * as plan from './plan.js';
import type * as programme from './programme.js';
import type * as recovery from './recovery.js';
import type * as axis from './axis.js';
import type * as register from './register.js';
import type * as review from './review.js';
import type * as ahead from './ahead.js';
import type * as story from './story.js';
import type * as states from './states.js';
import type * as templates from './templates.js';
import type * as work from './work.js';

/** The words of each area; at hand once a page that uses them is (web/build/words-apart.ts). */
interface Areas {
  readonly common: typeof common.vi;
  readonly account: typeof account.vi;
  readonly acts: typeof acts.vi;
  readonly states: typeof states.vi;
  readonly templates: typeof templates.vi;
  readonly work: typeof work.vi;
  readonly plan: typeof plan.vi;
  readonly review: typeof review.vi;
  readonly exchange: typeof exchange.vi;
  readonly find: typeof find.vi;
  readonly forms: typeof forms.vi;
  readonly board: typeof board.vi;
  readonly bulk: typeof bulk.vi;
  readonly axis: typeof axis.vi;
  readonly programme: typeof programme.vi;
  readonly register: typeof register.vi;
  readonly memory: typeof memory.vi;
  readonly obligation: typeof obligation.vi;
  readonly paper: typeof paper.vi;
  readonly heads: typeof heads.vi;
  readonly admin: typeof admin.vi;
  readonly archive: typeof archive.vi;
  readonly opening: typeof opening.vi;
  readonly overview: typeof overview.vi;
  readonly compliance: typeof compliance.vi;
  readonly story: typeof story.vi;
  readonly ahead: typeof ahead.vi;
  readonly recovery: typeof recovery.vi;
  readonly health: typeof health.vi;
  readonly audit: typeof audit.vi;
}

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
    resources: { vi: early },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  if (language === 'en') await speak('en');
}
