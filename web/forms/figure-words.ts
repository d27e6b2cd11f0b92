import { useTranslation } from 'react-i18next';
import type { Indicator } from '../../domain/schemas/form-definition.js';
import { wordsFor } from '../parts/code-words.js';

/** What a figure is and who reports it, in plain words. */
export function useFigureWords() {
  const { t } = useTranslation('forms');
  return {
    /** "phát sinh trong kỳ, cộng các đơn vị, cộng các kỳ". */
    rule: ({ nature, across, time }: Indicator): string =>
      across === 'ratio'
        ? t('across_ratio')
        : [t(`nature_${nature}`), t(`across_${across}`), t(`time_${time}`)].join(', '),
    /** "các loại: Công an; khối, cụm: Cụm 1". */
    reporters: ({ reporters, groups = null, across }: Indicator): string => {
      if (across === 'ratio') return t('nobodyTypes');
      const kinds = reporters?.map((kind) => wordsFor('kind', kind)).join(', ') ?? t('everybody');
      return groups === null ? kinds : `${kinds}; ${t('ofGroups', { groups: groups.join(', ') })}`;
    },
  };
}
