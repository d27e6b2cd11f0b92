import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../contract/session.js';
import { Icon } from '../icons/icon.js';
import { useOffice } from '../requests/office.js';
import type { FinderEntry } from './finder-entries.js';
import { useFinderEntries } from './finder-entries.js';

/** A person types faster than anybody need be asked, milliseconds. */
const TYPING_MS = 150;

/** Looks for a page, plan, cycle, agency or paper by its name and goes there; by the keyboard alone too. */
export function FinderDialog({
  session,
  opened,
  takeEarly,
  onClose,
}: {
  readonly session: Session;
  readonly opened: boolean;
  /** What was typed before the field was there; once. */
  readonly takeEarly: () => string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['find', 'common']);
  // Once somebody has gone elsewhere, the button he came from is on another page's header.
  const [left, setLeft] = useState(false);
  // Where the focus was is noted as the dialog opens, which it cannot be if it is open from the first.
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(opened), [opened]);
  return (
    <Modal
      opened={shown}
      onClose={onClose}
      onEnterTransitionEnd={() => setLeft(false)}
      returnFocus={!left}
      title={t('find:title')}
      size="lg"
      yOffset="8vh"
      closeButtonProps={{ 'aria-label': t('common:close') }}
      overlayProps={{ backgroundOpacity: 0.3 }}
      transitionProps={{ duration: 0 }}
    >
      <Search
        session={session}
        takeEarly={takeEarly}
        onGone={() => {
          setLeft(true);
          onClose();
          // What is read next begins at the head of the new page.
          document.getElementById('main')?.focus();
        }}
      />
    </Modal>
  );
}

function Search({
  session,
  takeEarly,
  onGone,
}: {
  readonly session: Session;
  readonly takeEarly: () => string;
  readonly onGone: () => void;
}) {
  const { t } = useTranslation(['find', 'common']);
  const navigate = useNavigate();
  const office = useOffice();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), TYPING_MS);
  const [at, setAt] = useState(0);
  const { groups, searching, more } = useFinderEntries({ session, office, words });
  const entries = groups.flatMap((group) => group.entries);
  const chosen = Math.min(at, entries.length - 1);

  useEffect(() => {
    const early = takeEarly();
    if (early !== '') setTyped((after) => early + after);
  }, [takeEarly]);
  useEffect(() => setAt(0), [words]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, entries.length]);

  const take = (entry: FinderEntry | undefined): void => {
    if (entry === undefined) return;
    if (entry.more !== undefined) {
      more(entry.more);
      return;
    }
    onGone();
    void navigate({ to: entry.to, params: entry.params ?? {} });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = NEXT[event.key]?.(chosen, entries.length);
    if (next !== undefined) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(next, entries.length - 1)));
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      take(entries[chosen]);
    }
  };

  return (
    <>
      <TextInput
        data-autofocus
        type="search"
        size="md"
        role="combobox"
        aria-label={t('find:label')}
        aria-expanded
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={entries.length === 0 ? undefined : `${id}-${String(chosen)}`}
        placeholder={t('find:placeholder')}
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <p className="finder-note" role="status">
        {searching
          ? t('find:searching')
          : entries.length === 0
            ? t('find:nothing', { words })
            : t('find:count', { n: entries.filter((entry) => entry.more === undefined).length })}
      </p>
      <div ref={list} id={id} role="listbox" aria-label={t('find:label')} className="finder-list">
        {groups.map((group) => (
          <div key={group.name} role="group" aria-label={group.name}>
            <div className="finder-group" aria-hidden="true">
              {group.name}
            </div>
            {group.entries.map((entry) => {
              const place = entries.indexOf(entry);
              return (
                // The keys are those of the field above, which holds the focus.
                <div
                  key={entry.key}
                  id={`${id}-${String(place)}`}
                  role="option"
                  aria-selected={place === chosen}
                  className="finder-entry"
                  onMouseMove={() => setAt(place)}
                  // The field keeps the focus.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => take(entry)}
                >
                  <Icon name={entry.icon} size={16} />
                  <span>
                    <span className="finder-name">{entry.name}</span>
                    {entry.beside !== '' && <span className="finder-beside">{entry.beside}</span>}
                  </span>
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </>
  );
}

/** Where a key leads from a place among so many. */
const NEXT: Readonly<Record<string, (from: number, of: number) => number>> = {
  ArrowDown: (from, of) => (from + 1 === of ? 0 : from + 1),
  ArrowUp: (from, of) => (from === 0 ? of - 1 : from - 1),
  PageDown: (from) => from + 8,
  PageUp: (from) => from - 8,
};
