import i18next from 'i18next';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * Says what is missing or wrong in a field in the words of the pages: a browser would say it in its own language. From
 * now on, for every form of the document.
 */
export function speakOfFields(page: Document): void {
  page.addEventListener(
    'invalid',
    ({ target }) => {
      if (!isField(target)) return;
      // What was said last time would count as a fault of its own.
      target.setCustomValidity('');
      if (!target.validity.valid) target.setCustomValidity(faultOf(target));
    },
    true,
  );
  const forget = ({ target }: Event): void => {
    const form = target instanceof Element ? target.closest('form') : null;
    for (const field of form?.elements ?? []) if (isField(field)) field.setCustomValidity('');
  };
  // A click on the button stands for the key Enter too.
  for (const event of ['input', 'change', 'click']) page.addEventListener(event, forget, true);
}

function faultOf({ validity }: Field): string {
  if (validity.valueMissing) return i18next.t('common:fieldRequired');
  return i18next.t(validity.typeMismatch ? 'common:fieldAddress' : 'common:fieldWrong');
}

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement;
